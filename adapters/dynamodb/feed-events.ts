/** Events of an entry as one text: lists without names, some 150 bytes each. New fields come at the end. */
import type { ThinEvent } from '../../core/domain/webhooks/thin-event.ts';

const FIELDS = [
  ...(['type', 'time', 'ticketId', 'seq', 'code', 'phase'] as const),
  ...(['category', 'priority', 'queue', 'actor'] as const),
];

type Packed = readonly (string | number)[];

export const packEvents = (events: readonly ThinEvent[]): string =>
  JSON.stringify(events.map((event): Packed => FIELDS.map((field) => event[field])));

export const unpackEvents = (text: string): readonly ThinEvent[] =>
  (JSON.parse(text) as Packed[]).map((packed) => {
    const event = Object.fromEntries(FIELDS.map((field, at) => [field, packed[at]])) as unknown as Omit<
      ThinEvent,
      'id'
    >;
    return { id: `${event.ticketId}.${event.seq}`, ...event };
  });
