import type { Recorded } from '../../../core/domain/events.ts';
import { askingParty, type PartyIds } from '../../../core/usecases/ask-party.ts';
import type { Outcome } from '../../../core/usecases/outcome.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import type { Asked } from '../../shared/party-links.ts';
import { type DeskPorts, giveCommand, outcomeOf } from './give-command.ts';

export interface AskPorts extends DeskPorts {
  readonly partyIds: PartyIds;
  readonly linkOf: (ticketId: Outcome['id'], asked: Asked) => Promise<string>;
}

/** Database operations: those of a command, and one read of whom it has asked; one of the secret for each process. */
export const askParty =
  (ports: AskPorts): Handler<'askParty'> =>
  async (call) => {
    const answer = await giveCommand(ports, call, 'ask-party', askingParty(ports.partyIds, call.body));
    if (isRefused(answer)) return answer;
    const outcome = outcomeOf(answer);
    const { id, expiresAt } = await askedBy(ports, outcome);
    return {
      ...answer,
      body: { ...outcome, party: { id, expiresAt, link: await ports.linkOf(outcome.id, { id, expiresAt }) } },
    };
  };

/** Also when the answer is that of an earlier request with the same key. */
const askedBy = async ({ tickets }: DeskPorts, { id, events }: Outcome): Promise<Asked> => {
  const seq = events.find(({ type }) => type === ASKED)?.seq;
  const event = seq === undefined ? undefined : (await tickets.readWithEvent(id, seq))?.event;
  if (event?.type !== ASKED) throw new Error(`${id} has no event of who was asked.`);
  return (event as Extract<Recorded, { type: typeof ASKED }>).data.party;
};

const ASKED = 'ticket.party-asked';
