import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { Ids } from '../core/ports.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8; // 2^40 codes: with a million tickets the next one collides once in a million

/** Tickets sort by the time they were opened; codes are random, so that nobody can count them. */
export const randomIds: Ids = {
  ticketId: () => `tkt_${ulid()}`,
  code: () => Array.from(randomBytes(CODE_LENGTH), (byte) => CROCKFORD[byte % CROCKFORD.length]).join(''),
};
