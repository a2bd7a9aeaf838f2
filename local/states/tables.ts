/** Definitions, executions, the frames of those that wait, tokens, and histories in pieces as they were written. */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS states_definitions (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS states_executions (
    id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, definition INTEGER NOT NULL, input TEXT NOT NULL,
    output TEXT, status TEXT NOT NULL, error TEXT, cause TEXT, started INTEGER NOT NULL, stopped INTEGER,
    deadline INTEGER NOT NULL, events INTEGER NOT NULL, frames INTEGER NOT NULL, redrives INTEGER NOT NULL, redriven INTEGER,
    UNIQUE (machine, name));
  CREATE INDEX IF NOT EXISTS states_executions_by_machine ON states_executions (machine);
  CREATE INDEX IF NOT EXISTS states_executions_by_deadline ON states_executions (deadline) WHERE status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS states_frames (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, due INTEGER, calling INTEGER, data TEXT NOT NULL,
    PRIMARY KEY (execution, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS states_frames_by_due ON states_frames (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS states_frames_calling ON states_frames (calling) WHERE calling = 1;
  CREATE TABLE IF NOT EXISTS states_tokens (token TEXT PRIMARY KEY, execution INTEGER NOT NULL, frame INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS states_history (
    execution INTEGER NOT NULL, first INTEGER NOT NULL, events TEXT NOT NULL, PRIMARY KEY (execution, first)) WITHOUT ROWID;`;
