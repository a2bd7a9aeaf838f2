/** What the desk and its customers do, in parts: together they use every grant of the templates. */
import { readFileSync } from 'node:fs';
import { ApiProblem } from '../../../client/api-problem.ts';
import { minutes, type System } from '../../support/system.ts';

/** Tickets that are there before any act. */
export interface Stage {
  readonly begun: string;
  readonly toResolve: string;
  readonly inReview: string;
  readonly resolved: string;
  /** Its agent has changed the team since, as that of `movedUntouched`. */
  readonly movedToReopen: string;
}

export interface Act {
  readonly name: string;
  readonly play: (system: System, stage: Stage) => Promise<void>;
}

const RESOLUTION = { code: 'delivered', text: '今天送达。' };
const ORDER = 'SF2026030200001';

/** What is refused is refused: the rest of the act goes on. */
const each = async (...steps: (() => Promise<unknown>)[]): Promise<void> => {
  for (const step of steps) {
    await step().catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
    });
  }
};

export async function setTheStage(system: System): Promise<Stage> {
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  await system.hire('agt_he', 'aftersales');
  const lin = await system.desk('agt_lin', 'agent');
  const zhou = await system.desk('agt_zhou', 'agent');
  const bai = await system.desk('agt_bai', 'reviewer');
  const open = async (uniqueId: string): Promise<string> =>
    (await system.post('订单超时未派送', { uniqueId, email: 'wang@example.com', customer: uniqueId })).id;
  const resolve = async (agent: typeof lin, id: string, passed: boolean): Promise<void> => {
    await agent.replyToTicket({ id, body: { text: '您好，正在核实。' } });
    await agent.resolveTicket({ id, body: RESOLUTION });
    if (passed) await bai.reviewTicket({ id, body: { verdict: 'pass' } });
  };
  // Tickets whose load stands in another team by the time somebody looks for it.
  await system.hire('agt_zhou', 'logistics');
  const movedToReopen = await open('movedToReopen');
  await open('movedUntouched');
  await resolve(zhou, movedToReopen, true);
  await system.hire('agt_zhou', 'aftersales');

  await system.hire('agt_lin', 'logistics', { capacity: 100 });
  const [begun, toResolve, inReview, resolved] = [
    await open('begun'),
    await open('toResolve'),
    await open('inReview'),
    await open('resolved'),
  ];
  for (const id of [begun, toResolve]) await lin.acceptTicket({ id });
  await resolve(lin, inReview, false);
  await resolve(lin, resolved, true);
  await system.runtime.settle();
  return { begun, toResolve, inReview, resolved, movedToReopen };
}

export const ACTS: readonly Act[] = [
  {
    name: 'a customer posts a ticket, twice',
    play: async ({ channel }) => {
      const body = {
        uniqueId: 'new',
        subject: '订单超时未派送',
        description: `订单 ${ORDER}`,
        customer: { id: 'c-new', email: 'li@example.com' },
        orders: [ORDER],
      };
      await each(
        () => channel().createTicket({ body }),
        () => channel().createTicket({ body }),
      );
    },
  },
  {
    name: 'a customer is satisfied',
    play: async ({ channel }, { resolved }) => each(() => channel().confirmTicket({ id: resolved })),
  },
  {
    name: 'a customer speaks, looks, and is not satisfied',
    play: async ({ channel }, { begun, movedToReopen }) =>
      each(
        () => channel().addMessage({ id: begun, body: { text: '还没到。' } }),
        () => channel().getPublicState({ id: begun }),
        () => channel().reopenAsCustomer({ id: movedToReopen, body: { reason: '没有收到。' } }),
      ),
  },
  {
    name: 'an agent answers and resolves',
    play: async ({ desk }, { begun, toResolve }) => {
      const lin = await desk('agt_lin', 'agent');
      await each(
        () => lin.setPresence({ body: { presence: 'online' } }),
        () => lin.replyToTicket({ id: begun, body: { text: '已联系网点。' } }),
        () => lin.resolveTicket({ id: toResolve, body: RESOLUTION }),
      );
    },
  },
  {
    name: 'a reviewer passes a ticket',
    play: async ({ desk }, { inReview }) => {
      const bai = await desk('agt_bai', 'reviewer');
      await each(() => bai.reviewTicket({ id: inReview, body: { verdict: 'pass' } }));
    },
  },
  {
    name: 'a supervisor reads',
    play: async ({ desk }, { begun }) => {
      const luo = await desk('agt_luo', 'supervisor');
      const lin = await desk('agt_lin', 'agent');
      await each(
        () => luo.getTicket({ id: begun }),
        () => luo.getTimeline({ id: begun, query: { limit: 1 } }),
        () => luo.listQueue({ queue: 'review', query: { limit: 1 } }),
        () => lin.listMine({ query: { limit: 1 } }),
        () => luo.listTeam({ team: 'logistics' }),
        () => luo.getDayReport({ day: '2026-03-02' }),
        () => luo.listOfCustomer({ customer: 'begun', query: { limit: 1 } }),
        () => luo.listOfOrder({ order: ORDER, query: { limit: 1 } }),
      );
    },
  },
  {
    name: 'an operator moves an agent, publishes a policy, restarts a workflow',
    play: async ({ desk }, { begun }) => {
      const operator = await desk('agt_operator', 'operator');
      const he = { name: 'he', team: 'logistics', roles: ['agent' as const], presence: 'online' as const };
      await each(
        () => operator.putAgent({ agent: 'agt_he', body: he }),
        () => operator.publishPolicy({ body: { policy: readFileSync('policies/desk.yaml', 'utf8') } }),
        () => operator.restartWorkflow({ id: begun, body: { generation: 50 } }),
      );
    },
  },
  { name: 'two hours pass', play: async ({ runtime }) => runtime.advance(minutes(131)) },
];
