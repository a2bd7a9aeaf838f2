/** The messages of all queues as rows: a message that waits for anything (delay, visibility) is only a time in its row. */
import type { Store } from '../store.ts';

export interface MessageRow {
  readonly id: number;
  readonly queue: string;
  /** Epoch ms from which it may be received. */
  readonly visible_at: number;
  /** Epoch ms; retention counts from here, also after a move to the dead-letter queue. */
  readonly sent_at: number;
  readonly receives: number;
  readonly first_received_at: number | null;
  readonly message_id: string;
  readonly body: string;
  /** Message attributes as JSON, as the sender gave them. */
  readonly attributes: string | null;
  readonly sender: string;
  /** ARN of the queue that it was redriven from. */
  readonly source: string | null;
}

export function createMessages(store: Store): void {
  store.exec(`
    CREATE TABLE IF NOT EXISTS queue_message (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, visible_at INTEGER NOT NULL, sent_at INTEGER NOT NULL,
      receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, message_id TEXT NOT NULL, body TEXT NOT NULL,
      attributes TEXT, sender TEXT NOT NULL, source TEXT,
      leased INTEGER NOT NULL DEFAULT 0 -- 1 while an event source mapping of this process works on it
    );
    CREATE INDEX IF NOT EXISTS queue_message_due ON queue_message (queue, visible_at, id);
  `);
}

export function insertMessage(
  store: Store,
  message: Pick<MessageRow, 'queue' | 'visible_at' | 'sent_at' | 'message_id' | 'body' | 'attributes' | 'sender'>,
): void {
  store.run(
    'INSERT INTO queue_message (queue, visible_at, sent_at, message_id, body, attributes, sender) VALUES (?, ?, ?, ?, ?, ?, ?)',
    message.queue,
    message.visible_at,
    message.sent_at,
    message.message_id,
    message.body,
    message.attributes,
    message.sender,
  );
}

/** Visible messages, those that waited longest first. */
export const dueMessages = (store: Store, queue: string, now: number, limit: number): MessageRow[] =>
  store.all<MessageRow>(
    // A batch that still runs keeps its messages: on a fast clock their visibility passes while a function works on the wall.
    `SELECT * FROM queue_message WHERE queue = ? AND visible_at <= ? AND leased = 0 ORDER BY visible_at, id LIMIT ${limit}`,
    queue,
    now,
  );

/** Hides a message until `visibleAt` and counts the receive. */
export function hideMessage(store: Store, id: number, visibleAt: number, now: number, leased: boolean): void {
  store.run(
    `UPDATE queue_message SET visible_at = ?, receives = receives + 1, first_received_at = coalesce(first_received_at, ?), leased = ?
     WHERE id = ?`,
    visibleAt,
    now,
    leased ? 1 : 0,
    id,
  );
}

export function moveMessage(store: Store, id: number, queue: string, source: string, now: number): void {
  store.run(
    `UPDATE queue_message SET queue = ?, source = ?, visible_at = ?, receives = 0, first_received_at = NULL, leased = 0
     WHERE id = ?`,
    queue,
    source,
    now,
    id,
  );
}

/** A receive that was not the last one of its message no longer counts: nothing happens then. */
export const deleteReceived = (store: Store, queue: string, id: number, receives: number): boolean =>
  store.run('DELETE FROM queue_message WHERE id = ? AND queue = ? AND receives = ?', id, queue, receives).changes > 0;

export const deleteMessage = (store: Store, id: number): void => {
  store.run('DELETE FROM queue_message WHERE id = ?', id);
};

export const showReceived = (store: Store, queue: string, id: number, receives: number, visibleAt: number): boolean =>
  store.run(
    'UPDATE queue_message SET visible_at = ?, leased = 0 WHERE id = ? AND queue = ? AND receives = ?',
    visibleAt,
    id,
    queue,
    receives,
  ).changes > 0;

/** The batch failed or was handed on: from now on only the visibility timeout brings it back. */
export const endLease = (store: Store, id: number, receives: number): void => {
  store.run('UPDATE queue_message SET leased = 0 WHERE id = ? AND receives = ?', id, receives);
};

/** Whoever worked on these messages died with the last process. */
export const releaseLeases = (store: Store, now: number): void => {
  store.run('UPDATE queue_message SET visible_at = ?, leased = 0 WHERE leased = 1', now);
};

/** Epoch ms at which the next hidden message of a queue becomes visible. */
export const nextVisible = (store: Store, queue: string, now: number): number | undefined =>
  store.get<{ visible_at: number }>(
    'SELECT visible_at FROM queue_message WHERE queue = ? AND visible_at > ? AND leased = 0 ORDER BY visible_at LIMIT 1',
    queue,
    now,
  )?.visible_at;

export const deleteOlder = (store: Store, queue: string, sentBefore: number): void => {
  store.run('DELETE FROM queue_message WHERE queue = ? AND sent_at < ?', queue, sentBefore);
};

export const deleteAll = (store: Store, queue: string): void => {
  store.run('DELETE FROM queue_message WHERE queue = ?', queue);
};

export interface MessageCounts {
  readonly visible: number;
  /** Received and not yet deleted. */
  readonly inFlight: number;
  readonly delayed: number;
}

export function countMessages(store: Store, queue: string, now: number, sentAfter: number): MessageCounts {
  const counts = store.get<MessageCounts>(
    `SELECT coalesce(sum(visible_at <= ?1), 0) AS visible, coalesce(sum(visible_at > ?1 AND receives > 0), 0) AS inFlight,
       coalesce(sum(visible_at > ?1 AND receives = 0), 0) AS delayed FROM queue_message WHERE queue = ?2 AND sent_at >= ?3`,
    now,
    queue,
    sentAfter,
  );
  return { ...counts! };
}
