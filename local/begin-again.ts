/** What of a process can only be set when it begins: few heaps of C, and no more threads of V8's own than there is room for. */
import { availableParallelism } from 'node:os';

// glibc reads it once. One heap for few threads instead of one for each: what a sandbox leaves there is used by the next one. Under
// load the system took 505 MiB without it, 376 with 4 at the same speed; 2 made threads wait for each other: a third fewer tickets
// a second (measured on two cores).
const VARIABLE = 'MALLOC_ARENA_MAX';
const ARENAS = '4';

// Four threads compile and collect unless told otherwise. On two cores they take the time of those who work: a day of 2,000 tickets
// took a fifth longer (measured).
const threads = Math.max(1, Math.min(4, availableParallelism() - 1));
const flags = [`--v8-pool-size=${threads}`];

/** Begins this process again as it should be, if that is possible and nobody has set the variable; then it does not return. */
export function beginAgain(): void {
  if (process.platform !== 'linux' || process.env[VARIABLE] !== undefined || !process.execve) return;
  const [print] = process.listeners('warning');
  process.removeAllListeners('warning'); // execve calls itself experimental; without it this would be a process more
  try {
    process.execve(process.execPath, [process.execPath, ...flags, ...process.execArgv, ...process.argv.slice(1)], {
      ...process.env,
      [VARIABLE]: ARENAS,
    });
  } catch {
    if (print) process.on('warning', print);
  }
}
