import { ulid } from 'ulid';
import type { PartyIds } from '../core/usecases/ask-party.ts';

export const ulidParties: PartyIds = { partyId: () => `pty_${ulid()}` };
