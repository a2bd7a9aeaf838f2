/** A day of a desk on the stepped clock: 2,000 tickets over HTTP, the people who work on them, and all their timers. */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { SCOPES, type Scope } from '../contracts/routes/route.ts';
import { channelKey } from '../contracts/signature.ts';
import { startRuntime } from '../local/runtime.ts';
import type { Runtime } from '../local/runtime-api.ts';
import { seedSampleDesk } from '../local/sample-desk.ts';
import { ask, type Call, ticketCall } from './load.ts';
import type { Row } from './table.ts';

const TICKETS = 2000;
const BUDGET_S = 60;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const POSTING_MINUTES = 20 * 60; // the rest of the day is for what is open then
const STEP_MINUTES = 5;
const TOKEN_MINUTES = 10 * 60;
const START = Date.parse('2026-03-02T00:00:00Z');

const SUBJECTS = [
  '快递到哪了',
  '订单超时未派送',
  '杯子碎了，要求补发',
  '发票抬头开错了',
  '优惠券用不了',
  '账号登录不了',
];

/** Minutes after the posting at which the agent answers and resolves, and the reviewer looks, if the resolution is reviewed. */
interface Course {
  readonly answer: number;
  readonly resolve: number;
  readonly review: number;
}
const USUAL: Course = { answer: 4, resolve: 25, review: 40 };
/** Late: warned, breached and escalated, taken from the agent and given to another. */
const LATE: Course = { answer: 40, resolve: 130, review: 150 };
const courseOf = (index: number): Course => (index % 10 === 0 ? LATE : USUAL);

/** Of an agent who acts on what somebody else has, or nobody. */
const NOT_THEIRS: ReadonlySet<number> = new Set([403, 409]);

/** What is read of a ticket. */
interface Answer {
  readonly id: string;
  readonly phase: string;
  readonly assignee?: { readonly id: string };
}

class Refused extends Error {
  readonly status: number;

  constructor(path: string, status: number, body: string) {
    super(`${path} was answered ${status}: ${body}`);
    this.status = status;
  }
}

export const day = async (report: (row: Row) => void): Promise<void> => {
  const runtime = await startRuntime({
    assembly: 'cdk.out/local',
    dataDir: ':memory:',
    port: 0,
    clock: { kind: 'stepped' },
    start: START,
  });
  try {
    const operator = await runtime.token('agt_operator', [SCOPES.operator]);
    await seedSampleDesk(runtime.url, operator);
    runtime.meter.reset();
    const begun = performance.now();
    await new Day(runtime).run();
    const seconds = (performance.now() - begun) / 1000;
    const what = `${TICKETS} tickets on one day, posted to reviewed`;
    report({ what, value: seconds, unit: 's', budget: BUDGET_S, better: 'less' });
    for (const [label, name] of [
      ['requests', 'apigateway.requests'],
      ['invocations', 'lambda.invocations'],
      ['state transitions', 'states.transitions'],
    ] as const) {
      report({ what: `  ${label}`, value: runtime.meter.total(name), unit: '', better: 'less' });
    }
  } finally {
    await runtime.stop();
  }
};

/** Everybody acts every five minutes, side by side. */
class Day {
  readonly #runtime: Runtime;
  readonly #key: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #agenda = new Map<number, (() => Promise<void>)[]>();
  readonly #tokens = new Map<string, string>();
  #minute = 0;
  #resolved = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#key = channelKey(runtime.secret('SigningSecret'), 'shop');
    for (let index = 0; index < TICKETS; index += 1) {
      this.#at(Math.floor((index * POSTING_MINUTES) / TICKETS), () => this.#post(index));
    }
  }

  async run(): Promise<void> {
    for (; this.#minute < DAY_MINUTES; this.#minute += STEP_MINUTES) {
      if (this.#minute % TOKEN_MINUTES === 0) this.#tokens.clear();
      await Promise.all((this.#agenda.get(this.#minute) ?? []).map((act) => act()));
      await this.#runtime.advance(STEP_MINUTES * MINUTE_MS);
    }
    this.#agent.destroy();
    if (this.#resolved !== TICKETS) throw new Error(`${this.#resolved} of ${TICKETS} tickets were resolved.`);
  }

  async #post(index: number): Promise<void> {
    const subject = SUBJECTS[index % SUBJECTS.length] as string;
    const ticket = { subject, description: subject, customer: { id: `c-${index}` } };
    const { id } = await this.#ask(ticketCall(this.#key, ticket, this.#runtime.clock.now()));
    const { answer, resolve, review } = courseOf(index);
    const posted = this.#minute;
    this.#asAssignee(posted + answer, id, async (agent) => {
      await this.#command(agent, id, 'accept', {});
      await this.#command(agent, id, 'reply', { text: '您好，正在为您核实。' });
      this.#asHolder(posted + resolve, id, agent, async (solver) => {
        const { phase } = await this.#command(solver, id, 'resolve', { code: 'answered', text: '预计今天送达。' });
        if (phase === 'review') this.#at(Math.max(posted + review, this.#minute + 1), () => this.#review(id));
        else this.#resolved += 1;
      });
    });
  }

  async #review(id: string): Promise<void> {
    await this.#command('agt_bai', id, 'review', { verdict: 'pass' }, 'reviewer');
    this.#resolved += 1;
  }

  /** Has the one who has the ticket then act on it; while nobody has it, somebody looks again every five minutes. */
  #asAssignee(minute: number, id: string, act: (agent: string) => Promise<void>): void {
    this.#at(Math.max(minute, this.#minute + 1), async () => {
      const headers = { authorization: await this.#bearer('agt_luo', 'supervisor') };
      const { assignee } = await this.#ask({ method: 'GET', path: `/v1/tickets/${id}`, headers, body: '' });
      if (assignee) await act(assignee.id);
      else this.#asAssignee(this.#minute + STEP_MINUTES, id, act);
    });
  }

  /** Has the one who had it go on with it; when it was taken from them, whoever has it instead. */
  #asHolder(minute: number, id: string, agent: string, act: (agent: string) => Promise<void>): void {
    this.#at(Math.max(minute, this.#minute + 1), async () => {
      try {
        await act(agent);
      } catch (error) {
        if (!(error instanceof Refused && NOT_THEIRS.has(error.status))) throw error;
        this.#asAssignee(this.#minute, id, act);
      }
    });
  }

  #at(minute: number, act: () => Promise<void>): void {
    const step = Math.ceil(minute / STEP_MINUTES) * STEP_MINUTES;
    const acts = this.#agenda.get(step) ?? [];
    this.#agenda.set(step, acts);
    acts.push(act);
  }

  async #command(person: string, id: string, verb: string, body: object, role: Scope = 'agent'): Promise<Answer> {
    const authorization = await this.#bearer(person, role);
    const sent = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }; // as by the clients
    const call = { method: 'POST', path: `/v1/tickets/${id}/${verb}`, headers: { ...sent, authorization } };
    return this.#ask({ ...call, body: JSON.stringify(body) });
  }

  async #ask(call: Call): Promise<Answer> {
    const { status, body } = await ask(this.#runtime.url, this.#agent, call);
    if (status >= 300) throw new Refused(call.path, status, body);
    return JSON.parse(body);
  }

  async #bearer(id: string, role: Scope): Promise<string> {
    const key = `${role} ${id}`; // a supervisor may be the last resort, and works on the ticket as an agent
    const token = this.#tokens.get(key) ?? (await this.#runtime.token(id, [SCOPES[role]]));
    this.#tokens.set(key, token);
    return `Bearer ${token}`;
  }
}
