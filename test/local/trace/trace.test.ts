import { beforeAll, describe, expect, it } from 'vitest';
import { controlOf } from '../../../local/control.ts';
import { readTicket } from '../../../local/trace/read-ticket.ts';
import { type Trace, type TracedState, traceOf } from '../../../local/trace/trace.ts';
import { minutes, type System, startSystem } from '../../support/system.ts';

const executions =
  ({ runtime }: System) =>
  (action: string, body: object) =>
    runtime.call('AWSStepFunctions', action, body);

const traced = async (system: System, idOrCode: string): Promise<Trace> => {
  const { url, clock, token } = system.runtime;
  const read = await readTicket(url, await token('agt_reader', ['gongdan/supervisor']), idOrCode);
  if (!read) throw new Error(`no ticket ${idOrCode}`);
  return traceOf(executions(system), read.ticket, read.timeline, clock.now());
};

const brief = ({ state, durationMs, ending, wokenBy, events }: TracedState) => [
  state,
  durationMs / 60_000,
  wokenBy ? `${ending} by ${wokenBy.seq} ${wokenBy.type}` : ending,
  events.map(({ seq, type }) => `${seq} ${type.slice('ticket.'.length)}`).join(', '),
];

describe('the trace of a ticket', () => {
  let trace: Trace;
  let open: Trace;
  beforeAll(async () => {
    await using system = await startSystem();
    await system.hire('agt_lin', 'logistics');
    const { id, code } = await system.post('订单超时未派送');
    await system.runtime.advance(minutes(20)); // past the warning (11:15) and the breach (15:00) of the first response
    const lin = await system.desk('agt_lin', 'agent');
    await lin.acceptTicket({ id });
    await lin.replyToTicket({ id, body: { text: '正在核实' } });
    await system.runtime.advance(minutes(10));
    await lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达' } });
    await system.runtime.settle();
    open = await traced(system, code);
    const bai = await system.desk('agt_bai', 'reviewer');
    await bai.reviewTicket({ id, body: { verdict: 'pass' } });
    await system.runtime.advance(minutes(72 * 60));
    trace = await traced(system, id);
  });

  it('tells the states with their durations, what ended them, and the events meanwhile', () => {
    expect(trace.before.map(({ seq, type }) => `${seq} ${type}`)).toEqual(['1 ticket.opened']);
    expect(trace.states.map(brief)).toEqual([
      ['Assign the ticket', 0, 'done', '2 assigned'],
      ['Wait for the agent', 11.25, 'timer', ''],
      ['Take the steps that are due', 0, 'done', '3 warned'],
      ['Wait for the agent', 3.75, 'timer', ''],
      ['Take the steps that are due', 0, 'done', '4 breached, 5 escalated'],
      ['Wait for the agent', 10, 'timer', '6 accepted, 7 replied'],
      ['Take the steps that are due', 0, 'done', ''],
      ['Wait for the agent', 5, 'woken by 8 ticket.resolved', '8 resolved'],
      ['Where does the ticket stand?', 0, 'done', ''],
      ['Wait for the review', 0, 'woken by 9 ticket.reviewed', '9 reviewed'],
      ['Where does the ticket stand?', 0, 'done', ''],
      ['Wait for the customer', 72 * 60, 'timer', ''],
      ['Close and archive the ticket', 0, 'done', '10 closed, 11 archived'],
    ]);
  });

  it('has the executions, and for a ticket that is open the state that it is in', () => {
    expect(trace.executions).toEqual([
      {
        name: `${trace.id}-1`,
        generation: 1,
        status: 'SUCCEEDED',
        startedAt: '2026-03-02T01:00:00.000Z',
        stoppedAt: '2026-03-05T01:30:00.000Z',
      },
    ]);
    const last = open.states.at(-1);
    expect(last).toMatchObject({ state: 'Wait for the review', waits: true, durationMs: 0, events: [] });
    expect([last?.leftAt, last?.ending]).toEqual([undefined, undefined]);
    expect(open.executions[0]?.status).toBe('RUNNING');
  });

  it('carries nothing that people wrote', () => {
    expect(JSON.stringify(trace)).not.toMatch(/订单超时未派送|正在核实|今天送达/);
  });
});

describe('the control of the runtime', () => {
  it('serves traces and bills by ticket and by path, and refuses a ticket that is not there', async () => {
    await using system = await startSystem();
    await system.hire('agt_lin', 'logistics');
    const { id, code } = await system.post('快递到哪了');
    const { runtime } = system;
    const control = controlOf({
      clock: runtime.clock,
      stepping: runtime,
      meter: runtime.meter,
      token: runtime.token,
      tokenLifetimeSeconds: 60,
      secret: runtime.secret,
      messages: runtime.messages,
      unusedGrants: runtime.unusedGrants,
      executions: executions(system),
    });
    const ask = async (url: string) => {
      const { status, body } = await control(
        { method: 'GET', url, headers: { host: new URL(runtime.url).host } } as Parameters<typeof control>[0],
        Buffer.alloc(0),
      );
      return { status, answer: JSON.parse(body.toString()) };
    };
    expect(await ask(`/_local/trace/${code}`)).toMatchObject({
      status: 200,
      answer: { id, code, states: [{ state: 'Assign the ticket' }, { state: 'Wait for the agent' }] },
    });
    expect(await ask('/_local/trace/AAAAAAAA')).toEqual({
      status: 404,
      answer: { message: 'There is no ticket AAAAAAAA.' },
    });
    const { answer } = await ask(`/_local/bill/tickets/${code}`);
    expect(answer).toMatchObject({ id, code, region: 'us-east-1' });
    expect(answer.lines.find(({ name }: { name: string }) => name === 'states.transitions').amount).toBe(2);
    expect((await ask('/_local/bill/paths')).answer.paths).toMatchObject([
      { states: ['Assign the ticket', 'Wait for the agent'], tickets: 1 },
    ]);
    const byPath = (await ask('/_local/bill/paths?region=us-west-2')).answer;
    const ofPaths = byPath.paths.reduce((sum: number, { dollars }: { dollars: number }) => sum + dollars, 0);
    expect(byPath).toMatchObject({ region: 'us-west-2', since: new Date(runtime.clock.now()).toISOString() });
    expect(byPath.shared).toBeGreaterThan(0);
    expect(ofPaths + byPath.shared).toBeCloseTo(byPath.total, 12);
    expect((await ask('/_local/bill?region=mars-1')).answer.message).toMatch(/^There are no prices for mars-1: /);
    const tickets = (await ask('/_local/bill/tickets')).answer;
    const { dollars } = (await ask('/_local/bill')).answer;
    expect(tickets).toEqual({ tickets: 1, dollarsPer1000: dollars * 1000 });
  });
});
