/** Does what fell due: what was put off, and what was gathered; further kinds are given by whoever knows them. */
import type { Occasion } from '../domain/messages/occasion.ts';
import type { AgentId, TicketId } from '../domain/vocabulary.ts';
import type { Due } from '../ports-notices.ts';
import type { Gathering } from './notify-ids.ts';
import { ALARM_DUE, type NotifyOfAlarmPorts, notifyOfAlarm } from './notify-of-alarm.ts';
import { NOTICE_DUE, type NotifyPorts, notifyOfEvent } from './notify-of-event.ts';
import { sendGathered } from './send-gathered.ts';
import { GATHERED_DUE } from './send-later.ts';

/** `last`: it is not delivered again. Rejects when it has to be. */
type DueHandler = (due: Due, delivery: { readonly last: boolean }) => Promise<unknown>;
export type DueHandlers = Readonly<Record<string, DueHandler>>;

const onlyOf = ({ data: { occasion, whom } }: Due) => ({ occasion: occasion as Occasion, whom: String(whom) });

export const dueHandlers = (ports: NotifyPorts & NotifyOfAlarmPorts): DueHandlers => ({
  [NOTICE_DUE]: (due, { last }) => {
    const { ticketId, seq } = due.data;
    const event = { ticketId: ticketId as TicketId, seq: Number(seq) };
    return notifyOfEvent(ports, { ...event, only: onlyOf(due), due: true, last });
  },
  [ALARM_DUE]: (due, { last }) => {
    const { alarm, number } = due.data;
    return notifyOfAlarm(ports, { alarm: String(alarm), number: Number(number), only: onlyOf(due), due: true, last });
  },
  [GATHERED_DUE]: ({ data: { group, whom, why } }, { last }) =>
    sendGathered(ports, { group: String(group), whom: whom as AgentId, why: why as Gathering }, { due: true, last }),
});

/** Rejects what no handler knows: it goes to the dead letters, and comes back from there once one does. */
export const notifyDue = async (
  handlers: DueHandlers,
  due: Due,
  delivery: { readonly last: boolean },
): Promise<void> => {
  const handle = handlers[due.kind];
  if (!handle) throw new Error(`Nothing is known of what is due of the kind ${due.kind}.`);
  await handle(due, delivery);
};
