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
});
