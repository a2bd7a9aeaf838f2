import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { hiddenFrom, shownData } from '../../../core/domain/review/blind.ts';
import { qualityOf, tasksOf } from '../../../core/domain/review/quality.ts';
import { checker, lin, START } from '../people.ts';
import { PLAIN } from '../rules.ts';
import { handledUnder } from '../story.ts';

const second: Actor = { kind: 'agent', id: 'agt_second', roles: ['reviewer'] };
const solve = { type: 'resolve', code: 'done', text: '已处理' } as const;
const twice = { passed: 0, reviewer: 'agt_checker', second: 'agt_second' } as const;
const sampling = (over: Partial<Policy['review']['sampling']>): Policy => ({
  ...PLAIN,
  review: { ...PLAIN.review, sampling: { ...PLAIN.review.sampling, ...over } },
});
const DAY = START.slice(0, 10);

describe('what a ticket tells of its reviews', () => {
  it('is one part for each of them: who, of whom, with which score, and how likely it was', () => {
    const story = handledUnder(sampling({ share: 1 }));
    story.gives({ ...solve, reviewing: { passed: 0, reviewer: 'agt_checker' } }, lin);
    story.gives({ type: 'review', verdict: 'rework', remarks: '…' }, checker);
    story.gives({ ...solve, reviewing: { passed: 0 } }, lin);
    story.gives({ type: 'review', verdict: 'pass' }, checker);
    const place = { day: DAY, agent: 'agt_lin', reviewer: 'agt_checker' };
    const common = { ...place, reviewed: 1, sampled: 1, expected: 1000 };
    const [first, last] = story.ticket.reviews;
    expect(qualityOf(story.ticket)).toEqual([
      { seq: first?.seq, ...common },
      { seq: last?.seq, ...common, passed: 1 },
    ]);
  });

  it('is told of a resolution that nobody looked at, too, with its share', () => {
    const story = handledUnder(sampling({ share: 0 }));
    story.gives({ ...solve, reviewing: { passed: 0, full: true } }, lin);
    expect(story.ticket.phase).toBe('resolved');
    expect(qualityOf(story.ticket)).toEqual([{ seq: 0, day: DAY, agent: 'agt_lin', sampled: 1 }]);
  });

  it('stays, though the ticket has forgotten it since', () => {
    const story = handledUnder(PLAIN);
    const old = { seq: 2, day: DAY, agent: 'agt_lin', reviewer: 'agt_checker', reviewed: 1 };
    expect(qualityOf(story.ticket, [old, { seq: 0, day: DAY, agent: 'agt_lin', sampled: 1 }])).toEqual([old]);
  });
});

describe('two who look at a resolution', () => {
  const looked = () => {
    const story = handledUnder(sampling({ calibration: 1 }));
    story.gives({ ...solve, reviewing: twice }, lin);
    story.gives({ type: 'review', verdict: 'rework', remarks: '没有说明金额' }, checker);
    return story;
  };
  const seqIn = ({ ticket }: ReturnType<typeof looked>): number => ticket.reviews[0]?.seq ?? 0;

  it('are compared when the second one was asked, and has said it', () => {
    const story = looked();
    expect(tasksOf(story.ticket)).toMatchObject([{ kind: 'calibration', asked: 'agt_second', by: 'agt_checker' }]);
    expect(qualityOf(story.ticket)[0]).not.toHaveProperty('reworkPass');
    story.gives({ type: 'calibrate', seq: seqIn(story), verdict: 'pass' }, second);
    expect(qualityOf(story.ticket)[0]).toMatchObject({ reworkPass: 1 });
    expect(tasksOf(story.ticket)).toEqual([]);
  });

  it('are not compared when somebody else said it, who may have read what the first one did', () => {
    const story = looked();
    const third: Actor = { ...second, id: 'agt_third' };
    story.gives({ type: 'calibrate', seq: seqIn(story), verdict: 'rework' }, third);
    expect(qualityOf(story.ticket)[0]).not.toHaveProperty('bothRework');
  });

  it('do not see what the other one says before they have said it: neither the review, nor a dispute of it', () => {
    const story = looked();
    const seq = seqIn(story);
    const hidden = hiddenFrom(second, story.ticket);
    expect([...hidden]).toEqual([seq]);
    expect([hiddenFrom(checker, story.ticket).size, hiddenFrom(lin, story.ticket).size]).toEqual([0, 0]);
    story.gives({ type: 'dispute', seq, reason: '金额在附件里' }, lin);
    const shown = story.events.map((event) => shownData(event, hidden));
    expect(shown.filter((data) => 'hidden' in data)).toHaveLength(2);
    expect(JSON.stringify(shown)).not.toMatch(/没有说明金额|金额在附件里/);
    story.gives({ type: 'calibrate', seq, verdict: 'pass' }, second);
    expect(hiddenFrom(second, story.ticket).size).toBe(0);
  });
});

describe('a dispute', () => {
  it('waits for a second reviewer until it is decided, or the ticket is closed', () => {
    const story = handledUnder(PLAIN);
    story.gives(solve, lin);
    story.gives({ type: 'review', verdict: 'pass' }, checker);
    const seq = story.ticket.reviews[0]?.seq ?? 0;
    story.gives({ type: 'dispute', seq, reason: '太低' }, lin);
    expect(tasksOf(story.ticket)).toMatchObject([{ kind: 'dispute', seq, of: 'agt_lin', by: 'agt_checker' }]);
    expect(tasksOf({ ...story.ticket, phase: 'closed' } as never)).toEqual([]);
    story.gives({ type: 'decideDispute', seq, upheld: true, remarks: '按标准' }, second);
    expect(tasksOf(story.ticket)).toEqual([]);
    expect(qualityOf(story.ticket)[0]).toMatchObject({ disputed: 1, decided: 1, upheld: 1 });
  });
});
