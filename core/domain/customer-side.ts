/** How a ticket stands in the words of its customer: what it is doing, what comes next and by when, and what they may do now. */
import { isRunning } from './clocks/clock.ts';
import { URGE_EVERY_MINUTES } from './consequences.ts';
import type { Policy } from './policy.ts';
import { promiseText, zoneOf } from './promise-text.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';
import type { Language, Titles } from './vocabulary.ts';

export const CUSTOMER_ACTS = ['answer', 'urge', 'confirm', 'reopen', 'rate', 'attach'] as const;
type CustomerAct = (typeof CUSTOMER_ACTS)[number];

export interface CustomerSide {
  readonly state: string;
  readonly next: string;
  /** Nothing goes on until they answer. */
  readonly waitsForYou: boolean;
  readonly owner?: string;
  readonly may: readonly CustomerAct[];
  /** They have urged: from then on again. */
  readonly urgeFrom?: Instant;
}

interface Reading {
  readonly policy: Policy;
  readonly now: Instant;
  readonly language: Language;
}

/** Throws when the ticket is merged: what its customer sees is the one that goes on. */
export const customerSide = (ticket: Ticket, reading: Reading): CustomerSide => {
  if (ticket.phase === 'merged') throw new Error(`${ticket.id} goes on as ${ticket.into.id}.`);
  const { language, now } = reading;
  const urgeFrom = ticket.urgedAt && addMinutes(ticket.urgedAt, URGE_EVERY_MINUTES);
  const tooSoon = urgeFrom !== undefined && urgeFrom > now;
  return {
    state: stateOf(ticket)[language],
    next: nextOf(ticket, reading)[language],
    waitsForYou: ticket.phase === 'onHold' && ticket.hold.for === 'customer',
    ...('assignee' in ticket && IN_HAND.has(ticket.phase) && { owner: shownName(ticket.assignee.name, language) }),
    may: ACTS[ticket.phase].filter(
      (act) => (act !== 'urge' || !tooSoon) && (act !== 'rate' || ticket.stars === undefined),
    ),
    ...(tooSoon && { urgeFrom }),
  };
};

const WORKED: readonly CustomerAct[] = ['answer', 'attach', 'urge'];
const ACTS: Readonly<Record<Ticket['phase'], readonly CustomerAct[]>> = {
  queued: WORKED,
  handling: WORKED,
  paused: WORKED,
  onHold: WORKED,
  approval: WORKED,
  review: WORKED,
  resolved: ['confirm', 'reopen', 'rate', 'attach'],
  closed: ['rate'],
  archived: [],
  merged: [],
};

const IN_HAND: ReadonlySet<Ticket['phase']> = new Set([
  'handling',
  'paused',
  'onHold',
  'approval',
  'review',
  'resolved',
]);

const stateOf = (ticket: Exclude<Ticket, { phase: 'merged' }>): Titles => {
  switch (ticket.phase) {
    case 'queued':
      return { zh: '已收到，正在安排专人处理', en: 'Received: we are giving it to the right colleague' };
    // That a more urgent one goes first is the desk's own affair.
    case 'handling':
    case 'paused':
      return { zh: '正在处理', en: 'In progress' };
    case 'onHold':
      return HOLDS[ticket.hold.for];
    case 'approval':
    case 'review':
      return { zh: '已处理，正在复核', en: 'Solved; a colleague is checking it' };
    case 'resolved':
      return { zh: '已解决，请您确认', en: 'Solved: please tell us whether it is' };
    case 'closed':
    case 'archived':
      return { zh: '已结束', en: 'Closed' };
  }
};

const HOLDS: Readonly<Record<'customer' | 'thirdParty' | 'subTickets', Titles>> = {
  customer: { zh: '等待您的回复', en: 'Waiting for your answer' },
  thirdParty: { zh: '正在等待合作方（如快递公司）答复', en: 'Waiting for a partner, such as the courier' },
  subTickets: { zh: '相关部门正在一起处理', en: 'Other departments are working on it, too' },
};

const nextOf = (ticket: Exclude<Ticket, { phase: 'merged' }>, reading: Reading): Titles => {
  const by = (at: Instant, calendar: string, language: Language): string =>
    promiseText(at, { now: reading.now, zone: zoneOf(reading.policy, calendar), language });
  const both = (say: (language: Language) => string): Titles => ({ zh: say('zh'), en: say('en') });
  const desk = ticket.clocks.resolution.calendar;
  switch (ticket.phase) {
    case 'resolved':
      return both((language) =>
        language === 'zh'
          ? `如果问题还没有解决，请在${by(ticket.closesAt, desk, language)}告诉我们，我们会重新处理。`
          : `If it is not solved for you, tell us ${by(ticket.closesAt, desk, language)}, and we take it up again.`,
      );
    case 'closed':
    case 'archived':
      return { zh: '如有新的问题，请重新联系我们。', en: 'If there is anything new, please contact us again.' };
    case 'approval':
    case 'review':
      return { zh: '复核后我们会把结果告诉您。', en: 'You will hear from us once it is checked.' };
    case 'onHold':
      if (ticket.hold.for === 'customer')
        return {
          zh: '请在下面回复，收到后我们马上继续处理。',
          en: 'Please answer below: we go on as soon as we hear from you.',
        };
      break;
    default:
  }
  const { firstResponse, resolution } = ticket.clocks;
  const clock = isRunning(firstResponse) ? firstResponse : resolution;
  if (clock.dueAt <= reading.now)
    return {
      zh: '很抱歉，已经超过我们承诺的时间，我们正在加紧处理。',
      en: 'We are sorry: this is later than we promised. We are working on it with priority.',
    };
  return both((language) => {
    const when = by(clock.dueAt, clock.calendar, language);
    if (clock === firstResponse)
      return language === 'zh' ? `我们会在${when}回复您。` : `You will hear from us ${when}.`;
    return language === 'zh' ? `我们会在${when}解决。` : `It will be solved ${when}.`;
  });
};

/** A name as customers read it: the family name of a Chinese one, the first word of another. */
const shownName = (name: string, language: Language): string => {
  const [first = '', second = ''] = [...name];
  const isHan = /\p{Script=Han}/u.test(first);
  const short = isHan ? (COMPOUND.has(first + second) ? first + second : first) : (name.split(/\s+/u)[0] ?? name);
  return language === 'zh' ? (isHan ? `客服小${short}` : `客服 ${short}`) : isHan ? `Agent ${short}` : short;
};

const COMPOUND: ReadonlySet<string> = new Set([
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
]);
