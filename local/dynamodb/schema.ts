/**
 * The SQL schema. Items have a row number of their own, so that index entries stay small and an update touches one tree; an
 * entry ends in the item's key, because that, and not a row number, is what a page token can name.
 */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS dynamodb_owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, definition TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS dynamodb_items (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, expires REAL, item TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS dynamodb_expiries ON dynamodb_items (expires) WHERE expires IS NOT NULL;
  CREATE TABLE IF NOT EXISTS dynamodb_entries (
    key BLOB NOT NULL, item_key BLOB NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (key, item_key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dynamodb_changes (
    owner INTEGER NOT NULL, seq INTEGER NOT NULL, time INTEGER NOT NULL, name TEXT NOT NULL, ttl INTEGER NOT NULL,
    size INTEGER NOT NULL, images TEXT NOT NULL, PRIMARY KEY (owner, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dynamodb_tokens (
    token TEXT PRIMARY KEY, digest TEXT NOT NULL, expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
