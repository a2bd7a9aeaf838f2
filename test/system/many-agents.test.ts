/** Who works at once does not undo each other's work. The long run is `npm run many-agents`. */
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../core/domain/events.ts';
import { Book } from '../many-agents/book.ts';
import { manyAgents } from '../many-agents/many-agents.ts';
import type { Answer, Wish } from '../many-agents/send.ts';
import type { DeskSnapshot } from '../support/desk-snapshot.ts';

const STEPS = 1500;

describe('32 people at once on 50 tickets', () => {
  it('leave timelines that tell the tickets, and of what was refused nothing', { timeout: 600_000 }, async () => {
    const seed = Number(process.env.MANY_AGENTS_SEED ?? Date.now() % 1e6);
    console.info(`many-agents: seed ${seed}`);
    const { book, faults, tickets, events } = await manyAgents(STEPS, seed);
    expect(faults).toEqual([]);
    expect(book.givenUp()).toBeLessThan(STEPS / 100);
    const answers = book.entries.map(({ answer }) => answer);
    const taken = answers.filter(({ status }) => status < 300).length;
    const repeated = answers.filter(({ replayed }) => replayed).length;
    const codes = new Set(answers.map(({ body }) => body.code));
    console.info(
      `many-agents: ${tickets} tickets, ${events} events, ${taken} of ${answers.length} taken, ${repeated} repeated`,
    );
    // It reaches what it is about.
    expect(taken).toBeGreaterThan(STEPS / 5);
    expect(repeated).toBeGreaterThan(0);
    for (const code of ['stale-version', 'command-not-allowed-in-phase', 'not-the-assignee'])
      expect(codes).toContain(code);
  });
});

describe('what they were told is held against what is stored', () => {
  const ID = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE';
  const wish: Wish = { method: 'POST', path: `/v1/tickets/${ID}/note`, by: { token: 't' }, key: 'k' };
  const answer = (status: number, more: Partial<Answer> = {}): Answer => {
    const done = { id: ID, version: 2, events: [{ seq: 2, type: 'ticket.noted' }] };
    return {
      status,
      correlation: 'a',
      replayed: false,
      body: status < 300 ? done : { code: status < 500 ? 'not-permitted' : 'internal-error' },
      ...more,
    };
  };
  const stored = (...events: (readonly [seq: number, type: string, correlation: string])[]): DeskSnapshot => {
    const timeline = events.map(([seq, type, correlation]) => ({ seq, type, correlation, ticketId: ID }));
    return { timelines: new Map([[ID, timeline as unknown as Recorded[]]]) } as unknown as DeskSnapshot;
  };
  const faultsOf = (answers: readonly Answer[], desk: DeskSnapshot): string[] => {
    const book = new Book();
    for (const each of answers) book.note('noteOnTicket', wish, each);
    return book.faults(desk);
  };
  const noted = stored([2, 'ticket.noted', 'a']);

  it('finds nothing where they agree', () => {
    expect(faultsOf([answer(200)], noted)).toEqual([]);
    expect(faultsOf([answer(403)], stored())).toEqual([]);
    expect(faultsOf([answer(200), answer(200, { replayed: true, correlation: 'b' })], noted)).toEqual([]);
  });

  it.each([
    ['a trace of what was refused', [answer(403)], noted, /refused, and left 2 ticket\.noted/],
    ['a fault', [answer(500)], stored(), /was answered 500/],
    ['an event that is missing', [answer(200)], stored(), /and left nothing/],
    [
      'one too many',
      [answer(200)],
      stored([2, 'ticket.noted', 'a'], [3, 'ticket.tagged', 'a']),
      /left 2 ticket\.noted, 3 ticket\.tagged/,
    ],
    [
      'a repetition that did it again',
      [answer(200), answer(200, { replayed: true, correlation: 'b' })],
      stored([2, 'ticket.noted', 'a'], [3, 'ticket.noted', 'b']),
      /repeated, and left 3/,
    ],
    ['a key that was done twice', [answer(200), answer(200, { correlation: 'b' })], noted, /was done 2 times/],
  ])('tells %s', (_, answers, desk, said) => {
    expect(faultsOf(answers as Answer[], desk as DeskSnapshot)).toContainEqual(expect.stringMatching(said as RegExp));
  });
});
