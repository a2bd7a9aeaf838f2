/**
 * Keys of the directory table.
 *
 * | item    | pk             | sk           | note                                            |
 * |---------|----------------|--------------|-------------------------------------------------|
 * | agent   | TEAM#<team>    | AGENT#<id>   | who they are, presence, load                    |
 * | pointer | AGENT#<id>     | POINTER      | the team they are listed in                     |
 *
 * | question          | answered by                             |
 * |-------------------|-----------------------------------------|
 * | agents of a team  | Query TEAM#<team>                       |
 * | one agent         | GetItem pointer, then agent             |
 */
export const agentKey = (team: string, id: string) => ({ pk: { S: teamKey(team) }, sk: { S: `AGENT#${id}` } });
export const pointerKey = (id: string) => ({ pk: { S: `AGENT#${id}` }, sk: { S: 'POINTER' } });
export const teamKey = (team: string): string => `TEAM#${team}`;
