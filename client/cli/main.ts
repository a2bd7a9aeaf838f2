#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  colours: pc.isColorSupported && process.stdout.isTTY === true,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  readFile: (path) => readFileSync(path, 'utf8'),
});
