/** What the desk and its customers do, in parts: together they use every grant of the templates. */
import { readFileSync } from 'node:fs';
import { minutes, type System } from '../../support/system.ts';
import { APPROVER_ACTS } from './approver-acts.ts';
import { CUSTOMER_ACTS, linkIn } from './customer-acts.ts';
import { DELIVERY_ACTS } from './delivery-acts.ts';
import { DESK_ACTS } from './desk-acts.ts';
import { EXPORT_ACTS } from './export-acts.ts';
import { FILE_ACTS } from './file-acts.ts';
import type { TemplateGrant } from './grants.ts';
import { LETTER_ACTS } from './letter-acts.ts';
import { NOTICE_ACTS } from './notice-acts.ts';
import { PRIVACY_ACTS } from './privacy-acts.ts';
import { RELATION_ACTS } from './relation-acts.ts';
import { REVIEW_ACTS } from './review-acts.ts';
import { SEARCH_ACTS } from './search-acts.ts';
import { SSM_ACTS } from './ssm-acts.ts';
import { SURVEY_ACTS } from './survey-acts.ts';
import { OFTEN, tried } from './tried.ts';

/** Tickets that are there before any act. */
export interface Stage {
  readonly begun: string;
  readonly toResolve: string;
  readonly inReview: string;
  readonly resolved: string;
  /** The customer's link to the one that was begun. */
  readonly link: string;
  /** Waits for the customer; its agent has changed the team since, as that of `movedUntouched`. */
  readonly movedOnHold: string;
  readonly movedUntouched: string;
}

export interface Act {
  readonly name: string;
  /** What is not there, whatever was missed before: the act shows what others do then, and is played once. */
  readonly lacks?: (grant: TemplateGrant) => boolean;
  readonly play: (system: System, stage: Stage) => Promise<void>;
}

const RESOLUTION = { code: 'delivered', text: '今天送达。' };
const ORDER = 'SF2026030200001';

/** One after the other, whatever is refused of them. */
const each = async (...steps: (() => Promise<unknown>)[]): Promise<void> => {
  for (const step of steps) await tried(step());
};

export async function setTheStage(system: System): Promise<Stage> {
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  await system.hire('agt_he', 'aftersales');
  const lin = await system.desk('agt_lin', 'agent');
  const zhou = await system.desk('agt_zhou', 'agent');
  const bai = await system.desk('agt_bai', 'reviewer');
  const post = (uniqueId: string) =>
    system.post('订单超时未派送', { uniqueId, email: 'wang@example.com', customer: uniqueId });
  const open = async (uniqueId: string): Promise<string> => (await post(uniqueId)).id;
  const resolve = async (agent: typeof lin, id: string, passed: boolean): Promise<void> => {
    await agent.replyToTicket({ id, body: { text: '您好，正在核实。' } });
    await agent.resolveTicket({ id, body: RESOLUTION });
    if (passed) await bai.reviewTicket({ id, body: { verdict: 'pass' } });
  };
  // Tickets whose load stands in another team by the time somebody looks for it.
  await system.hire('agt_zhou', 'logistics');
  const movedOnHold = await open('movedOnHold');
  const movedUntouched = await open('movedUntouched');
  await zhou.holdTicket({ id: movedOnHold, body: { for: 'customer' } });
  await system.hire('agt_zhou', 'aftersales');

  await system.hire('agt_lin', 'logistics', { capacity: 100 });
  const { id: begun, trackingUrl } = await post('begun');
  const [toResolve, inReview, resolved] = [await open('toResolve'), await open('inReview'), await open('resolved')];
  for (const id of [begun, toResolve]) await lin.acceptTicket({ id });
  await resolve(lin, inReview, false);
  await resolve(lin, resolved, true);
  await setTheRest(system);
  await system.runtime.settle();
  return { begun, toResolve, inReview, resolved, link: linkIn(trackingUrl), movedOnHold, movedUntouched };
}

/** Beside the deliveries: one who is on leave, one whom an emergency finds at work, one whose load is wrong, and one who is missing. */
async function setTheRest(system: System): Promise<void> {
  const operator = await system.desk('agt_operator', 'operator');
  // Not quite all are reviewed: how often an agent has passed has to be looked up.
  const policy = readFileSync('policies/desk.yaml', 'utf8')
    .replace('onRed: [', 'onRed: [openPool, ')
    .replace('share: 100 %', 'share: 99.9999 %');
  await operator.publishPolicy({ body: { policy } });
  await system.hire('agt_gao', 'accounts', { capacity: 2 });
  await system.post('忘记密码，账号登录不了', { customer: 'leave' });
  const gao = { name: 'gao', team: 'accounts', roles: ['agent' as const], capacity: 2 };
  await operator.putAgent({ agent: 'agt_gao', body: { ...gao, leave: [{ from: '2026-03-02', until: '2026-03-09' }] } });
  await system.hire('agt_xu', 'complaints', { capacity: 4 });
  await system.post('我要投诉，客服态度很差', { customer: 'aside' });
  await system.post('请问有优惠券吗', { customer: 'waiting' });
  await system.hire('agt_sun', 'payments');
  const [directory] = system.runtime.resources('AWS::DynamoDB::GlobalTable', 'Directory');
  await system.runtime.call('DynamoDB_20120810', 'UpdateItem', {
    TableName: directory?.ref,
    Key: { pk: { S: 'TEAM#payments' }, sk: { S: 'AGENT#agt_sun' } },
    UpdateExpression: 'ADD claimed :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
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
    play: async ({ channel }, { begun, resolved, movedOnHold }) =>
      each(
        () => channel().addMessage({ id: begun, body: { text: '还没到。' } }),
        () => channel().addMessage({ id: movedOnHold, body: { text: '北京路 8 号。' } }),
        () => channel().getPublicState({ id: begun }),
        () => channel().reopenAsCustomer({ id: resolved, body: { reason: '没有收到。' } }),
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
    name: 'an agent of another team asks for the next one',
    play: async ({ desk }) => {
      const lin = await desk('agt_lin', 'agent');
      await each(() => lin.takeNext({ queue: 'presale' }));
    },
  },
  {
    name: 'an emergency comes, and is over',
    play: async ({ runtime, desk, post }) => {
      let id = '';
      await each(async () => {
        id = (await post('我要投诉，充电宝突然冒烟了', { customer: 'emergency' })).id;
      });
      if (!id) return;
      const xu = await desk('agt_xu', 'agent');
      await each(() => xu.resolveTicket({ id, body: { code: 'apologised', text: '已致歉。' } }));
      await runtime.settle();
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
        () => lin.getMe(),
        () => luo.listQueues(),
        () => luo.getPolicyHistory(),
      );
    },
  },
  {
    name: 'an operator moves an agent, removes a team, changes rules, publishes a policy, restarts a workflow',
    play: async ({ desk }, { begun }) => {
      const operator = await desk('agt_operator', 'operator');
      const he = { name: 'he', team: 'logistics', roles: ['agent' as const], presence: 'online' as const };
      await each(
        () => operator.putAgent({ agent: 'agt_he', body: he }),
        () => operator.putAgent({ agent: 'agt_sun', body: { ...he, name: 'sun', team: 'payments' } }),
        () => operator.changeRules({ body: { rules: '[]', reason: 'for a test' } }),
        () => operator.removeTeam({ team: 'nobody' }),
        () => operator.publishPolicy({ body: { policy: readFileSync('policies/desk.yaml', 'utf8') } }),
        () => operator.restartWorkflow({ id: begun, body: { generation: 50 } }),
      );
    },
  },
  {
    name: 'clocks are explained and reckoned again, a promotion is previewed',
    play: async ({ desk }, { begun }) => {
      const operator = await desk('agt_operator', 'operator');
      const reader = await desk('agt_reader', 'supervisor');
      const promotions = readFileSync('examples/promotion.yaml', 'utf8').replace(/^#.*\n/gm, '');
      const policy = readFileSync('policies/desk.yaml', 'utf8').replace(/^promotions: \[\]\n/m, promotions);
      const days = { from: '2026-03-02', to: '2026-03-02' };
      await each(
        () => reader.getClocks({ id: begun }),
        () => reader.listPromotions(),
        () => reader.listNotices(),
        () => reader.listOfAgent({ agent: 'agt_lin', query: { limit: 1 } }),
        () => operator.rebuildClocks({ id: begun }),
        () => operator.previewPromotion({ body: { promotion: 'double-eleven-2026', policy, ...days } }),
      );
    },
  },
  {
    name: 'an alarm is raised, seen to, and over because the policy has it no longer',
    play: async ({ runtime, desk }) => {
      await runtime.advance(minutes(10));
      const luo = await desk('agt_luo', 'supervisor');
      const operator = await desk('agt_operator', 'operator');
      const policy = readFileSync('policies/desk.yaml', 'utf8').replace(/^alarms:\n(?: .*\n)+/m, 'alarms: []\n');
      await each(
        () => luo.listAlarms(),
        () => luo.acknowledgeAlarm({ alarm: 'urgent-untouched' }),
        () => operator.publishPolicy({ body: { policy } }),
      );
      await runtime.advance(minutes(1));
    },
  },
  {
    name: 'everybody asks more often than a sandbox counts alone',
    play: async ({ channel, desk }, { begun }) => {
      const lin = await desk('agt_lin', 'agent');
      const operator = await desk('agt_operator', 'operator');
      const customer = { id: 'c-busy' };
      const ask = [
        () =>
          channel().createTicket({ body: { uniqueId: 'busy', subject: '快递到哪了', description: '快递', customer } }),
        () => channel().getPublicState({ id: begun }),
        () => lin.beat(),
        () => lin.getMe(),
        () => operator.removeTeam({ team: 'nobody' }),
        () => operator.listWebhooks(),
      ];
      for (let time = 0; time < OFTEN; time += 1) await each(...ask);
    },
  },
  ...DESK_ACTS,
  ...RELATION_ACTS,
  ...REVIEW_ACTS,
  ...APPROVER_ACTS,
  ...FILE_ACTS,
  ...SEARCH_ACTS,
  ...CUSTOMER_ACTS,
  ...EXPORT_ACTS,
  ...PRIVACY_ACTS,
  ...NOTICE_ACTS,
  ...SSM_ACTS,
  ...DELIVERY_ACTS,
  ...SURVEY_ACTS,
  {
    name: 'an operator has events sent to where nobody listens, then to nobody',
    play: async ({ runtime, desk, channel }) => {
      const operator = await desk('agt_operator', 'operator');
      const url = 'http://127.0.0.1:9/'; // refused at once
      let webhook = 'none';
      await each(async () => {
        webhook = (await operator.createWebhook({ body: { url } })).id;
      });
      const subject = '订单超时未派送';
      const post = (uniqueId: string) => () =>
        channel().createTicket({ body: { uniqueId, subject, description: subject, customer: { id: uniqueId } } });
      await each(post('outside'));
      await runtime.advance(minutes(10)); // tried three times, the last one when everybody is woken
      const later = await desk('agt_operator', 'operator');
      const attempts = await later.listDeliveries({ webhook }).catch(() => undefined);
      await each(
        () => later.readEvents({ query: { limit: 1 } }),
        () => later.replayDeliveries({ webhook, body: { event: attempts?.items[0]?.event ?? 'none' } }),
        () => later.replayDeliveries({ webhook, body: { failedSince: '2026-03-02T00:00:00.000Z' } }),
        () => later.removeWebhook({ webhook }),
      );
    },
  },
  ...LETTER_ACTS,
  {
    name: 'for hours the pipe may put nothing on the bus',
    lacks: ({ action }) => action === 'events:PutEvents',
    play: async ({ runtime, post }) => {
      await each(() => post('订单超时未派送'));
      await runtime.advance(minutes(4 * 60));
    },
  },
];
