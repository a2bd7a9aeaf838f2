/** Events as items. What the pipe reads stands at the top level: ids, enums, numbers. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { concernsOf } from '../../core/domain/concerns.ts';
import type { Recorded } from '../../core/domain/events.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Assignee } from '../../core/domain/vocabulary.ts';
import type { Item } from './item.ts';
import { packClocks, unpackClocks } from './ticket-clocks.ts';
import { packData, unpackData } from './ticket-opening.ts';
import { eventKey } from './ticket-table.ts';

/** What is not there is told of: nothing is lost by whoever does not say it. */
const SILENT = 'yes';

/** Who has more room since a change. */
type Freed = Pick<Assignee, 'id' | 'team'>;

/** For whom of the bus an event is. `wakes` and `freed`: of the last one of a change alone. */
interface Route {
  readonly wakes: boolean;
  readonly silent?: boolean;
  readonly freed?: Freed | undefined;
}

/** `after`: the ticket when all events of the change are folded in. */
export const eventItem = (event: Recorded, after: Ticket, { wakes, silent, freed }: Route): Item => ({
  ...eventKey(event.ticketId, event.seq),
  ...marshall(
    {
      id: event.id,
      ticketId: event.ticketId,
      code: after.code,
      seq: event.seq,
      type: event.type,
      time: event.time,
      wakes,
      phase: after.phase,
      category: after.category,
      priority: after.priority,
      queue: after.queue,
      frees: freed?.id,
      team: freed?.team,
      concerns: concernsOf(event, after),
      silent: silent ? SILENT : undefined,
      actor: event.actor,
      correlation: event.correlation,
      from: event.from,
      version: event.version,
      data: packData(event, after),
      // A clock that an event starts begins with it.
      ...(event.clocks && {
        policy: after.policyVersion,
        clocks: packClocks(event.clocks, { startedAt: event.time, policyVersion: after.policyVersion }),
      }),
    },
    { removeUndefinedValues: true },
  ),
});

export const eventOf = (item: Item): Recorded => {
  const plain = unmarshall(item);
  const { id, ticketId, seq, type, time, actor, correlation, from, version, policy, clocks } = plain;
  return {
    ...{ id, ticketId, seq, type, time, actor, correlation, version },
    data: unpackData(type, plain.data, plain),
    ...(from !== undefined && { from }),
    ...(clocks && { clocks: unpackClocks(clocks, { startedAt: time, policyVersion: policy }) }),
  } as Recorded;
};
