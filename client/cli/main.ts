#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { run } from './run.ts';

const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|是|好)$/iu.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
};

// Whoever reads us may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const interrupted = (): AbortSignal => {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return stop.signal;
};

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  colours: pc.isColorSupported && process.stdout.isTTY === true,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  readFile: (path) => readFileSync(path, 'utf8'),
  files: {
    read: (path) => new Uint8Array(readFileSync(path)),
    write: (path, bytes, overwrites) => writeFileSync(path, bytes, { flag: overwrites ? 'w' : 'wx' }),
  },
  ask: process.stdin.isTTY ? ask : undefined,
  interrupted,
  ...(process.stdout.isTTY && {
    columns: process.stdout.columns,
    screen: { write: (text: string) => void process.stdout.write(text), rows: () => process.stdout.rows },
  }),
});
