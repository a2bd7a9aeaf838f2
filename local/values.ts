/** Small named values that outlive the process: the issuer's key, secrets, the clock. */
import type { Store } from './store.ts';

export interface Values {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

export function openValues(store: Store): Values {
  store.exec('CREATE TABLE IF NOT EXISTS local_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  return {
    get: (name) => store.get<{ value: string }>('SELECT value FROM local_values WHERE name = ?', name)?.value,
    set: (name, value) => {
      store.run(
        'INSERT INTO local_values VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      );
    },
  };
}
