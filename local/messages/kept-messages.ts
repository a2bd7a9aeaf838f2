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
  find(id: string): Message | undefined;
}

export function openMessages(store: Store, clock: Clock): Messages {
  store.exec(
    'CREATE TABLE IF NOT EXISTS local_messages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, message TEXT NOT NULL)',
  );
  const read = (row: { message: string }): Message => JSON.parse(row.message);
  const next = (): number =>
    Number(store.get('SELECT coalesce(max(number), 0) + 1 AS number FROM local_messages')?.number);
  const find = (id: string): Message | undefined => {
    const row = store.get<{ message: string }>('SELECT message FROM local_messages WHERE id = ?', id);
    return row && read(row);
  };
  return {
    add(message, id = `${message.channel}-${next()}`) {
      const kept: Message = { fate: 'sent', ...message, id, time: clock.now() };
      store.run(
        'INSERT INTO local_messages (id, channel, message) VALUES (?, ?, ?)',
        id,
        kept.channel,
        JSON.stringify(kept),
      );
      return kept;
    },
    mark(id, fate) {
      const found = find(id);
      if (found)
        store.run('UPDATE local_messages SET message = ? WHERE id = ?', JSON.stringify({ ...found, fate }), id);
    },
    next,
    list: (channel) =>
      (channel === undefined
        ? store.all<{ message: string }>('SELECT message FROM local_messages ORDER BY number')
        : store.all<{ message: string }>(
            'SELECT message FROM local_messages WHERE channel = ? ORDER BY number',
            channel,
          )
      ).map(read),
    find,
  };
}
