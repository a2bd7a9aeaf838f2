/** Deletes items past their TTL, as the service itself does: in the background, unbilled, and with its own name in the change record. */

import type { Store } from '../store.ts';
import type { Item } from './attribute-value.ts';
import { commit, type Engine } from './engine.ts';
import { apply, planWrite } from './rows.ts';

const CHUNK = 500;
const FIVE_YEARS_S = 5 * 365 * 24 * 60 * 60; // older times are taken for a mistake and left alone

/** Epoch ms at which the next item expires, or has expired and is still there. `now`: epoch ms. */
export function nextExpiry(store: Store, now: number): number | undefined {
  const row = store.get<{ time: number | null }>(
    'SELECT min(expires) AS time FROM dynamodb_items WHERE expires > ?',
    Math.floor(now / 1000) - FIVE_YEARS_S,
  );
  return typeof row?.time === 'number' ? row.time * 1000 : undefined;
}

export function sweepExpired(engine: Engine): void {
  const now = Math.floor(engine.clock.now() / 1000);
  let [time, after] = [now - FIVE_YEARS_S, 0];
  for (;;) {
    const due = engine.store.all<{ id: number; key: Uint8Array; size: number; expires: number; item: string }>(
      `SELECT id, key, size, expires, item FROM dynamodb_items
       WHERE expires <= ? AND (expires, id) > (?, ?) ORDER BY expires, id LIMIT ${CHUNK}`,
      now,
      time,
      after,
    );
    commit(engine, () => {
      for (const { id, key, size, expires, item: text } of due) {
        const item: Item = JSON.parse(text);
        const bytes = Buffer.from(key);
        const table = engine.tables.withId(bytes.readUInt16BE(0));
        [time, after] = [expires, id];
        if (table) apply(engine, planWrite(table, bytes, { id, size, text, item }, undefined), true);
      }
    });
    if (due.length < CHUNK) return;
  }
}
