/** What the templates of notices may speak of, by occasion. */
import type { Occasion } from './occasion.ts';
import type { LinkKind } from './planned.ts';

/** Of every ticket. `owner`: who looks after it. `desk`: as the policy calls it. */
export const COMMON = [
  'code',
  'subject',
  'category',
  'priority',
  'order',
  'owner',
  'desk',
  'due firstResponse',
  'due resolution',
] as const;

/** What this occasion has beside that. */
const PLACEHOLDERS = {
  received: ['also'],
  owned: [],
  asked: ['until'],
  answered: ['text'],
  sooner: ['sooner firstResponse', 'sooner resolution'],
  late: ['again'],
  waiting: ['ends', 'resumes'],
  solved: ['text', 'closes'],
  ended: ['text', 'closes'],
  reopened: ['who', 'reason'],
  closed: [],
  survey: ['expires'],
  surveyReminder: ['expires'],
  invitation: ['url'],
  assigned: [],
  handedOver: ['who', 'reason'],
  customerReplied: ['text'],
  returned: ['remarks', 'until'],
  reworkLate: ['until'],
  stillWaiting: ['waits', 'ends', 'resumes'],
  warned: ['clock', 'due'],
  breached: ['clock', 'due'],
  overdue: ['clock', 'minutes'],
  taken: ['clock'],
  approved: ['who', 'remarks', 'next'],
  approvalRejected: ['who', 'reason'],
  approvalQuestion: ['who', 'question'],
  reviewed: ['score', 'remarks'],
  approvalAsked: ['stage', 'who', 'amount', 'text', 'due', 'changed'],
  approvalReminder: ['stage', 'who', 'amount', 'text', 'due'],
  approvalLate: ['stage', 'who', 'amount', 'text', 'due'],
  approvalAnswered: ['stage', 'answer', 'due'],
  reviewAsked: ['due', 'risks'],
  disputed: ['who', 'reason'],
  disputeDecided: ['decision', 'remarks'],
  escalated: ['level', 'title', 'reason', 'because', 'said', 'done', 'tasks', 'climbs', 'again'],
  taskOpened: ['title', 'task'],
  lowRating: ['stars', 'comment'],
  mentioned: ['who'],
  partyAsked: [],
  followed: ['what', 'who'],
  alarm: ['alarm', 'title', 'what', 'since', 'queues', 'tickets'],
} as const satisfies Readonly<Record<Occasion, readonly string[]>>;

/** What may have nothing to say, of whatever occasion: it takes its line with it. All else is always there. */
const SOMETIMES: Readonly<Partial<Record<Occasion | 'any', readonly string[]>>> = {
  any: ['category', 'order', 'owner'],
  received: ['also'],
  sooner: ['sooner firstResponse', 'sooner resolution'],
  waiting: ['ends', 'resumes'],
  ended: ['text'],
  handedOver: ['reason'],
  customerReplied: ['text'],
  returned: ['until'],
  stillWaiting: ['ends', 'resumes'],
  taken: ['clock'],
  approved: ['remarks', 'next'],
  reviewed: ['remarks'],
  approvalAsked: ['amount', 'changed', 'link'],
  approvalReminder: ['amount', 'link'],
  approvalLate: ['amount', 'link'],
  approvalAnswered: ['link'],
  reviewAsked: ['due', 'risks'],
  escalated: ['said', 'done', 'tasks', 'climbs', 'again'],
  lowRating: ['comment'],
  alarm: ['tickets'],
};

/** Whether a line with it may be left out. */
export const isSometimes = (occasion: Occasion, name: string): boolean =>
  [...(SOMETIMES.any ?? []), ...(SOMETIMES[occasion] ?? [])].includes(name) && !ALWAYS.has(`${occasion} ${name}`);

/** Somebody has it, or it would not have happened. */
const ALWAYS: ReadonlySet<string> = new Set(['owned owner', 'lowRating owner']);

export type PlaceholderOf<O extends Occasion> = (typeof PLACEHOLDERS)[O][number];

/** Whose words have a `{link}`, and where it leads; to nobody of the desk but approvers. */
export const LINK_OF: Readonly<Partial<Record<Occasion, LinkKind>>> = {
  received: 'ticket',
  owned: 'ticket',
  asked: 'ticket',
  answered: 'ticket',
  sooner: 'ticket',
  late: 'ticket',
  waiting: 'ticket',
  solved: 'ticket',
  ended: 'ticket',
  reopened: 'ticket',
  closed: 'ticket',
  survey: 'survey',
  surveyReminder: 'survey',
  approvalAsked: 'approval',
  approvalReminder: 'approval',
  approvalLate: 'approval',
  approvalAnswered: 'approval',
  partyAsked: 'party',
};

/** Templates of messages that gather several notices. */
export const GATHERED = ['digest', 'burst'] as const;
export type Gathered = (typeof GATHERED)[number];
export const GATHERED_PLACEHOLDERS = ['count', 'lines', 'desk'] as const;

/** All that a template for this occasion may have. An alarm is of no ticket. */
export const placeholdersOf = (occasion: Occasion): readonly string[] => [
  ...(occasion === 'alarm' ? ['desk'] : COMMON),
  ...PLACEHOLDERS[occasion],
  ...(occasion in LINK_OF ? ['link'] : []),
];

/** How it stands before the name of what a line is written in the absence of: `{no text}` says nothing itself. */
export const ABSENCE = 'no ';

/** The name that it is about, with or without a `no` before it. */
export const nameIn = (inside: string): string => (inside.startsWith(ABSENCE) ? inside.slice(ABSENCE.length) : inside);

/**
 * What a short message may have, with the letters to reckon for each: nothing that anybody wrote, nobody's name, and no link, which is
 * longer than all the rest.
 */
export const SHORT_LENGTHS: Readonly<Record<string, number>> = {
  code: 8,
  priority: 2,
  minutes: 4,
  level: 1,
  stars: 1,
  count: 3,
  ...Object.fromEntries(
    [
      ...['due firstResponse', 'due resolution', 'sooner firstResponse', 'sooner resolution', 'due'],
      ...['until', 'closes', 'again', 'ends', 'resumes', 'expires'],
      // `12月31日（周四）10:30 前（UTC+8）`
    ].map((name) => [name, 24]),
  ),
};
/** One message, not two: of 70 letters in UCS-2, of 160 in GSM 03.38. */
export const SHORT_LIMITS = { zh: 70, en: 160 } as const;
