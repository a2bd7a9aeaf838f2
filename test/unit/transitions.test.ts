import { describe, expect, it } from 'vitest';
import { type Command, type CommandName, type Open, TRANSITIONS } from '../../core/domain/commands.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { PHASES, type Phase } from '../../core/domain/vocabulary.ts';
import {
  checker,
  chief,
  clockwork,
  customer,
  does,
  inPhase,
  LIN,
  lin,
  opened,
  ROUTING,
  shop,
  types,
  verdict,
  WANG,
} from './desk.ts';
import { operator } from './people.ts';
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
/** Somebody was told of it and something is to be done, where the command is about that. */
const standing = (phase: Phase, command: string): Ticket => ({
  ...inPhase(phase),
  ...(command === 'acknowledge' && { level: 1 }),
  ...(command === 'finishTask' && { tasks: [{ id: TASK, title: '查', for: 'supervisor' }] }),
});

const everywhere = <T>(value: T, ...phases: Phase[]) =>
  Object.fromEntries(phases.map((phase) => [phase, value])) as Partial<Record<Phase, T>>;

// Written out by hand, so that a slip in TRANSITIONS or decide shows here.
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
    everywhere(['replied'], 'handling', 'paused', 'onHold', 'review', 'resolved'),
  ],
  note: [
    { type: 'note', text: '已电联' },
    chief,
    everywhere(['noted'], 'queued', 'handling', 'paused', 'onHold', 'review', 'resolved', 'closed'),
  ],
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
      ...everywhere(['customer-replied'], 'queued', 'handling', 'paused', 'review'),
      onHold: ['customer-replied', 'resumed'],
      resolved: ['customer-replied', 'reopened', 'classified', 'queued'],
    },
    { onHold: 'handling', resolved: 'queued' },
  ],
  urge: [{ type: 'urge' }, customer, everywhere(['urged'], 'queued', 'handling', 'paused', 'onHold', 'review')],
  transfer: [
    { type: 'transfer', queue: 'payments', reason: '费用问题' },
    chief,
    everywhere(['transferred', 'queued'], 'queued', 'handling', 'paused', 'onHold'),
    everywhere('queued', 'queued', 'handling', 'paused', 'onHold'),
  ],
  escalate: [
    { type: 'escalate', reason: '客户很急' },
    chief,
    everywhere(['escalated'], 'queued', 'handling', 'paused', 'onHold', 'review'),
  ],
  acknowledge: [
    { type: 'acknowledge' },
    operator,
    everywhere(['acknowledged'], 'queued', 'handling', 'paused', 'onHold', 'review'),
  ],
  finishTask: [
    { type: 'finishTask', task: TASK },
    chief,
    everywhere(['task-finished'], 'queued', 'handling', 'paused', 'onHold', 'review', 'resolved', 'closed'),
  ],
  resolve: [{ type: 'resolve', code: 'done', text: '已处理' }, lin, { handling: ['resolved'] }, { handling: 'review' }],
  review: [{ type: 'review', verdict: 'pass' }, checker, { review: ['reviewed'] }, { review: 'resolved' }],
  reopen: [
    { type: 'reopen', reason: '又坏了' },
    customer,
    { resolved: ['reopened', 'classified', 'queued'] },
    { resolved: 'queued' },
  ],
  close: [{ type: 'close' }, customer, { resolved: ['closed'] }, { resolved: 'closed' }],
  archive: [{ type: 'archive' }, clockwork, { closed: ['archived'] }, { closed: 'archived' }],
  dispatchFailed: [
    { type: 'dispatchFailed', because: 'nobodyFree' },
    clockwork,
    { queued: ['dispatch-failed', 'escalated'] },
  ],
  advance: [
    { type: 'advance' },
    clockwork,
    everywhere([], 'queued', 'handling', 'paused', 'onHold', 'review', 'resolved'),
  ],
  rebuildClocks: [
    { type: 'rebuildClocks', clocks: opened().clocks, differences: [] },
    operator,
    everywhere(['clocks-rebuilt'], 'queued', 'handling', 'paused', 'onHold', 'review', 'resolved', 'closed'),
  ],
};

describe('every command in every phase', () => {
  for (const [name, [command, actor, allowed, to = {}]] of Object.entries(TABLE))
    for (const phase of PHASES) {
      const events = allowed[phase];
      it(events ? `${name} in ${phase}: ${events.join(', ') || 'nothing'}` : `refuses ${name} in ${phase}`, () => {
        const ticket = standing(phase, name);
        if (!events) {
          // Somebody else has it already: the one refusal that says who.
          const code = name === 'claim' && phase === 'handling' ? 'already-claimed' : 'command-not-allowed-in-phase';
          // On a waiting ticket nobody is the assignee, which is found out first.
          const early = phase === 'queued' && actor === lin ? 'not-the-assignee' : code;
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
