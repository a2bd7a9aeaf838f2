/** Free text over 100,000 tickets, over HTTP: how long an answer takes, what it costs, and when something new is found. */
import { createDeskClient } from '../client/desk-client.ts';
import { openFilledDesk, shopOf } from './filled-desk.ts';
import type { Row } from './table.ts';

const TICKETS = 100_000;
const P95_MS = 150;
const FOUND_MS = 3000;
const ROUNDS = 20;
const FRESH = 150; // more than that are packed

const WORDS = ['退款', '快递', '物流', '发票', '优惠券', '投诉', '破损', '客服', '地址', '充电宝', '会员', '登录'];
const PAIRS = WORDS.flatMap((first, at) => WORDS.slice(at + 1).map((second) => `${first} ${second}`));

export const search = async (report: (row: Row) => void): Promise<void> => {
  const begun = performance.now();
  const desk = await openFilledDesk('cdk.out/local', TICKETS);
  const { runtime } = desk;
  try {
    report({
      what: `${TICKETS} tickets written`,
      value: (performance.now() - begun) / 1000,
      unit: 's',
      better: 'less',
    });
    const client = createDeskClient({
      url: runtime.url,
      token: await runtime.token('agt_operator', ['gongdan/operator']),
    });
    const shop = shopOf(runtime);
    const open = (uniqueId: string, subject: string) =>
      shop.createTicket({ body: { uniqueId, subject, description: subject, customer: { id: uniqueId }, orders: [] } });
    for (let at = 0; at < FRESH; at += 1) await open(`fresh-${at}`, `快递丢件，请赔偿 ${at}`);
    await runtime.settle();

    const times = async (label: string, queries: readonly string[], limit?: number): Promise<void> => {
      for (const q of queries.slice(0, ROUNDS)) await client.searchTickets({ query: { q } }); // warm
      const before = units(runtime.meter.totals());
      const latencies: number[] = [];
      let found = 0;
      for (const q of queries) {
        const started = performance.now();
        found += (await client.searchTickets({ query: { q } })).items.length;
        latencies.push(performance.now() - started);
      }
      latencies.sort((a, b) => a - b);
      const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
      const cost = (units(runtime.meter.totals()) - before) / queries.length;
      report({ what: `${label}: p50`, value: at(0.5), unit: 'ms', better: 'less' });
      report({
        what: '  p95',
        value: at(0.95),
        unit: 'ms',
        better: 'less',
        ...(limit !== undefined && { budget: limit }),
      });
      report({ what: '  read units', value: cost, unit: '', better: 'less' });
      report({ what: '  found on the first page', value: found / queries.length, unit: '', better: 'more' });
    };
    await times('two words of Chinese', [...PAIRS, ...PAIRS, ...PAIRS], P95_MS);
    await times(
      'two words, one of them rare',
      WORDS.flatMap((word) => ['赔偿', '绕路', '积木', '押金'].map((rare) => `${word} ${rare}`)),
      P95_MS,
    );
    await times('a sentence', EXAMPLE_SENTENCES, P95_MS);
    await times(
      'a number',
      Array.from({ length: 60 }, (_, at) => `E2026${String(1e9 + at * 1600 * 7919).slice(-9)}`),
      P95_MS,
    );
    await times(
      'nothing that is there',
      Array.from({ length: 60 }, (_, at) => `退款 没有这个词${at}`),
      P95_MS,
    );

    const waits: number[] = [];
    for (let at = 0; at < ROUNDS; at += 1) {
      const { id } = await open(`new-${at}`, `全新问题编号 N${at}2026`);
      const started = performance.now();
      for (;;) {
        const { items } = await client.searchTickets({ query: { q: `N${at}2026` } });
        if (items.some((item) => item.id === id)) break;
      }
      waits.push(performance.now() - started);
    }
    report({
      what: 'until a new ticket is found, longest',
      value: Math.max(...waits),
      unit: 'ms',
      budget: FOUND_MS,
      better: 'less',
    });
  } finally {
    await desk.close();
  }
};

const EXAMPLE_SENTENCES = [
  '快递为什么绕路',
  '运单号查不到',
  '我的包裹到哪了',
  '两个订单会一起到吗',
  '退款一直没到账',
].flatMap((text) => Array.from({ length: 12 }, () => text));

const units = (totals: Readonly<Record<string, number>>): number =>
  Object.entries(totals).reduce(
    (sum, [name, amount]) => (/read/i.test(name) && /dynamodb/i.test(name) ? sum + amount : sum),
    0,
  );
