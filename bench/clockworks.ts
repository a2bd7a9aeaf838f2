/** What a ticket costs with either clockwork, and what the sweeper costs whether or not there are tickets. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTIONS_FOLDER } from '../bin/paths.ts';
import { CLOCKWORKS, type Clockwork } from '../contracts/environment.ts';
import { addDesk, newApp } from '../lib/desk-app.ts';
import { ENVIRONMENTS, withClockwork } from '../lib/environments.ts';
import { billOf } from '../local/bill/prices.ts';
import { usEast1 } from '../local/bill/us-east-1.ts';
import { livedTickets, startBench } from './plain-path.ts';
import type { Row } from './table.ts';

const TICKETS = 8;
const MINUTE_MS = 60_000;
const IDLE_MINUTES = 60;
const MINUTES_A_MONTH = 30 * 24 * 60;
const COUNTED = {
  'states.transitions': 'state transitions',
  'dynamodb.writeUnits': 'write units',
  'dynamodb.readUnits': 'read units',
  'dynamodb.calls': 'database calls',
  'sqs.requests': 'SQS requests',
  'lambda.invocations': 'invocations',
} as const;

type Counts = Readonly<Record<string, number>>;

export const clockworks = async (report: (row: Row) => void): Promise<void> => {
  for (const clockwork of CLOCKWORKS) {
    const folder = assemblyWith(clockwork);
    try {
      await measure(clockwork, folder, report);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
};

const measure = async (clockwork: Clockwork, assembly: string, report: (row: Row) => void): Promise<void> => {
  const runtime = await startBench(assembly);
  try {
    const begun = runtime.clock.now();
    const used = await livedTickets(runtime, TICKETS);
    const minutes = (runtime.clock.now() - begun) / MINUTE_MS;
    runtime.meter.reset();
    await runtime.advance(IDLE_MINUTES * MINUTE_MS);
    const aMinute = scaled(runtime.meter.totals(), 1 / IDLE_MINUTES);
    // The sweeps go on whether or not there are tickets: they are no part of one.
    const names = [...new Set([...Object.keys(used), ...Object.keys(aMinute)])];
    const own = Object.fromEntries(names.map((name) => [name, (used[name] ?? 0) - minutes * (aMinute[name] ?? 0)]));
    for (const [name, what] of Object.entries(COUNTED))
      report({ what: `${clockwork}: ${what} per ticket`, value: (own[name] ?? 0) / TICKETS, unit: '', better: 'less' });
    const price = (counts: Counts): number => billOf({ ...counts, 'ses.mails': 0 }, usEast1).total;
    // Thousands of sweeps are taken away: how long each took on a busy machine would be most of the difference.
    const perThousand = (price({ ...own, 'lambda.gbSeconds': 0 }) / TICKETS) * 1000;
    report({
      what: `${clockwork}: list price per 1,000 tickets, without mail and the time of functions`,
      value: perThousand,
      unit: '$',
      better: 'less',
    });
    report({
      what: `${clockwork}: list price of a month without tickets`,
      value: price(scaled(aMinute, MINUTES_A_MONTH)),
      unit: '$',
      better: 'less',
    });
  } finally {
    await runtime.stop();
  }
};

const scaled = (counts: Counts, by: number): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, amount]) => [name, amount * by]));

/** Without what the desk does by the clock, whatever its clockwork. */
const assemblyWith = (clockwork: Clockwork): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-clockwork-'));
  const app = newApp(folder);
  addDesk(app, withClockwork(ENVIRONMENTS.local, clockwork), FUNCTIONS_FOLDER);
  app.synth();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('schedules.template.json'))) {
    const template = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const kept = Object.entries<{ Type: string }>(template.Resources).filter(
      ([, { Type }]) => Type !== 'AWS::Scheduler::Schedule',
    );
    writeFileSync(join(folder, file), JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
  }
  return folder;
};
