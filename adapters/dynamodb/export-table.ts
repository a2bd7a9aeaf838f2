/**
 * Keys of exports, in the outbound table (webhook-table.ts).
 *
 * | item | pk            | sk                   | note                                                      |
 * |------|---------------|----------------------|-----------------------------------------------------------|
 * | job  | EXPORTS#<by>  | <id>                 | what was asked for, the cursor; gated on its version; TTL |
 * | part | EXPORT#<id>   | <version, 8 digits>  | where the rows of a slice are; TTL                        |
 *
 * | question                 | answered by                        |
 * |--------------------------|------------------------------------|
 * | somebody's exports       | Query EXPORTS#<by>, backwards      |
 * | an export of somebody    | GetItem                            |
 * | its parts, in order      | Query EXPORT#<id>                  |
 */
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

export const jobsPartition = (by: string): string => `EXPORTS#${by}`;
export const jobKey = (by: string, id: string) => key(jobsPartition(by), id);
export const partsPartition = (id: string): string => `EXPORT#${id}`;
export const partKey = (id: string, version: number) => key(partsPartition(id), String(version).padStart(8, '0'));
