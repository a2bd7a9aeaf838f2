import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import fc from '../../support/properties.ts';
import { type Answer, type Call, declareTicketEvents, openDesk } from './desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongdan-events-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
/** Each in a folder of its own, as data files are. */
const newFile = (): string => {
  const own = join(folder, String(files++));
  mkdirSync(own);
  return join(own, 'gongdan.db');
};

const turn = () => new Promise((resolve) => setImmediate(resolve));
const seqs = (calls: readonly Call[], name: string): number[] =>
  calls
    .filter(({ principal }) => principal === name)
    .flatMap(({ payload }) => payload.Records.map(({ body }: { body: string }) => Number(JSON.parse(body).detail.seq)));

describe('after a restart', () => {
  it('a delivery that was in flight comes again at once, with its receive counted', async () => {
    const file = newFile();
    const first = openDesk({ file, invoke: () => new Promise<Answer>(() => {}) });
    declareTicketEvents(first, ['Notify']);
    first.events.start();
    first.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    while (first.calls.length === 0) await turn();
    first.close();

    const second = openDesk({ file });
    declareTicketEvents(second, ['Notify']);
    second.events.start();
    await second.rest();
    expect(second.calls).toHaveLength(1);
    expect(second.calls[0]!.payload.Records[0]).toMatchObject({
      messageId: first.calls[0]!.payload.Records[0].messageId,
      attributes: { ApproximateReceiveCount: '2' },
    });
    expect(second.messages('NotifyQueue')).toEqual([]);
    second.close();
  });

  it('an answer that comes after the stop is ignored', async () => {
    let answer: (answer: Answer) => void = () => {};
    const file = newFile();
    const first = openDesk({ file, invoke: () => new Promise<Answer>((resolve) => (answer = resolve)) });
    declareTicketEvents(first, ['Notify']);
    first.events.start();
    first.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    while (first.calls.length === 0) await turn();
    first.close();
    answer({ payload: null });
    await turn();

    const second = openDesk({ file });
    expect(second.messages('NotifyQueue')).toHaveLength(1);
    second.close();
  });

  it('a message that waits for its visibility timeout goes on waiting', async () => {
    const file = newFile();
    const first = openDesk({ file, invoke: () => ({ payload: null, functionError: 'Unhandled' }) });
    declareTicketEvents(first, ['Notify']);
    first.events.start();
    first.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    await first.rest();
    await first.advance(20_000);
    first.close();

    const second = openDesk({ file, start: first.clock.now() });
    declareTicketEvents(second, ['Notify']);
    second.events.start();
    await second.advance(39_999);
    expect(second.calls).toHaveLength(0);
    await second.advance(1);
    expect(second.calls).toHaveLength(1);
    second.close();
  });
});

/** What `kill -9` would leave: the bytes that were handed to the operating system. */
function crashImage(file: string): string {
  const image = newFile();
  copyFileSync(file, image);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${image}-wal`);
  return image;
}

describe('a kill at any moment', () => {
  it('loses no event: every change record on disk has reached every consumer, before or after', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      fc.nat({ max: 40 }),
      async (pauses, failures, rest) => {
        const file = newFile();
        let count = 0;
        const handled: Call[] = []; // answered with success: only these need not come again
        const invoke = async (call: Call): Promise<Answer> => {
          const fails = count++ % 3 === 0 && failures[count % failures.length];
          await turn();
          if (fails) return { payload: null, functionError: 'Unhandled' };
          handled.push(call);
          return { payload: null };
        };
        const first = openDesk({ file, invoke });
        declareTicketEvents(first);
        first.events.start();
        for (const [index, pause] of pauses.entries()) {
          first.change({ pk: `tkt_${index % 3}`, seq: index + 1, type: 'ticket.noted' });
          if (index % 4 === 0) await first.store.durable();
          for (let turns = 0; turns < pause; turns += 1) await turn();
        }
        for (let turns = 0; turns < rest; turns += 1) await turn();
        const image = crashImage(file);
        const before = [...handled];
        first.close();

        const second = openDesk({ file: image, start: first.clock.now() + 1 });
        declareTicketEvents(second);
        second.events.start();
        await second.advance(600_000);
        const onDisk = second.store.all<{ seq: number }>('SELECT seq FROM test_change').map(({ seq }) => seq);
        for (const name of ['Notify', 'Analytics']) {
          const reached = new Set(seqs([...before, ...second.calls], name));
          expect(onDisk.filter((seq) => !reached.has(seq))).toEqual([]);
          expect(second.messages(`${name}Queue`)).toEqual([]);
          expect(second.messages(`${name}Dead`)).toEqual([]);
        }
        second.close();
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
});
