/**
 * `npm run bench [part …]`: measures what docs and design promise, as ratios to their budgets. Without a part: all but the
 * simulated day and those over 100,000 tickets, which take minutes.
 */
import { cpus } from 'node:os';
import { beginAgain } from '../local/begin-again.ts';
import { calendar } from './calendar.ts';
import { calls } from './calls.ts';
import { clocks } from './clocks.ts';
import { clockworks } from './clockworks.ts';
import { day } from './day.ts';
import { imports } from './imports.ts';
import { intake } from './intake.ts';
import { lists } from './lists.ts';
import { path } from './path.ts';
import { patterns } from './patterns.ts';
import { permission } from './permission.ts';
import { routing } from './routing.ts';
import { search } from './search.ts';
import { startup } from './startup.ts';
import { states } from './states.ts';
import { heading, print } from './table.ts';

const PARTS = {
  intake: { title: 'Tickets over HTTP, embedded, durable on disk', run: intake },
  path: { title: 'The plain path of a ticket', run: path },
  clockworks: { title: 'A ticket with either clockwork', run: clockworks },
  imports: { title: 'Cold import of the bundles', run: imports },
  states: { title: 'The state-machine interpreter', run: states },
  day: { title: 'A simulated day', run: day },
  routing: { title: 'An assignment as the desk grows', run: routing },
  lists: { title: 'Reads and lists as tickets become more', run: lists },
  search: { title: 'Free text over all tickets', run: search },
  clocks: { title: 'The clocks of open tickets', run: clocks },
  calendar: { title: 'Working calendars over a year', run: calendar },
  patterns: { title: 'Events per second against event patterns', run: patterns },
  calls: { title: 'Database calls in the runtime', run: calls },
  permission: { title: 'The permission check of each call', run: permission },
  startup: { title: 'Start-up after synth', run: startup },
} as const;

/** Minutes each: only when they are asked for. */
const LONG: ReadonlySet<string> = new Set(['day', 'lists', 'search']);

beginAgain(); // as `npm start` does, for this process and those that it begins
const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in PARTS)) {
    console.error(`bench: there is no part ${name}; there are ${Object.keys(PARTS).join(', ')}.`);
    process.exit(2);
  }
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`);
for (const [name, { title, run }] of Object.entries(PARTS)) {
  if (wanted.length > 0 ? !wanted.includes(name) : LONG.has(name)) continue;
  heading(title);
  await run(print);
}
