/** The secret keys of those who act in the runtime: links that they sign cannot be made up by others. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Principal } from '../aws.ts';
import type { Values } from '../values.ts';

const MASTER = 's3.credentials';
const MASTER_BYTES = 32;

/** Kept in the store, so that a link outlives the process. */
export function secretsOf(values: Values): (principal: Principal) => string {
  if (values.get(MASTER) === undefined) values.set(MASTER, randomBytes(MASTER_BYTES).toString('hex'));
  const master = values.get(MASTER) as string;
  return (principal) => createHmac('sha256', master).update(principal).digest('hex');
}
