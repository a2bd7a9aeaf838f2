/** All messages that were sent, in the store: they survive a restart. */
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import type { Channel, Fate, Message, NewMessage } from './message.ts';

export interface Messages {
  /** `id`: of the message, where its provider has one of its own; else it is numbered. */
  add(message: NewMessage, id?: string): Message;
  /** What its provider told of it. Nothing happens when there is no such message. */
  mark(id: string, fate: Fate): void;
  /** Number that the next one gets, from 1. */
  next(): number;
  /** In the order of sending. */
  list(channel?: Channel): Message[];
  /** The latest first; with `before`, those of lower numbers. Read as far as somebody asks. */
  latest(before?: number): Iterable<Message>;
  find(id: string): Message | undefined;
}

const PAGE = 100;
const LAST = Number.MAX_SAFE_INTEGER;

export function openMessages(store: Store, clock: Clock): Messages {
  store.exec(
    'CREATE TABLE IF NOT EXISTS local_messages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, message TEXT NOT NULL)',
  );
  const select = (rest: string, ...values: (string | number)[]): Message[] =>
    store
      .all<{ message: string }>(`SELECT message FROM local_messages ${rest}`, ...values)
      .map(({ message }) => JSON.parse(message));
  const next = (): number =>
    Number(store.get('SELECT coalesce(max(number), 0) + 1 AS number FROM local_messages')?.number);
  const find = (id: string): Message | undefined => select('WHERE id = ?', id)[0];
  return {
    add(message, given) {
      const number = next();
      const id = given ?? `${message.channel}-${number}`;
      const kept: Message = { fate: 'sent', ...message, id, number, time: clock.now() };
      store.run('INSERT INTO local_messages VALUES (?, ?, ?, ?)', number, id, kept.channel, JSON.stringify(kept));
      return kept;
    },
    mark(id, fate) {
      const found = find(id);
      if (!found) return;
      store.run('UPDATE local_messages SET message = ? WHERE id = ?', JSON.stringify({ ...found, fate }), id);
    },
    next,
    list: (channel) =>
      channel === undefined ? select('ORDER BY number') : select('WHERE channel = ? ORDER BY number', channel),
    *latest(before = LAST) {
      for (let last = before; ; ) {
        const page = select(`WHERE number < ? ORDER BY number DESC LIMIT ${PAGE}`, last);
        yield* page;
        if (page.length < PAGE) return;
        last = page.at(-1)?.number ?? 0;
      }
    },
    find,
  };
}
