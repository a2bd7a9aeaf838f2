import type { Recorded } from '../../../core/domain/events.ts';
import type { Party } from '../../../core/domain/relations.ts';
import { askingParty, type PartyIds } from '../../../core/usecases/ask-party.ts';
import type { Outcome } from '../../../core/usecases/outcome.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand, outcomeOf } from './give-command.ts';

/** Database operations: those of a command, and one read of whom it has asked. */
export const askParty =
  (ports: DeskPorts & { readonly ids: PartyIds }): Handler<'askParty'> =>
  async (call) => {
    const answer = await giveCommand(ports, call, 'ask-party', askingParty(ports.ids, call.body));
    if (isRefused(answer)) return answer;
    const outcome = outcomeOf(answer);
    const { id, expiresAt } = await askedBy(ports, outcome);
    return { ...answer, body: { ...outcome, party: { id, expiresAt } } };
  };

/** Also when the answer is that of an earlier request with the same key. */
const askedBy = async ({ tickets }: DeskPorts, { id, events }: Outcome): Promise<Pick<Party, 'id' | 'expiresAt'>> => {
  const seq = events.find(({ type }) => type === ASKED)?.seq;
  const event = seq === undefined ? undefined : (await tickets.readWithEvent(id, seq))?.event;
  if (event?.type !== ASKED) throw new Error(`${id} has no event of who was asked.`);
  return (event as Extract<Recorded, { type: typeof ASKED }>).data.party;
};

const ASKED = 'ticket.party-asked';
