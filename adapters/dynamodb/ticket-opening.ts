/** What an opening says as it is stored: it is the longest event of most tickets, and has to stay within one write unit. */
import type { Recorded, TicketOpened } from '../../core/domain/events.ts';
import type { Ticket } from '../../core/domain/ticket.ts';

type Opening = TicketOpened['data'];
/** What the item says beside the data, where the pipe reads it. */
type Beside = Pick<Ticket, (typeof BESIDE)[number]>;

const BESIDE = ['code', 'category', 'priority', 'queue'] as const;
/** Mostly empty. */
const LISTS = ['tags', 'related', 'served', 'excluded'] as const;

/** Without what the item says anyway, and without empty lists: some hundred bytes. */
export const packData = ({ type, data }: Recorded, after: Beside): object =>
  type === 'ticket.opened' ? packed(data, after) : data;

/** `item`: as it was stored, plain. */
export const unpackData = (
  type: string,
  data: Recorded['data'] | Partial<Opening>,
  item: Readonly<Record<string, unknown>>,
): object =>
  type === 'ticket.opened'
    ? {
        ...Object.fromEntries(BESIDE.map((name) => [name, item[name]])),
        ...Object.fromEntries(LISTS.map((name) => [name, []])),
        ...data,
      }
    : data;

const packed = (data: Opening, after: Beside): object => {
  const left: Record<string, unknown> = { ...data };
  for (const name of BESIDE) if (data[name] === after[name]) delete left[name];
  for (const name of LISTS) if (data[name]?.length === 0) delete left[name];
  return left;
};
