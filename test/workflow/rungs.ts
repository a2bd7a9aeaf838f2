/** How a ticket comes to each row of the default ladder, and what the row then has to do. */
import { HOUR, type MannedDesk, MINUTE, policyWith } from './manned-desk.ts';

export interface RungCase {
  /** Name of the row in policies/desk.yaml. */
  readonly rung: string;
  /** Opens the ticket and does what comes before. Answers its id. */
  readonly prepare: (desk: MannedDesk) => Promise<string>;
  /** What makes the row fire, where that is not the preparation itself. */
  readonly trigger?: (desk: MannedDesk, id: string) => Promise<unknown>;
  /** From the preparation until the row fires, in ms; 0: at once. */
  readonly fires: number;
  /** What happens in between. */
  readonly meanwhile?: { readonly after: number; readonly act: (desk: MannedDesk, id: string) => Promise<unknown> };
  /** As the escalation tells it. */
  readonly reason: string;
  readonly level: 1 | 2 | 3;
  /** Whose supervisor is told: of the team that has the ticket. */
  readonly supervisor: 'agt_luo' | 'agt_fang';
  /** Beside telling. */
  readonly follower?: 'team:executives';
  readonly frozen?: true;
  readonly task?: 'team:complaints';
  /** Past a target that makes the ticket overdue: those above are told again although somebody has taken notice. */
  readonly overdue?: true;
  /** It waits for the review, which is what ends it. */
  readonly inReview?: true;
  readonly policy?: string;
}

/** So that nothing but the row itself comes within the time that is watched. */
const PATIENT = policyWith([
  /^targets:\n(.*\n){4}/m,
  `targets:\n${['P0', 'P1', 'P2', 'P3'].map((priority) => `  ${priority}: { firstResponse: 30 d, resolution: 30 d, review: 4 h }`).join('\n')}\n`,
]);

const LATE = '订单超时未派送'; // P1: a quarter of an hour to the first answer, two hours to the solution
const PLAIN = '快递到哪了'; // P3: two hours and a day

let customers = 0;
export const newCustomer = (): string => {
  customers += 1;
  return `c-${customers}`;
};

const accepted = async (desk: MannedDesk, id: string): Promise<string> => {
  const lin = await desk.as('agt_lin');
  await lin.acceptTicket({ id });
  return id;
};
export const answered = async (desk: MannedDesk, id: string): Promise<string> => {
  const lin = await desk.as('agt_lin');
  await lin.acceptTicket({ id });
  await lin.replyToTicket({ id, body: { text: '您好，正在核实。' } });
  return id;
};
/** The customer has said something of which the ladder knows. */
const saying = (text: string) => ({
  prepare: async (desk: MannedDesk) => accepted(desk, await desk.open(PLAIN, { description: text })),
  ...ABOVE,
});
const ABOVE = {
  fires: 0,
  reason: 'severity',
  level: 3,
  supervisor: 'agt_luo',
  follower: 'team:executives',
  frozen: true,
  policy: PATIENT,
} as const;

const solved = async (desk: MannedDesk, id: string, agent: string): Promise<void> => {
  await (await desk.as(agent)).resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await (await desk.as('agt_bai')).reviewTicket({ id, body: { verdict: 'pass' } });
  await desk.system.runtime.settle();
};
const reopened = async (desk: MannedDesk, id: string): Promise<void> => {
  await desk.system.channel().reopenAsCustomer({ id, body: { reason: '还是没有收到' } });
  await desk.system.runtime.settle();
};

const REVIEW = 4 * HOUR;

export const RUNGS: readonly RungCase[] = [
  {
    rung: 'first-response-late',
    prepare: (desk) => desk.open(PLAIN),
    fires: 2 * HOUR,
    ...{ reason: 'breach', level: 1, supervisor: 'agt_luo' },
  },
  {
    rung: 'resolution-late',
    prepare: async (desk) => answered(desk, await desk.open(LATE)),
    fires: 2 * HOUR,
    ...{ reason: 'breach', level: 1, supervisor: 'agt_luo', overdue: true },
  },
  {
    rung: 'review-overdue',
    prepare: async (desk) => {
      const id = await answered(desk, await desk.open(PLAIN));
      await (await desk.as('agt_lin')).resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
      return id;
    },
    fires: REVIEW,
    ...{ reason: 'reviewOverdue', level: 1, supervisor: 'agt_luo', overdue: true, inReview: true },
  },
  {
    rung: 'resolution-a-day-late',
    prepare: async (desk) => answered(desk, await desk.open(LATE)),
    fires: 26 * HOUR,
    meanwhile: {
      after: 2 * HOUR + MINUTE,
      act: async (desk, id) => {
        await (await desk.as('agt_lin')).noteOnTicket({ id, body: { text: '仍在核实。' } });
        await (await desk.as('agt_luo')).acknowledgeTicket({ id, body: {} });
      },
    },
    ...{ reason: 'time', level: 3, supervisor: 'agt_luo', overdue: true },
  },
  {
    rung: 'urged',
    prepare: async (desk) => {
      const id = await accepted(desk, await desk.open(PLAIN));
      for (let urge = 0; urge < 3; urge += 1) await desk.system.channel().urgeTicket({ id, body: {} });
      return id;
    },
    fires: 0,
    ...{ reason: 'urges', level: 1, supervisor: 'agt_luo', policy: PATIENT },
  },
  {
    rung: 'technical',
    prepare: async (desk) => {
      const id = await accepted(desk, await desk.open(PLAIN));
      await (await desk.as('agt_lin')).escalateTicket({ id, body: { reason: '接口报错', nature: 'technical' } });
      return id;
    },
    fires: 0,
    ...{ reason: 'nature', level: 2, supervisor: 'agt_luo', task: 'team:complaints', policy: PATIENT },
  },
  { rung: 'legal', ...saying('对此我们已提起集体诉讼') },
  { rung: 'safety', ...saying('这批货有生命危险') },
  { rung: 'media', ...saying('今晚央视会来') },
  { rung: 'large-amount', ...saying('这批货价值 6.5 万元') },
  {
    rung: 'vip-complaint',
    ...ABOVE,
    prepare: async (desk) => {
      const customer = { id: newCustomer(), tier: 'vip' } as const;
      return desk.open(PLAIN, { description: '请转告你们高层', customer }); // waits for somebody who knows how to treat them
    },
  },
  {
    rung: 'repeat-complaint',
    ...ABOVE,
    supervisor: 'agt_fang', // it goes to the complaints queue
    prepare: async (desk) => {
      const customer = { id: newCustomer() };
      await desk.open(PLAIN, { customer, category: 'logistics-query' });
      const id = await desk.open(PLAIN, { customer, category: 'logistics-query', description: '再次投诉，还是没到' });
      await (await desk.as('agt_tan')).acceptTicket({ id });
      return id;
    },
  },
  {
    rung: 'back-again',
    ...ABOVE,
    supervisor: 'agt_fang',
    prepare: async (desk) => {
      const id = await desk.open(PLAIN);
      await solved(desk, id, 'agt_lin');
      await reopened(desk, id);
      await desk.pass(MINUTE); // given to somebody else
      await solved(desk, id, 'agt_tan');
      return id;
    },
    trigger: reopened,
  },
];
