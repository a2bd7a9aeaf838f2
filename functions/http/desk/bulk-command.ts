import type { BulkCommand } from '../../../contracts/relation-requests.ts';
import type { BulkResult } from '../../../contracts/relation-views.ts';
import { type BulkItem, bulkCommand as give, incidentsOf, isDone } from '../../../core/usecases/bulk-command.ts';
import { type ChangeInput, withAgent } from '../../../core/usecases/change-ticket.ts';
import { knowing, type OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Handler } from '../../shared/door.ts';
import { problemAnswer, refusalAnswer } from '../../shared/problems.ts';
import { Rejected } from '../../shared/rejected.ts';
import type { DeskPorts } from './give-command.ts';

/** Of as many items as were asked for, each with the status that it would have had alone. */
export const bulkCommand =
  (ports: DeskPorts & OnwardPorts): Handler<'bulkCommand'> =>
  async ({ body, actor, correlation, from, ifMatch, idempotencyKey }) => {
    if (ifMatch !== undefined)
      throw new Rejected('invalid-request', 'If-Match names the version of one ticket: leave it out.');
    const { tickets, incidentsOf: problem, command } = body;
    const meant = tickets ?? (await incidentsOf(ports, problem ?? '', { actor }));
    if ('refused' in meant) return meant;
    const items = await give(ports, {
      tickets: meant,
      command: commandOf(ports, command),
      actor,
      correlation,
      ...(from !== undefined && { from }),
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, digest: `${command.verb} ${digestOf(command.body)}` },
      }),
    });
    const answer: BulkResult = {
      done: items.filter(({ result }) => isDone(result)).length,
      items: await Promise.all(items.map((item) => itemOf(item, correlation))),
    };
    return { body: answer };
  };

const commandOf = (ports: DeskPorts & OnwardPorts, command: BulkCommand): ChangeInput['command'] => {
  switch (command.verb) {
    case 'assign': {
      const { agent, ...why } = command.body;
      return withAgent(ports.directory, agent, (assignee) => ({ type: 'assign', assignee, ...why }));
    }
    case 'transfer': {
      const { agent, ...to } = command.body;
      return agent === undefined
        ? { type: 'transfer', ...to }
        : withAgent(ports.directory, agent, (assignee) => ({ type: 'transfer', assignee, ...to }));
    }
    case 'reply':
      return { type: 'reply', ...command.body };
    case 'note':
      return { type: 'note', ...command.body };
    case 'tag':
      return { type: 'tag', ...command.body };
    case 'close':
      return { type: 'close' };
    case 'resolve':
      return knowing(ports, { type: 'resolve', ...command.body });
    case 'queue':
      return { type: 'queue', ...command.body };
    case 'classify':
      return { type: 'classify', ...command.body };
    default: {
      const unknown: never = command;
      throw new Error(`Unknown command ${JSON.stringify(unknown)}`);
    }
  }
};

type Item = BulkResult['items'][number];

const itemOf = async ({ asked: id, result }: BulkItem, correlation: string): Promise<Item> => {
  if ('fault' in result) {
    const { logFault } = await import('../../shared/logger.ts');
    logFault(result.fault, { requestId: correlation });
    return refusedItem(id, problemAnswer('internal-error', 'Something failed on our side. Try again.', correlation));
  }
  if (isRefused(result)) return refusedItem(id, refusalAnswer(result, correlation));
  const { code, version } = result.outcome;
  return { id, code, status: 200, version };
};

const refusedItem = (id: string, { body = '{}' }: ReturnType<typeof problemAnswer>): Item => {
  const problem = JSON.parse(body) as NonNullable<Item['problem']>;
  return { id, status: problem.status, problem };
};
