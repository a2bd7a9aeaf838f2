/**
 * Personal data in two hundred tickets, which are worked as tickets are, with consumers that fail: none of it is in anything that the
 * run has written beside the tables of tickets and searches, and the mailbox.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '../../client/api-problem.ts';
import type { DeskClient } from '../../client/desk-client.ts';
import { type Original, originalAssembly, type Resources, withoutSchedules } from '../support/altered-assembly.ts';
import { minutes, type System, startSystem } from '../support/system.ts';
import { type Receiver, startReceiver } from '../webhooks/receiver.ts';
import { letterOf, type Person, personOf, searcherFor, tracesOf } from './planted.ts';

const TICKETS = 200;
const AT_ONCE = 20;
const CHANNELS = ['shop', 'app', 'mini-program', 'email', 'im', 'call-centre'];
const people = Array.from({ length: TICKETS }, (_, n) => personOf(n));
const found = searcherFor(people.flatMap(tracesOf));

let original: Original;
let dataDir: string;
let receiver: Receiver;
let exported: string[];
let tables: string;
let revealed: string;

/** It has words in hand when it fails: it may no longer send mail. */
const failing = (resources: Resources): void => {
  withoutSchedules(resources); // most of the work of a run that waits
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Properties?.RedrivePolicy) Properties.RedrivePolicy.maxReceiveCount = 1; // it need not fail again and again
    if (Type !== 'AWS::IAM::Policy' || !id.startsWith('Notify')) continue;
    const { PolicyDocument: document } = Properties;
    document.Statement = document.Statement.filter(
      ({ Action }: { Action: string | string[] }) => ![Action].flat().some((action) => /^ses:/.test(action)),
    );
  }
};

/** From the first write on, what queues, deliveries and executions held is kept, also when it is gone again. */
const SINKS = ['queue_message', 'function_delivery', 'states_executions', 'states_frames', 'states_history'];
const watchSinks = (file: string): void => {
  const db = new DatabaseSync(file);
  db.exec('CREATE TABLE kept_words (sink TEXT NOT NULL, words TEXT NOT NULL)');
  for (const sink of SINKS) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${sink}')`).all();
    expect(columns.length).toBeGreaterThan(1);
    const words = columns.map(({ name }) => `coalesce(new.${name}, '')`).join(" || ' ' || ");
    for (const when of ['INSERT', 'UPDATE'])
      db.exec(
        `CREATE TRIGGER keep_${sink}_${when} AFTER ${when} ON ${sink} BEGIN INSERT INTO kept_words VALUES ('${sink}', ${words}); END`,
      );
  }
  db.close();
};

const inBatches = async <T>(items: readonly T[], work: (item: T, at: number) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map((item, at) => work(item, from + at)));
};

let replied = 0;
/** How often each of the further things was done. */
const done: number[] = [];
const tried = (act: Promise<unknown>): Promise<unknown> =>
  act.catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
  });

const fileOf = ({ name, phone }: Person) => ({
  name: `${name}${phone}签收单.png`,
  type: 'image/png' as const,
  size: 3,
  sha256: createHash('sha256').update('abc').digest('hex'),
});

const open = async (system: System, person: Person, n: number): Promise<string> => {
  const { name, phone, email } = person;
  const { id } = await system.channel(CHANNELS[n % CHANNELS.length]).createTicket({
    body: {
      uniqueId: `planted-${n}`,
      subject: `包裹${name}没收到，电话${phone}`.slice(0, 200),
      description: letterOf(person),
      customer: { id: `c-${n}`, name, phone, email, region: '华东' },
      orders: [`E202603020${1000 + n}`],
      category: 'delivery-delay',
    },
  });
  return id;
};

const work = async (system: System, desk: DeskClient, id: string, person: Person, n: number): Promise<void> => {
  const text = letterOf(person);
  await desk.noteOnTicket({ id, body: { text: `客户来电。${text}` } });
  await system.channel(CHANNELS[n % CHANNELS.length]).addMessage({ id, body: { text } });
  if (n % 5 === 3) await tried(desk.assignTicket({ id, body: { agent: `agt_lin${n % 8}` } }));
  // Some are not where they could be answered.
  replied += (await tried(desk.replyToTicket({ id, body: { text: `${person.name}您好，已记录${person.phone}。` } })))
    ? 1
    : 0;
  const further = [
    () => desk.setFields({ id, body: { fields: { 'contact-phone': person.phone } } }),
    () => desk.transferTicket({ id, body: { queue: 'logistics', team: 'logistics', reason: text } }),
    () => desk.requestUpload({ id, body: fileOf(person) }),
    () =>
      desk.askParty({
        id,
        body: { kind: 'other', name: person.name, email: person.email, text, language: 'zh', days: 7 },
      }),
    () => desk.escalateTicket({ id, body: { reason: text } }),
  ];
  const kind = n % further.length;
  done[kind] = (done[kind] ?? 0) + ((await tried((further[kind] as () => Promise<unknown>)())) ? 1 : 0);
};

beforeAll(async () => {
  original = originalAssembly();
  const assembly = original.altered(failing);
  dataDir = mkdtempSync(join(tmpdir(), 'gongdan-planted-'));
  receiver = await startReceiver();
  await (await startSystem(dataDir, { assembly })).runtime.stop();
  watchSinks(join(dataDir, 'gongdan.db'));
  await using system = await startSystem(dataDir, { assembly });
  const operator = await system.desk('agt_operator', 'operator');
  await operator.createWebhook({ body: { url: receiver.url } });
  await Promise.all(Array.from({ length: 8 }, (_, n) => system.hire(`agt_lin${n}`, 'logistics', { capacity: 100 })));
  const desk = await system.desk('agt_chief', 'supervisor');
  await system.hire('agt_chief', 'logistics', { roles: ['supervisor'], presence: 'offline' });
  const ids: string[] = [];
  await inBatches(people, async (person, n) => {
    ids[n] = await open(system, person, n);
  });
  await system.runtime.settle();
  await inBatches(people, (person, n) => work(system, desk, ids[n] as string, person, n));
  await system.runtime.settle();
  revealed = JSON.stringify(
    await desk.revealData({ id: ids[0] as string, body: { fields: ['customer.name', 'text'], reason: '回电' } }),
  );
  // A request that is refused, and one that nobody can take, say nothing of what was in it either.
  await desk.replyToTicket({ id: 'AAAAAAAA', body: { text: letterOf(people[1] as Person) } }).catch(() => {});
  await system.runtime.advance(minutes(12)); // what fails has come to its dead letters
  exported = [await exportOf(system, operator, 'csv'), await exportOf(system, operator, 'ndjson')];
  tables = JSON.stringify(
    await Promise.all(['Insight', 'Outbound', 'Rates', 'Directory'].map((table) => itemsOf(system, table))),
  );
}, 300_000);
afterAll(async () => {
  await receiver?.[Symbol.asyncDispose]();
  original.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

const exportOf = async (system: System, operator: DeskClient, format: 'csv' | 'ndjson'): Promise<string> => {
  const { id } = await operator.startExport({
    body: { format, from: '2026-03-01', to: '2026-03-03', language: 'zh' },
  });
  await system.runtime.advance(minutes(2));
  const { state, rows, url } = await operator.getExport({ export: id });
  expect([state, rows]).toEqual(['done', TICKETS]);
  return (await fetch(url as string)).text();
};

const itemsOf = async ({ runtime }: System, table: string): Promise<unknown[]> => {
  const [resource] = runtime.resources('AWS::DynamoDB::GlobalTable', table);
  if (!resource) throw new Error(`There is no table ${table}….`);
  const { Items } = await runtime.call('DynamoDB_20120810', 'Scan', { TableName: resource.ref });
  expect(Items.length).toBeGreaterThan(0);
  return Items;
};

const rows = (sql: string): Record<string, unknown>[] => {
  const db = new DatabaseSync(join(dataDir, 'gongdan.db'), { readOnly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
};

describe('what was planted', () => {
  it('is found where it belongs: the search works, in the tables and in what was revealed', () => {
    const kept = rows('SELECT * FROM dynamodb_items').map((row) =>
      Buffer.from(Object.values(row).join(' ')).toString(),
    );
    const all = new Set(found(kept.join('\n')));
    for (const { name, phone, email, idCard } of people)
      expect([name, phone, email, idCard].filter((value) => !all.has(value))).toEqual([]);
    expect(found(revealed)).toContain(people[0]?.phone);
    expect(replied).toBeGreaterThan(TICKETS / 10);
    for (const times of done) expect(times).toBeGreaterThan(5);
  });

  it('is in no line of the logs', () => {
    const logs = readdirSync(dataDir).filter((file) => file.startsWith('functions.log'));
    const text = logs.map((file) => readFileSync(join(dataDir, file), 'utf8')).join('');
    expect(text).toMatch(/AccessDenied/); // those that failed have told so
    expect(text.length).toBeGreaterThan(TICKETS * 100);
    expect(found(text)).toEqual([]);
  });

  it('is in no event, message, dead letter, input, output or history of a workflow', () => {
    for (const sink of SINKS) {
      const words = rows(`SELECT words FROM kept_words WHERE sink = '${sink}'`).map((row) => String(row.words));
      if (sink !== 'function_delivery') expect(words.length, sink).toBeGreaterThan(0);
      expect(found(words.join('\n')), sink).toEqual([]);
    }
    const [dead] = rows("SELECT count(*) AS letters FROM queue_message WHERE queue LIKE '%DeadLetter%'");
    expect(Number(dead?.letters)).toBeGreaterThan(0);
  });

  it('is in nothing else that the runtime has written to its file', () => {
    const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name));
    const others = tables.filter((name) => !/^(dynamodb_|local_mails|sqlite_)/.test(name));
    expect(others.length).toBeGreaterThan(SINKS.length);
    for (const name of others)
      expect(
        found(
          rows(`SELECT * FROM ${name}`)
            .map((row) => Object.values(row).join(' '))
            .join('\n'),
        ),
        name,
      ).toEqual([]);
  });

  it('is in none of the tables that hold no tickets', () => {
    expect(found(tables)).toEqual([]);
  });

  it('is in no webhook', () => {
    expect(receiver.received.length).toBeGreaterThan(TICKETS);
    expect(found(receiver.received.map((each) => JSON.stringify(each)).join('\n'))).toEqual([]);
  });

  it('is in no export', () => {
    for (const file of exported) {
      expect(file.length).toBeGreaterThan(TICKETS * 50);
      expect(found(file)).toEqual([]);
    }
  });
});
