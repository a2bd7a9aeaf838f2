import type { Directory } from '../../../core/ports-directory.ts';
import { type ChangeInput, type ChangePorts, changeTicket } from '../../../core/usecases/change-ticket.ts';
import type { Outcome } from '../../../core/usecases/outcome.ts';
import type { Refused } from '../../../core/usecases/refused.ts';
import type { Answer } from '../../shared/door.ts';
import { relate } from './relate.ts';

export interface DeskPorts extends ChangePorts {
  readonly directory: Directory;
}

/** A person's command on a ticket, under If-Match and Idempotency-Key. `verb` keeps equal bodies of two commands apart. */
export const giveCommand = (
  ports: DeskPorts,
  call: Parameters<typeof relate>[0],
  verb: string,
  command: ChangeInput['command'],
): Promise<Answer | Refused> => relate(call, verb, (input) => changeTicket(ports, { ...input, command }));

/** What a command that was taken did, for answers that say more. */
export const outcomeOf = ({ body }: Answer): Outcome => body as Outcome;
