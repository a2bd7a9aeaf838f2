import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand, outcomeOf } from './give-command.ts';

/** Database operations: those of a command; who else was writing is read with the ticket (after it, where that was named by its code). */
export const replyToTicket =
  (ports: DeskPorts): Handler<'replyToTicket'> =>
  async (call) => {
    const { text, attachments } = call.body;
    const answer = await giveCommand(ports, call, 'reply', {
      type: 'reply',
      text,
      ...(attachments && { attachments }),
    });
    if (isRefused(answer)) return answer;
    const outcome = outcomeOf(answer);
    const present = await ports.tickets.attending(outcome.id);
    const others = present.filter(({ agent, state }) => state === 'writing' && agent !== call.actor.id);
    // Both have their say: they are told, and see to it.
    return others.length === 0
      ? answer
      : { ...answer, body: { ...outcome, alsoWriting: others.map(({ agent }) => agent) } };
  };
