import { describe, expect, it } from 'vitest';
import { durationText } from '../../client/cli/trace-table.ts';
import { type Received, type Reply, withServer } from './outside.ts';
import { typed } from './world.ts';

const cli = async (args: readonly string[]) => {
  const { code, out, err } = await typed(args, { env: {} });
  return { code, lines: out.trimEnd().split('\n'), err };
};

const DAY = '2026-03-02T';
const event = (seq: number, type: string, time: string, kind = 'system', id = 'dispatch') => ({
  ...{ seq, type, time: `${DAY}${time}.000Z` },
  actor: { kind, id },
});
const state = (name: string, enteredAt: string, durationMs: number, more: object = {}) => ({
  ...{ generation: 1, state: name, type: 'Task', enteredAt: `${DAY}${enteredAt}.000Z`, durationMs },
  ...{ leftAt: `${DAY}23:00:00.000Z`, waits: false, ending: 'done', retries: 0, errors: [], events: [], ...more },
});

const trace = {
  ...{ id: 'tkt_1', code: 'K7M2Q9XD', phase: 'review', now: `${DAY}01:30:00.000Z` },
  executions: [{ name: 'tkt_1-1', generation: 1, status: 'RUNNING', startedAt: `${DAY}01:00:00.000Z` }],
  before: [event(1, 'ticket.opened', '01:00:00', 'channel', 'shop')],
  states: [
    state('Assign the ticket', '01:00:00', 400, {
      retries: 1,
      errors: ['Lambda.TooManyRequestsException'],
      events: [event(2, 'ticket.assigned', '01:00:00')],
    }),
    state('Wait for the agent', '01:00:00', 675_000, { waits: true, ending: 'timer' }),
    state('Take the steps that are due', '01:11:15', 0, { events: [event(3, 'ticket.warned', '01:11:15')] }),
    state('Wait for the agent', '01:11:15', 225_000, {
      waits: true,
      ending: 'woken',
      wokenBy: { seq: 4, type: 'ticket.resolved' },
      events: [event(4, 'ticket.resolved', '01:15:00', 'agent', 'agt_lin')],
    }),
    state('Wait for the review', '01:15:00', 900_000, { waits: true, leftAt: undefined, ending: undefined }),
  ],
};

const bill = {
  ...{ since: '2026-03-02T01:00:00.000Z', region: 'us-east-1', date: '2026-11-22', dollars: 0.0005 },
  lines: [{ name: 'states.transitions', label: 'State transitions', amount: 20, cost: 0.0005 }],
};

const answer = ({ path: asked }: Received): Reply => {
  const [path, query] = asked.split('?');
  if (query !== undefined && query !== 'region=us-west-2')
    return { status: 400, json: { message: `There are no prices for ${query.slice('region='.length)}.` } };
  if (path === '/_local/bill' && query !== undefined) return { json: { ...bill, region: 'us-west-2' } };
  if (path === '/_local/trace/K7M2Q9XD') return { json: trace };
  if (path === '/_local/trace/NEW00000') return { json: { ...trace, executions: [], states: [] } };
  if (path === '/_local/bill') return { json: bill };
  if (path === '/_local/clock') return { json: { now: '2026-03-02T01:00:00.000Z', mode: { kind: 'stepped' } } };
  if (path === '/_local/advance')
    return { json: { now: '2026-03-02T01:30:00.000Z', mode: { kind: 'scaled', factor: 60 } } };
  if (path === '/_local/bill/tickets') return { json: { tickets: 2, dollarsPer1000: 0.25 } };
  if (path === '/_local/bill/tickets/K7M2Q9XD') return { json: { id: 'tkt_1', code: 'K7M2Q9XD', ...bill } };
  if (path === '/_local/bill/paths') {
    const amounts = { 'states.transitions': 18, 'dynamodb.readUnits': 3, 'dynamodb.writeUnits': 200 };
    const paths = [
      { states: ['Assign', 'Wait'], tickets: 2, amounts, dollars: 0.0006, dollarsPer1000: 0.3 },
      { states: [], tickets: 1, amounts: { 'dynamodb.readUnits': 1 }, dollars: 0.0001, dollarsPer1000: 0.1 },
    ];
    return { json: { ...bill, total: 0.001, shared: 0.0003, paths } };
  }
  return { status: 404, json: { message: 'There is no ticket AAAAAAAA.' } };
};

const asked = async (...args: string[]) => {
  let result: Awaited<ReturnType<typeof cli>> | undefined;
  await withServer(answer, async (url) => {
    result = await cli(['local', ...args, '--url', url]);
  });
  return result!;
};

describe('gongdan local trace', () => {
  it('draws the way of a ticket, state by state, with what happened meanwhile', async () => {
    const { code, lines } = await asked('trace', 'K7M2Q9XD', '--lang', 'en');
    expect(code).toBe(0);
    expect(lines).toEqual([
      'K7M2Q9XD  review',
      'tkt_1-1  RUNNING',
      '',
      'time                        took  state                        ended by            retries',
      '2026-03-02 09:00:00                 #1 ticket.opened           channel:shop',
      '2026-03-02 09:00:00        0.4 s  Assign the ticket                                1 (Lambda.TooManyRequestsException)',
      '2026-03-02 09:00:00                 #2 ticket.assigned         system:dispatch',
      '2026-03-02 09:00:00  11 min 15 s  Wait for the agent           timer',
      '2026-03-02 09:11:15          0 s  Take the steps that are due',
      '2026-03-02 09:11:15                 #3 ticket.warned           system:dispatch',
      '2026-03-02 09:11:15   3 min 45 s  Wait for the agent           #4 ticket.resolved',
      '2026-03-02 09:15:00                 #4 ticket.resolved         agt_lin',
      '2026-03-02 09:15:00  15 min 00 s  Wait for the review          still there',
    ]);
  });

  it('has Chinese titles, and the whole answer for programs', async () => {
    const { lines } = await asked('trace', 'K7M2Q9XD', '--lang', 'zh');
    expect(lines[3]).toBe('时间                        用时  节点                         结束原因            重试');
    expect(lines.at(-1)).toMatch(/进行中$/);
    const { lines: json } = await asked('trace', 'K7M2Q9XD', '--json');
    expect(JSON.parse(json.join('\n'))).toEqual(JSON.parse(JSON.stringify(trace)));
  });

  it('draws it as a Mermaid diagram: each state once, each way with its number and cause', async () => {
    const { lines } = await asked('trace', 'K7M2Q9XD', '--mermaid', '--lang', 'en');
    expect(lines).toEqual([
      'stateDiagram-v2',
      '  state "Assign the ticket (0.4 s)" as s1',
      '  state "Wait for the agent (2 × · 15 min 00 s)" as s2',
      '  state "Take the steps that are due (0 s)" as s3',
      '  state "Wait for the review (15 min 00 s)" as s4',
      '  [*] --> s1: 1',
      '  s1 --> s2: 2',
      '  s2 --> s3: 3 (timer)',
      '  s3 --> s2: 4',
      '  s2 --> s4: 5 (event 4 ticket.resolved)',
    ]);
  });

  it('says so when no workflow has run', async () => {
    expect((await asked('trace', 'NEW00000', '--lang', 'en')).lines).toEqual(['No workflow has run for it.']);
  });

  it('refuses a ticket that is not there', async () => {
    const { code, err } = await asked('trace', 'AAAAAAAA');
    expect(code).toBe(1);
    expect(err).toContain('There is no ticket AAAAAAAA.');
  });
});

describe('gongdan local clock', () => {
  it('tells the time where the reader is, and how the clock runs', async () => {
    expect((await asked('clock', '--lang', 'zh')).lines).toEqual(['2026-03-02 09:00:00  手动推进']);
    expect((await asked('advance', '30', '--lang', 'en')).lines).toEqual(['2026-03-02 09:30:00  ×60']);
  });
});

describe('gongdan local bill', () => {
  it('ends with region, date, its beginning and total, and what 1,000 tickets would cost', async () => {
    expect((await asked('bill', '--lang', 'en')).lines).toEqual([
      'service                                                   amount       cost',
      'State transitions                                             20  $0.000500',
      'total (us-east-1, 2026-11-22; since 2026-03-02 09:00:00)          $0.000500',
      'per 1,000 tickets (2 counted)                                     $0.250000',
    ]);
  });

  it('is told by the prices of another region, and refuses one that has none', async () => {
    expect((await asked('bill', '--region', 'us-west-2', '--lang', 'en')).lines[2]).toMatch(/^total \(us-west-2, /);
    const { code, err } = await asked('bill', '--region', 'cn-north-1');
    expect([code, err]).toEqual([1, expect.stringContaining('There are no prices for cn-north-1.')]);
  });

  it('is told for one ticket, and by path down to the total', async () => {
    expect((await asked('bill', '--ticket', 'K7M2Q9XD', '--lang', 'zh')).lines).toEqual([
      '服务                                                  用量       费用',
      '状态转换                                                20  $0.000500',
      '合计 (us-east-1, 2026-11-22; 自 2026-03-02 09:00:00)        $0.000500',
      '不含请求、函数和消息：无法归到单张工单。',
    ]);
    expect((await asked('bill', '--paths', '--lang', 'en')).lines).toEqual([
      'tickets  transitions  request units  per 1,000 tickets       cost  path',
      '      2            9          101.5          $0.300000  $0.000600  Assign → Wait',
      '      1            0              1          $0.100000  $0.000100  (no workflow)',
      '                                                        $0.000300  not by ticket: requests, functions, messages, the directory',
      '                                                        $0.001000  total (us-east-1, 2026-11-22; since 2026-03-02 09:00:00)',
    ]);
  });

  it('refuses --ticket together with --paths', async () => {
    expect((await asked('bill', '--ticket', 'K7M2Q9XD', '--paths')).code).toBe(2);
  });
});

it.each([
  [0, '0 s'],
  [449, '0.4 s'],
  [9_449, '9.4 s'],
  [9_949, '10 s'],
  [59_400, '59 s'],
  [60_000, '1 min 00 s'],
  [3_599_600, '1 h 00 min'],
  [47 * 3_600_000, '47 h 00 min'],
  [51 * 3_600_000, '2 d 03 h'],
])('shows %i ms as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
