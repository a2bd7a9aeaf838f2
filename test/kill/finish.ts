/** Works everything that the kills have left to its end, on a stepped clock, and checks it all. */
import { createDeskClient } from '../../client/desk-client.ts';
import { SCOPES } from '../../contracts/routes/route.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { startRuntime } from '../../local/runtime.ts';
import type { Runtime } from '../../local/runtime-api.ts';
import { type DeskSnapshot, snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../support/invariants.ts';
import { clientsOf } from './clients.ts';
import { failOn } from './kill-often.ts';
import type { Ledger } from './ledger.ts';

export interface Finished {
  readonly tickets: number;
  readonly events: number;
  readonly mails: number;
}

const REST_MS = 6 * 60_000; // no promise ends just then: its numbers would still be gathered
const DAY_MS = 24 * 3_600_000;
const MOST_ROUNDS = 12;
const LANES = 8;

/** What is left once the system has come to rest. Rejects with an Error that lists the faults. */
export const rest = (assembly: string, dataDir: string, ledger: Ledger): Promise<Finished> =>
  onSteppedClock(assembly, dataDir, ledger, async () => {});

/** The same, and every ticket is worked to the archive. */
export const finish = (assembly: string, dataDir: string, ledger: Ledger): Promise<Finished> =>
  onSteppedClock(assembly, dataDir, ledger, async (runtime) => {
    await workToTheEnd(runtime);
    const { heads } = await snapshotOf(runtime);
    const open = [...heads.values()].filter(({ phase }) => phase !== 'archived');
    failOn(open.map(({ id, phase }) => `${id} should be archived and is ${phase}`));
  });

const onSteppedClock = async (
  assembly: string,
  dataDir: string,
  ledger: Ledger,
  work: (runtime: Runtime) => Promise<void>,
): Promise<Finished> => {
  const runtime = await startRuntime({ assembly, dataDir, port: 0, clock: { kind: 'stepped' }, say: () => {} });
  const check = async (): Promise<DeskSnapshot> => {
    const desk = await snapshotOf(runtime);
    failOn([...faultsOf(desk, ledger), ...restlessFaultsOf(desk), ...replyFaults(desk, ledger)]);
    return desk;
  };
  try {
    failOn(faultsOf(await snapshotOf(runtime), ledger)); // before anything was taken up again
    await repeatCutOff(runtime, ledger);
    await runtime.advance(REST_MS); // messages that were under way have come again
    await check();
    await work(runtime);
    const { heads, timelines } = await check();
    const events = [...timelines.values()].reduce((sum, { length }) => sum + length, 0);
    return { tickets: heads.size, events, mails: runtime.mails().length };
  } finally {
    await runtime.stop();
  }
};

/** Those who got no answer ask for the last time. */
const repeatCutOff = async (runtime: Runtime, ledger: Ledger): Promise<void> => {
  const { people } = await peopleOf(runtime);
  const clients = clientsOf({
    url: runtime.url,
    signingSecret: runtime.secret('SigningSecret'),
    clock: { virtual: runtime.clock.now(), wall: 0, factor: 0 },
    people,
  });
  for (let request = ledger.takeCutOff(); request; request = ledger.takeCutOff())
    await ledger.ask(request, clients, false);
  failOn(ledger.faults);
};

const peopleOf = async (runtime: Runtime) => {
  const { agents } = await snapshotOf(runtime);
  const people = agents.map(async ({ id, roles }) => ({
    ...{ id, roles },
    token: await runtime.token(
      id,
      roles.map((role) => SCOPES[role]),
    ),
  }));
  return { people: await Promise.all(people) };
};

/** So that nobody is given what somebody else is about to finish. */
const sendHome = async (runtime: Runtime): Promise<void> => {
  const { agents } = await snapshotOf(runtime);
  for (const { id } of agents) {
    const desk = createDeskClient({ url: runtime.url, token: await runtime.token(id, [SCOPES.agent]) });
    await desk.setPresence({ body: { presence: 'offline' } });
  }
  await runtime.settle();
};

const workToTheEnd = async (runtime: Runtime): Promise<void> => {
  await sendHome(runtime);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const desk = async (id: string, role: keyof typeof SCOPES) =>
      createDeskClient({ url: runtime.url, token: await runtime.token(id, [SCOPES[role]]) });
    const supervisor = await desk('agt_luo', 'supervisor');
    const reviewer = await desk('agt_inspector', 'reviewer');
    const { heads, agents } = await snapshotOf(runtime);
    const open = [...heads.values()].filter(({ phase }) => phase !== 'archived');
    if (open.length === 0) return;
    const hands = agents.filter(({ roles }) => roles.includes('agent'));
    let at = 0;
    const lane = async (): Promise<void> => {
      for (let ticket = open[at++]; ticket; ticket = open[at++]) {
        const { id, phase } = ticket;
        if (phase === 'resolved' || phase === 'closed') continue;
        const hand = hands[at % hands.length]?.id as AgentId;
        if (phase === 'queued') await supervisor.assignTicket({ id, body: { agent: hand } });
        if (phase === 'onHold' || phase === 'paused') await supervisor.resumeTicket({ id });
        if (phase !== 'review') await supervisor.resolveTicket({ id, body: { code: 'answered', text: '已解决' } });
        await reviewer.reviewTicket({ id, body: { verdict: 'pass' } });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await runtime.advance(3.1 * DAY_MS);
  }
};

/** A reply under an idempotency key is there once when it was answered, and never twice. */
function* replyFaults({ timelines }: DeskSnapshot, { replies }: Ledger): Iterable<string> {
  const found = new Map<string, string[]>();
  for (const [id, events] of timelines)
    for (const event of events)
      if (event.type === 'ticket.replied') found.set(event.data.text, [...(found.get(event.data.text) ?? []), id]);
  for (const [text, answered] of replies) {
    const ids = found.get(text) ?? [];
    if (ids.length > 1) yield `${ids.join(' ')} has the reply "${text}" ${ids.length} times`;
    if (answered && ids.length === 0) yield `the reply "${text}" was answered and is on no ticket`;
  }
}
