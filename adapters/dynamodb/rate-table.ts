/**
 * Keys of the table of rates: how much of its quota a caller has used in a window.
 *
 * | item    | pk                                   | sk                            | note                                   |
 * |---------|--------------------------------------|-------------------------------|----------------------------------------|
 * | counter | <quota>#<hash of the caller>         | <begin of window, seconds>    | `used`; TTL some minutes               |
 *
 * | question                      | answered by                                    |
 * |-------------------------------|------------------------------------------------|
 * | may they have a block more    | UpdateItem, under the condition that it fits   |
 *
 * A caller may be a link or an address: the table keeps a digest of them, not what they are.
 */
import { createHash } from 'node:crypto';

const HASH_LENGTH = 22; // 132 bits

export const counterKey = (quota: string, caller: string, windowS: number) => {
  const hash = createHash('sha256').update(caller).digest('base64url').slice(0, HASH_LENGTH);
  return { pk: { S: `${quota}#${hash}` }, sk: { S: String(windowS) } };
};
