/** What the plain path of a ticket costs, and what the desk costs by itself: counted by the runtime, not estimated. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannelClient } from '../client/channel-client.ts';
import { channelKey } from '../contracts/signature.ts';
import { billOf } from '../local/bill/prices.ts';
import { usEast1 } from '../local/bill/us-east-1.ts';
import { seedSampleDesk } from '../local/sample-desk.ts';
import { livedTickets, startBench as start } from './plain-path.ts';
import type { Row } from './table.ts';

const TICKETS = 20;
const MAIL = 'ses.mails';

const HOUR_MS = 60 * 60_000;
const ASSEMBLY = 'cdk.out/local';

type Report = (row: Row) => void;

export const path = async (report: Report): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-path-'));
  try {
    await ticket(withoutSchedules(folder), report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await desk(report);
};

/** The desk is looked after by the clock, however many tickets there are: that is no part of a ticket's path. */
const withoutSchedules = (folder: string): string => {
  cpSync(ASSEMBLY, folder, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const kept = Object.entries<{ Type: string }>(template.Resources).filter(
      ([, { Type }]) => Type !== 'AWS::Scheduler::Schedule',
    );
    writeFileSync(join(folder, file), JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
  }
  return folder;
};

/** List price of a day at the pace of one hour: while nothing happens, and while a ticket waits that nobody takes. */
const desk = async (report: Report): Promise<void> => {
  const runtime = await start(ASSEMBLY);
  try {
    const operator = await runtime.token('agt_operator', ['gongdan/operator']);
    await seedSampleDesk(runtime.url, operator, 'offline');
    const perDay = async (what: string): Promise<void> => {
      await runtime.advance(HOUR_MS);
      runtime.meter.reset();
      await runtime.advance(HOUR_MS);
      report({ what, value: billOf(runtime.meter.totals(), usEast1).total * 24, unit: '$', better: 'less' });
    };
    await perDay('list price of a quiet day of the desk by itself');
    const key = channelKey(runtime.secret('SigningSecret'), 'shop');
    const shop = createChannelClient({ url: runtime.url, channel: 'shop', key, now: () => runtime.clock.now() });
    const [subject, customer] = ['快递到哪了', { id: 'c-1' }];
    await shop.createTicket({ body: { uniqueId: randomUUID(), subject, description: subject, customer } });
    await perDay('list price of a day on which a ticket always waits');
  } finally {
    await runtime.stop();
  }
};

const ticket = async (assembly: string, report: Report): Promise<void> => {
  const runtime = await start(assembly);
  try {
    const used = await livedTickets(runtime, TICKETS);
    const each = (name: string): number => (used[name] ?? 0) / TICKETS;
    report({
      what: 'state transitions per ticket',
      value: each('states.transitions'),
      unit: '',
      budget: 10,
      better: 'less',
    });
    report({
      what: 'write units per ticket',
      value: each('dynamodb.writeUnits'),
      unit: '',
      budget: 120,
      better: 'less',
    });
    report({ what: 'read units per ticket', value: each('dynamodb.readUnits'), unit: '', better: 'less' });
    report({ what: 'database calls per ticket', value: each('dynamodb.calls'), unit: '', better: 'less' });
    const { total } = billOf({ ...used, [MAIL]: 0 }, usEast1);
    report({
      what: 'list price per 1,000 tickets, without mail',
      value: (total / TICKETS) * 1000,
      unit: '$',
      budget: 0.35,
      better: 'less',
    });
  } finally {
    await runtime.stop();
  }
};
