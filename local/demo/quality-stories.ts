/** What makes a resolution count: approvals, and what reviews send back. */
import type { DeskClient } from '../../client/desk-client.ts';
import type { TicketView } from '../../contracts/views.ts';
import { refused } from './everyday-stories.ts';
import type { Scene } from './scene.ts';
import { answer, confirm, pass, solveNow } from './steps.ts';
import { archived, plainBut, type Story } from './story.ts';

const REFUND = { code: 'refunded', text: '退款已提交，预计 1–3 个工作日到账。' };

/** The agent pays back so much, in yuan; above 5,000 somebody has to agree. */
const refund = async (scene: Scene, yuan: number): Promise<DeskClient> => {
  const { id } = scene;
  const { desk, ticket } = await scene.assignee();
  await desk.setFields({ id, body: { fields: { 'refund-amount': yuan } } });
  if (!ticket.steps.some(({ name, done }) => name === RECHECKED && done))
    await desk.takeStep({ id, body: { step: RECHECKED } });
  await scene.sleep(scene.random.between(5, 20));
  await desk.resolveTicket({ id, body: REFUND });
  return desk;
};
const RECHECKED = 'refund-rechecked';

type Asked = NonNullable<TicketView['approval']>;

/** Who is asked now, and for what. */
const approvalOf = async (scene: Scene): Promise<Asked> => {
  const { phase, approval } = await scene.view();
  if (!approval) throw new Error(`Nobody is asked to approve it: it is ${phase}.`);
  return approval;
};

/** The last one asked: once it is late, somebody above. */
const approver = (scene: Scene, { stages, stage }: Asked): DeskClient => {
  const asked = stages.find(({ name }) => name === stage)?.approvers.at(-1);
  if (!asked) throw new Error('Nobody may approve it.');
  return scene.cast.desk(asked);
};

const agree = async (scene: Scene): Promise<void> => {
  await scene.sleep(scene.random.between(5, 40));
  const asked = await approvalOf(scene);
  await approver(scene, asked).approveTicket({ id: scene.id, body: { request: asked.request } });
};

const isRefund = (_: unknown, { category }: { readonly category: string }): boolean => category === 'refund';

export const QUALITY: readonly Story[] = [
  {
    name: 'a large refund, approved',
    count: 2,
    only: isRefund,
    when: 'firstDay',
    end: archived(plainBut({ 'fields-set': 1, 'step-taken': 1, approved: 1 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const agent = await refund(scene, 6800);
      const { request } = await approvalOf(scene);
      // Nobody approves what they have asked for themselves.
      await refused('own-work', agent.approveTicket({ id: scene.id, body: { request } }));
      await agree(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'a large refund, not approved, then for less',
    count: 1,
    only: isRefund,
    when: 'firstDay',
    end: archived(plainBut({ 'fields-set': 2, 'step-taken': 1, resolved: 2, 'approval-rejected': 1 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await refund(scene, 5200);
      await scene.sleep(10);
      const asked = await approvalOf(scene);
      const body = { request: asked.request, reason: '按规则最多退 4,800 元' };
      await approver(scene, asked).rejectApproval({ id: scene.id, body });
      await scene.sleep(5);
      await refund(scene, 4800);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'a huge refund, two have to agree, and one wants to know more',
    count: 1,
    only: isRefund,
    when: 'firstDay',
    end: archived(
      plainBut({ 'fields-set': 1, 'step-taken': 1, approved: 2, 'approval-question': 1, 'approval-answered': 1 }),
    ),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const agent = await refund(scene, 62_000);
      await agree(scene);
      await scene.sleep(5);
      const asked = await approvalOf(scene);
      const body = { request: asked.request, text: '对方是企业客户吗？' };
      await approver(scene, asked).askBack({ id: scene.id, body });
      await scene.sleep(10);
      await agent.answerBack({ id: scene.id, body: { text: '是，合同编号已写在备注里。' } });
      await agree(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'nobody approves in time: reminded, then those above are asked',
    count: 1,
    only: isRefund,
    when: ['2026-11-23T09:00'],
    end: archived(
      plainBut({
        ...{ 'fields-set': 1, 'step-taken': 1, approved: 1, 'approval-reminded': 1, 'approval-late': 1 },
        'escalated approvalOverdue': 1,
      }),
      1,
    ),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await refund(scene, 7600);
      const { dueAt } = await approvalOf(scene);
      await scene.until(dueAt, 5);
      await agree(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'sent back, and disputed',
    count: 1,
    when: 'firstDay',
    priorities: ['P2', 'P3'],
    end: archived(plainBut({ 'reviewed rework': 1, resolved: 2, disputed: 1, 'dispute-decided': 1 })),
    play: async (scene) => {
      const { id } = await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await solveNow(scene);
      await scene.sleep(10);
      const reviewer = await scene.reviewer();
      await reviewer.reviewTicket({ id, body: { verdict: 'rework', remarks: '请写明处理依据' } });
      await scene.sleep(5);
      const [review] = (await scene.view()).reviews;
      await desk.disputeReview({ id, body: { seq: review?.seq ?? 0, reason: '依据已写在备注里' } });
      await scene.sleep(5);
      const { agents, desk: clientOf } = scene.cast;
      const second = agents.find(({ id: other, roles }) => roles.includes('reviewer') && other !== review?.by);
      const decision = { seq: review?.seq ?? 0, upheld: true, remarks: '维持' };
      await clientOf(second?.id ?? '').decideDispute({ id, body: decision });
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
];
