/** Somebody outside the desk is asked, and answers by a link, for `ChangeInput.command`. */
import type { Context } from '../domain/context.ts';
import type { PartyId, PartyKind } from '../domain/relations.ts';
import type { Ticket } from '../domain/ticket.ts';
import { addMinutes } from '../domain/time.ts';
import type { Language } from '../domain/vocabulary.ts';
import type { Wanted } from './change-ticket.ts';

export interface PartyIds {
  partyId(): PartyId;
}

export interface Asking {
  readonly kind: PartyKind;
  readonly name: string;
  readonly email?: string | undefined;
  readonly language?: Language | undefined;
  readonly text: string;
  /** For which their link is good. */
  readonly days: number;
}

const DAY_MINUTES = 24 * 60;

export const askingParty =
  (ids: PartyIds, { kind, name, email, language, text, days }: Asking) =>
  async (ticket: Ticket, { now }: Context): Promise<Wanted> => {
    const party = {
      ...{ id: ids.partyId(), kind, name, language: language ?? ticket.language },
      ...(email !== undefined && { email }),
      expiresAt: addMinutes(now, days * DAY_MINUTES),
    };
    return { command: { type: 'askParty', party, text } };
  };
