/** A promotion that promises what the desk promises anyway would have done nothing to anybody. */

import { expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import type { Command, Open } from '../../core/domain/commands.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { previewOf } from '../../core/domain/preview.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import type { Priority } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { attempt, checker, clockwork, customer, does, LIN, lin, opened, policyText, ROUTING, START } from './desk.ts';

const TARGETS = policyText.match(/^targets:\n( {2}P\d: .*\n)+/m)?.[0] ?? '';
const minutesOf = (clock: string) =>
  [...TARGETS.matchAll(/ (P\d): \{.*?\}/g)].map(
    ([line, priority]) => `${priority}: ${line.match(new RegExp(`${clock}: (\\d+ \\w+)`))?.[1]}`,
  );
const policy = parsePolicy(
  policyText.replace(
    /^promotions: \[\]$/m,
    `promotions:
  - name: same
    title: { zh: 一样, en: Same }
    from: 2027-01-01T00:00+08:00
    until: 2027-01-02T00:00+08:00
    targets:
      firstResponse: { ${minutesOf('firstResponse').join(', ')} }
      resolution: { ${minutesOf('resolution').join(', ')} }`,
  ),
  'same.yaml',
);

type Step = readonly [Exclude<Command, Open>, Actor];
const STEPS: readonly Step[] = [
  [{ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork],
  [{ type: 'reply', text: '正在核实' }, lin],
  [{ type: 'hold', for: 'thirdParty' }, lin],
  [{ type: 'hold', for: 'customer' }, lin],
  [{ type: 'resume' }, lin],
  [{ type: 'customerReply', text: '还没好吗' }, customer],
  [{ type: 'resolve', code: 'done', text: '好了' }, lin],
  [{ type: 'review', verdict: 'pass' }, checker],
  [{ type: 'review', verdict: 'rework', remarks: '再看看' }, checker],
  [{ type: 'reopen', reason: '没有好' }, customer],
  [{ type: 'advance' }, clockwork],
];
const life = fc.record({
  priority: fc.constantFrom<Priority[]>('P0', 'P1', 'P2', 'P3'),
  steps: fc.array(fc.record({ step: fc.constantFrom(...STEPS), wait: fc.integer({ min: 0, max: 400 }) }), {
    maxLength: 25,
  }),
  rest: fc.integer({ min: 0, max: 3000 }),
});

it('whatever became of a ticket', () => {
  fc.assert(
    fc.property(life, ({ priority, steps, rest }) => {
      let ticket: Ticket = opened(priority);
      let now = START;
      for (const { step, wait } of steps) {
        now = addMinutes(now, wait);
        const done = attempt(ticket, ...step, now);
        if (!isRefusal(done)) ticket = done.ticket;
      }
      now = addMinutes(now, rest);
      if (ticket.phase !== 'closed') ticket = does(ticket, { type: 'advance' }, clockwork, now).ticket;
      // The promise of another priority, given later, was not that of the beginning.
      fc.pre(ticket.priority === priority);
      for (const row of previewOf([ticket], policy, 'same', now)) {
        expect(row.target?.minutes).toBe(ticket.clocks[row.clock].targetMinutes);
        expect(row.would).toEqual(row.had);
      }
    }),
    { numRuns: 500 },
  );
});
