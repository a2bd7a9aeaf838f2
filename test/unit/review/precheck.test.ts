import { describe, expect, it } from 'vitest';
import { precheck } from '../../../core/domain/review/precheck.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { policy as shipped } from '../desk.ts';
import { at, checker, clockwork, lin, START } from '../people.ts';
import { PLAIN } from '../rules.ts';
import { handledUnder, type Story } from '../story.ts';

const STEP = { title: { zh: '步骤', en: 'step' }, evidence: false };
const policy = {
  ...PLAIN,
  checklists: {
    delivery: [
      { ...STEP, name: 'courier-asked', required: false },
      { ...STEP, name: 'date-told', required: false },
      { ...STEP, name: 'claimed', required: { resolution: ['claimed'] } },
    ],
  },
};
const done = { code: 'done', text: '已送达' };

/** In hand, answered, with all steps that are asked of everybody. */
const good = (): Ticket => {
  const story = handledUnder(policy);
  story.gives({ type: 'reply', text: '正在核实' }, lin);
  for (const step of ['courier-asked', 'date-told']) story.gives({ type: 'takeStep', step }, lin);
  return story.ticket;
};

/** Sent back by its review. */
const reworked = (): Story => {
  const story = handledUnder(policy);
  story.gives({ type: 'reply', text: '正在核实' }, lin);
  for (const step of ['courier-asked', 'date-told']) story.gives({ type: 'takeStep', step }, lin);
  story.gives({ type: 'resolve', ...done }, lin);
  story.gives({ type: 'review', verdict: 'rework', remarks: '请告知客户' }, checker);
  return story;
};

describe('the pre-check of a resolution', () => {
  it('finds nothing where all was done', () =>
    expect(precheck(good(), done, policy)).toEqual({ score: 100, found: [] }));

  it('finds an answer since a review sent it back, whoever has it by then', () => {
    const story = reworked();
    story.gives({ type: 'reply', text: '已更正' }, lin);
    expect(precheck(story.ticket, done, policy)).toEqual({ score: 100, found: [] });
    story.gives({ type: 'resolve', ...done }, lin);
    story.gives({ type: 'review', verdict: 'rework', remarks: '还是不对' }, checker);
    expect(precheck(story.ticket, done, policy).found).toEqual(['noReply']);
  });

  it.each<[string, () => Ticket, { code: string; text: string }, number, readonly string[]]>([
    ['a step that nobody took', () => ({ ...good(), steps: ['date-told'] }), done, 90, ['stepsMissing']],
    ['one that this code asks for', good, { ...done, code: 'claimed' }, 93, ['stepsMissing']],
    [
      'no answer to the customer',
      () => ({ ...handledUnder(policy).ticket, steps: good().steps }),
      done,
      70,
      ['noReply'],
    ],
    [
      'a promise that was not kept',
      () => {
        const story = handledUnder(policy);
        story.gives({ type: 'reply', text: '正在核实' }, lin);
        story.gives({ type: 'advance' }, clockwork, at('3:00:00'));
        return { ...story.ticket, steps: good().steps };
      },
      done,
      70,
      ['promiseNotKept'],
    ],
    ['a phone number in it', good, { ...done, text: '已致电 13800138000' }, 60, ['personalData']],
    ['an id card in it', good, { ...done, text: '证件 11010519491231002X' }, 60, ['personalData']],
    [
      'all at once',
      () => {
        const story = handledUnder(policy);
        story.gives({ type: 'advance' }, clockwork, at('3:00:00'));
        return story.ticket;
      },
      { ...done, text: '已致电 13800138000' },
      0,
      ['stepsMissing', 'noReply', 'promiseNotKept', 'personalData'],
    ],
    ['no answer since a review sent it back', () => reworked().ticket, done, 70, ['noReply']],
  ])('finds %s', (_, ticket, resolution, score, found) => {
    expect(precheck(ticket(), resolution, policy)).toEqual({ score, found });
  });

  it('takes no offence at the name of whom it is said to', () =>
    expect(precheck(good(), { ...done, text: '王建国先生，已为您处理。' }, policy).found).toEqual([]));

  it('stands with the resolution, and the customer of a category without a checklist has nothing to miss', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'resolve', ...done }, lin, START);
    const { ticket } = story;
    expect('resolution' in ticket && ticket.resolution.precheck).toEqual({ score: 70, found: ['noReply'] });
    expect(Object.keys(shipped.checklists).length).toBeGreaterThan(0);
  });
});
