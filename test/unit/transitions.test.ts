import { describe, expect, it } from 'vitest';
import { type Command, type CommandName, type Open, TRANSITIONS } from '../../core/domain/commands.ts';
import { type Decision, decide } from '../../core/domain/decide.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { ApprovalTicket, Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { PHASES, type Phase } from '../../core/domain/vocabulary.ts';
import {
  checker,
  chief,
  clockwork,
  context,
  customer,
  inPhase,
  LIN,
  lin,
  opened,
  policy,
  ROUTING,
  START,
  SURVIVOR,
  shop,
  types,
  WANG,
} from './desk.ts';
import { courier, operator } from './people.ts';
import { transitionsPage } from './transitions-page.ts';

type Row = readonly [
  given: Exclude<Command, Open>,
  by: Actor,
  /** What happens in each phase where it is allowed; everywhere else it is refused. */
  allowed: Partial<Record<Phase, readonly string[]>>,
  to?: Partial<Record<Phase, Phase>>,
];

/** Of the one open task, where a test needs one. */
const TASK = 1;
const SUB = { id: 'tkt_3', code: 'SBSB2345' } as const;
const OTHER = { id: 'tkt_4', code: 'THRT2345' } as const;
const FILE = {
  ...({ id: 'att_1', name: '照片.jpg', type: 'image/jpeg', size: 1000, sha256: 'ab', shown: true } as const),
};
const PARTY = {
  ...({ id: 'pty_1', kind: 'courier', name: '顺丰', language: 'zh', expiresAt: addMinutes(START, 60) } as const),
};
const ASKED = inPhase('approval') as ApprovalTicket;
const REQUEST = ASKED.approval.request;
const REVIEW = { seq: 1, at: START, by: 'agt_other', of: 'agt_chief', verdict: 'pass' } as const;
/** What a command is about is there: somebody was told, something is to be done, a file awaits its check … */
const ABOUT: Readonly<Partial<Record<CommandName, Partial<Ticket>>>> = {
  acknowledge: { level: 1 },
  finishTask: { tasks: [{ id: TASK, title: '查', for: 'supervisor' }] },
  unfollow: { followers: ['agt_wang'] },
  checkAttachment: { attachments: [{ ...FILE, state: 'awaited', by: 'agt_lin' }] },
  removeAttachment: { attachments: [{ ...FILE, state: 'clean', by: 'agt_lin' }] },
  sendBack: { cameFrom: { assignee: WANG, queue: 'logistics' } },
  answerAsParty: { parties: [{ ...PARTY, askedAt: START }] },
  subChanged: { subs: [{ ...SUB, title: '查件', seen: 1 }] },
  awaitSubs: { subs: [{ ...SUB, title: '查件', seen: 1 }] },
  unlink: { links: [{ ...OTHER, as: 'related' }] },
  answerBack: { approval: { ...ASKED.approval, question: { by: 'agt_chief', text: '？' } } } as Partial<Ticket>,
  dispute: { reviews: [REVIEW] },
  decideDispute: { reviews: [{ ...REVIEW, disputed: { at: START, by: 'agt_chief' } }] },
  calibrate: { reviews: [REVIEW] },
  release: { absorbed: [{ ...OTHER, orders: [], tags: [], fields: [] }] },
};
const standing = (phase: Phase, command: CommandName): Ticket => ({ ...inPhase(phase), ...ABOUT[command] }) as Ticket;

const both = (name: string) => ({ zh: name, en: name });
const { category } = opened();
/** The rules of the desk, with a form, a checklist and a macro that the rows speak of. */
const RULES: Policy = {
  ...policy,
  forms: {
    [category]: {
      name: category,
      intro: both(''),
      fields: [
        {
          ...{ name: 'address', title: both('地址'), required: 'never', fromText: false },
          ...{ type: 'text', minLength: 1, maxLength: 20 },
        },
      ],
      layout: [],
    },
  },
  checklists: { [category]: [{ name: 'call', title: both('致电'), required: false, evidence: false }] },
  macros: [{ name: 'calm', title: both('安抚'), inputs: [], actions: [{ do: 'tag', add: ['calmed'], remove: [] }] }],
  resolutionCodes: [],
};
const given = (ticket: Ticket, command: Exclude<Command, Open>, actor: Actor) =>
  decide(ticket, command, { ...context(actor), policy: RULES });
const does = (...all: Parameters<typeof given>): Decision => {
  const decision = given(...all);
  if (isRefusal(decision)) throw new Error(`${decision.refused}: ${decision.detail}`);
  return decision;
};
const verdict = (...all: Parameters<typeof given>): string => {
  const decision = given(...all);
  return isRefusal(decision) ? decision.refused : 'allowed';
};

const everywhere = <T>(value: T, ...phases: Phase[]) =>
  Object.fromEntries(phases.map((phase) => [phase, value])) as Partial<Record<Phase, T>>;

// Written out by hand, so that a slip in TRANSITIONS or decide shows here.
const OPEN_ONES = ['queued', 'handling', 'paused', 'onHold'] as const;
const UNSOLVED = [...OPEN_ONES, 'approval', 'review'] as const;
const LIVE = [...UNSOLVED, 'resolved'] as const;
const KEPT = [...LIVE, 'closed'] as const;
const TABLE: Readonly<Record<Exclude<CommandName, 'open'>, Row>> = {
  classify: [
    { type: 'classify', category: 'refund' },
    chief,
    everywhere(['classified'], 'queued', 'handling', 'paused', 'onHold', 'review'),
  ],
  queue: [
    { type: 'queue' },
    chief,
    everywhere(['queued'], 'handling', 'paused', 'onHold'),
    everywhere('queued', 'handling', 'paused', 'onHold'),
  ],
  assign: [
    { type: 'assign', assignee: WANG },
    chief,
    everywhere(['assigned'], 'queued', 'handling', 'paused', 'onHold'),
    everywhere('handling', 'queued', 'handling', 'paused', 'onHold'),
  ],
  dispatch: [
    { type: 'dispatch', assignee: WANG, by: 'dispatch', routing: ROUTING },
    clockwork,
    { queued: ['assigned'] },
    { queued: 'handling' },
  ],
  claim: [{ type: 'claim', assignee: WANG, choice: false }, chief, { queued: ['assigned'] }, { queued: 'handling' }],
  pause: [
    { type: 'pause', for: 'tkt_2', forCode: 'WXYZ6789' },
    clockwork,
    { handling: ['paused'] },
    { handling: 'paused' },
  ],
  leavePool: [{ type: 'leavePool' }, clockwork, { queued: ['pool-expired', 'escalated'] }],
  takeFromAbsent: [
    { type: 'takeFromAbsent' },
    clockwork,
    everywhere(['queued'], 'handling', 'paused'),
    everywhere('queued', 'handling', 'paused'),
  ],
  accept: [{ type: 'accept' }, lin, { handling: ['accepted'] }],
  reply: [
    { type: 'reply', text: '您好' },
    lin,
    everywhere(['replied'], 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved'),
  ],
  note: [{ type: 'note', text: '已电联' }, chief, everywhere(['noted'], ...KEPT)],
  hold: [{ type: 'hold', for: 'customer' }, lin, { handling: ['held'] }, { handling: 'onHold' }],
  resume: [
    { type: 'resume' },
    lin,
    everywhere(['resumed'], 'paused', 'onHold'),
    everywhere('handling', 'paused', 'onHold'),
  ],
  customerReply: [
    { type: 'customerReply', text: '还是没到' },
    shop,
    {
      ...everywhere(['customer-replied'], 'queued', 'handling', 'paused', 'approval', 'review'),
      onHold: ['customer-replied', 'resumed'],
      resolved: ['customer-replied', 'reopened', 'classified', 'queued'],
    },
    { onHold: 'handling', resolved: 'queued' },
  ],
  urge: [{ type: 'urge' }, customer, everywhere(['urged'], ...UNSOLVED)],
  transfer: [
    { type: 'transfer', queue: 'payments', reason: '费用问题' },
    chief,
    everywhere(['transferred', 'queued'], 'queued', 'handling', 'paused', 'onHold'),
    everywhere('queued', 'queued', 'handling', 'paused', 'onHold'),
  ],
  escalate: [{ type: 'escalate', reason: '客户很急' }, chief, everywhere(['escalated'], ...UNSOLVED)],
  acknowledge: [{ type: 'acknowledge' }, operator, everywhere(['acknowledged'], ...UNSOLVED)],
  finishTask: [{ type: 'finishTask', task: TASK }, chief, everywhere(['task-finished'], ...KEPT)],
  resolve: [{ type: 'resolve', code: 'done', text: '已处理' }, lin, { handling: ['resolved'] }, { handling: 'review' }],
  approve: [{ type: 'approve', request: REQUEST }, chief, { approval: ['approved'] }, { approval: 'review' }],
  rejectApproval: [
    { type: 'rejectApproval', request: REQUEST, reason: '金额不对' },
    chief,
    { approval: ['approval-rejected'] },
    { approval: 'handling' },
  ],
  askBack: [{ type: 'askBack', request: REQUEST, text: '为什么？' }, chief, { approval: ['approval-question'] }],
  answerBack: [{ type: 'answerBack', text: '破损' }, lin, { approval: ['approval-answered'] }],
  withdraw: [{ type: 'withdraw' }, lin, { approval: ['approval-withdrawn'] }, { approval: 'handling' }],
  dispute: [{ type: 'dispute', seq: 1, reason: '已回复' }, chief, everywhere(['disputed'], ...KEPT)],
  decideDispute: [
    { type: 'decideDispute', seq: 1, upheld: true, remarks: '维持' },
    checker,
    everywhere(['dispute-decided'], ...KEPT),
  ],
  calibrate: [{ type: 'calibrate', seq: 1, verdict: 'pass' }, checker, everywhere(['calibrated'], ...KEPT)],
  review: [{ type: 'review', verdict: 'pass' }, checker, { review: ['reviewed'] }, { review: 'resolved' }],
  reopen: [
    { type: 'reopen', reason: '又坏了' },
    customer,
    { resolved: ['reopened', 'classified', 'queued'] },
    { resolved: 'queued' },
  ],
  close: [{ type: 'close' }, customer, { resolved: ['closed'] }, { resolved: 'closed' }],
  archive: [
    { type: 'archive' },
    clockwork,
    everywhere(['archived'], 'closed', 'merged'),
    // Parked where it is, and done with.
    { closed: 'archived', merged: 'merged' },
  ],
  dispatchFailed: [
    { type: 'dispatchFailed', because: 'nobodyFree' },
    clockwork,
    { queued: ['dispatch-failed', 'escalated'] },
  ],
  advance: [{ type: 'advance' }, clockwork, everywhere([], ...LIVE, 'merged')],
  rebuildClocks: [
    { type: 'rebuildClocks', clocks: opened().clocks, differences: [] },
    operator,
    everywhere(['clocks-rebuilt'], ...KEPT),
  ],
  tag: [{ type: 'tag', add: ['易碎'], remove: [] }, chief, everywhere(['tagged'], ...KEPT)],
  follow: [{ type: 'follow', who: 'agt_chief' }, chief, everywhere(['followed'], ...KEPT)],
  unfollow: [{ type: 'unfollow', who: 'agt_wang' }, chief, everywhere(['unfollowed'], ...KEPT)],
  setFields: [{ type: 'setFields', fields: { address: '门口' } }, chief, everywhere(['fields-set'], ...UNSOLVED)],
  takeStep: [{ type: 'takeStep', step: 'call' }, chief, everywhere(['step-taken'], ...UNSOLVED)],
  runMacro: [
    { type: 'runMacro', macro: 'calm', inputs: {} },
    lin,
    everywhere(['macro-run', 'tagged'], 'handling', 'paused', 'onHold'),
  ],
  attach: [{ type: 'attach', attachment: FILE }, chief, everywhere(['attachment-added'], ...LIVE)],
  checkAttachment: [
    { type: 'checkAttachment', id: 'att_1', verdict: 'clean' },
    clockwork,
    everywhere(['attachment-checked'], ...KEPT, 'archived', 'merged'),
  ],
  removeAttachment: [{ type: 'removeAttachment', id: 'att_1' }, chief, everywhere(['attachment-removed'], ...KEPT)],
  sendBack: [{ type: 'sendBack', to: WANG, reason: '不是我的' }, lin, { handling: ['transferred', 'assigned'] }],
  askParty: [
    { type: 'askParty', party: PARTY, text: '到哪了？' },
    lin,
    { handling: ['party-asked', 'held'] },
    { handling: 'onHold' },
  ],
  answerAsParty: [
    { type: 'answerAsParty', party: 'pty_1', text: '已在途' },
    courier,
    everywhere(['party-answered'], ...UNSOLVED),
  ],
  openSub: [
    { type: 'openSub', sub: { ...SUB, title: '查件' }, queue: 'logistics' },
    chief,
    everywhere(['sub-opened'], ...OPEN_ONES),
  ],
  subChanged: [{ type: 'subChanged', ...SUB, seen: 2, done: true }, clockwork, everywhere(['sub-changed'], ...KEPT)],
  awaitSubs: [{ type: 'awaitSubs', subs: 'any' }, chief, everywhere(['awaits'], ...OPEN_ONES)],
  split: [{ type: 'split', seq: 1, into: OTHER }, chief, everywhere(['split'], ...LIVE)],
  link: [{ type: 'link', to: { ...OTHER, as: 'related' } }, chief, everywhere(['linked'], ...KEPT)],
  unlink: [{ type: 'unlink', to: OTHER }, chief, everywhere(['unlinked'], ...KEPT)],
  merge: [
    { type: 'merge', into: SURVIVOR },
    chief,
    everywhere(['merged'], ...OPEN_ONES),
    everywhere('merged', ...OPEN_ONES),
  ],
  absorb: [
    { type: 'absorb', other: { ...opened(), id: OTHER.id, code: OTHER.code } },
    chief,
    everywhere(['absorbed'], ...OPEN_ONES),
  ],
  unmerge: [{ type: 'unmerge', messages: [] }, chief, { merged: ['unmerged'] }, { merged: 'queued' }],
  release: [{ type: 'release', ticket: OTHER }, chief, everywhere(['released'], ...KEPT)],
  reveal: [
    { type: 'reveal', fields: ['phone'], reason: '回电' },
    checker,
    everywhere(['revealed'], ...KEPT, 'archived', 'merged'),
  ],
  redact: [
    { type: 'redact', value: '昨天', events: [1], reason: '客户要求' },
    operator,
    everywhere(['redacted'], ...KEPT, 'archived', 'merged'),
  ],
  erase: [{ type: 'erase', afterDays: 180 }, clockwork, everywhere(['erased'], 'archived', 'merged')],
  holdForLaw: [
    { type: 'holdForLaw', on: true, reason: '诉讼' },
    operator,
    everywhere(['legal-hold'], ...KEPT, 'archived', 'merged'),
  ],
  revokeLink: [{ type: 'revokeLink' }, operator, everywhere(['link-revoked'], ...KEPT, 'archived', 'merged')],
  rate: [{ type: 'rate', stars: 5 }, customer, everywhere(['rated'], 'resolved', 'closed')],
};

describe('every command in every phase', () => {
  for (const [name, [command, actor, allowed, to = {}]] of Object.entries(TABLE) as [CommandName, Row][])
    for (const phase of PHASES) {
      const events = allowed[phase];
      it(events ? `${name} in ${phase}: ${events.join(', ') || 'nothing'}` : `refuses ${name} in ${phase}`, () => {
        const ticket = standing(phase, name);
        if (!events) {
          // Somebody else has it already: the one refusal that says who.
          const code = name === 'claim' && phase === 'handling' ? 'already-claimed' : 'command-not-allowed-in-phase';
          // On a waiting ticket, merged or not, nobody is the assignee, which is found out first.
          const early = (phase === 'queued' || phase === 'merged') && actor === lin ? 'not-the-assignee' : code;
          expect(verdict(ticket, command, actor)).toBe(early);
          return;
        }
        const decision = does(ticket, command, actor);
        expect(types(decision)).toEqual(events);
        expect(decision.ticket.phase).toBe(to[phase] ?? phase);
        expect(decision.ticket.version).toBe(ticket.version + events.length);
      });
    }

  it('names every command', () => {
    expect([...Object.keys(TABLE), 'open'].sort()).toEqual(Object.keys(TRANSITIONS).sort());
  });

  it('refuses assigning it to the one who has it', () => {
    expect(verdict(inPhase('handling'), { type: 'assign', assignee: LIN }, chief)).toBe('already-assigned');
  });
});

// After a change on purpose: npx vitest run test/unit/transitions.test.ts -u
it('docs/transitions.md says the same', async () => {
  await expect(transitionsPage()).toMatchFileSnapshot('../../docs/transitions.md');
});
