import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/assembly.ts';
import { MINUTE, messages, START, schedule, scheduled, stepped, toQueue } from './machine.ts';

const HOUR = 60 * MINUTE;
const MINUTES = 1200;
const time = (after: number): string => new Date(START + after).toISOString();

describe('after a restart', () => {
  it('goes on where it stood: no occurrence is lost or doubled, a rate keeps its rhythm', async () => {
    const dataDir = tempFolder();
    const desk = scheduled({ Sweep: schedule('rate(2 minutes)') });
    for (let run = 0; run < 3; run += 1) {
      await using machine = await stepped(desk, { dataDir });
      await machine.runtime.advance(3 * MINUTE);
    }
    expect(desk.seen().map(({ now }) => now)).toEqual([0, 2, 4, 6, 8].map((minutes) => time(minutes * MINUTE)));
  });

  it('leaves out what it missed, but not what is in time within the minute', async () => {
    const dataDir = tempFolder();
    const desk = scheduled({ Sweep: schedule('rate(2 minutes)') });
    const run = async (start: number): Promise<void> => {
      await using machine = await stepped(desk, { dataDir, start });
      await machine.runtime.settle();
    };
    await run(START);
    await run(START + 2 * MINUTE + 59_999);
    await run(START + HOUR + MINUTE);
    await run(START + HOUR + 2 * MINUTE);
    expect(desk.seen().map(({ event, now }) => [event.time, now])).toEqual([
      ['2026-03-02T09:00:30Z', time(0)],
      ['2026-03-02T09:02:30Z', time(2 * MINUTE + 59_999)],
      ['2026-03-02T10:02:30Z', time(HOUR + 2 * MINUTE)],
    ]);
  });

  it('makes up for one that is the only one, once', async () => {
    const dataDir = tempFolder();
    const desk = scheduled({ Once: schedule('at(2026-03-02T09:30:00)') });
    for (const start of [START, START + 5 * HOUR, START + 6 * HOUR]) {
      await using machine = await stepped(desk, { dataDir, start });
      await machine.runtime.settle();
    }
    expect(desk.seen().map(({ event, now }) => [event.time, now])).toEqual([['2026-03-02T09:30:00Z', time(5 * HOUR)]]);
  });

  it('begins anew when it has been disabled or changed', async () => {
    const dataDir = tempFolder();
    const run = async (expression: string, state: string): Promise<string[]> => {
      const desk = scheduled({ Sweep: schedule(expression, { State: state }) });
      await using machine = await stepped(desk, { dataDir });
      await machine.runtime.advance(3 * MINUTE);
      return desk.seen().map(({ now }) => now);
    };
    expect(await run('rate(2 minutes)', 'ENABLED')).toEqual([time(0), time(2 * MINUTE)]);
    expect(await run('rate(2 minutes)', 'DISABLED')).toEqual([]);
    expect(await run('rate(2 minutes)', 'ENABLED')).toEqual([time(6 * MINUTE), time(8 * MINUTE)]);
    expect(await run('rate(3 minutes)', 'ENABLED')).toEqual([time(9 * MINUTE), time(12 * MINUTE)]);
  });
});

describe('a kill at any moment', () => {
  it('neither loses nor doubles an occurrence', { timeout: 30_000 }, async () => {
    const dataDir = tempFolder();
    const desk = scheduled({
      Sweep: schedule('cron(* * * * ? *)', { Target: { ...toQueue, Input: '<aws.scheduler.scheduled-time>' } }),
    });
    const images: string[] = [];
    {
      await using machine = await stepped(desk, { dataDir });
      const { runtime } = machine;
      let over = false;
      const advanced = runtime.advance(MINUTES * MINUTE).then(() => {
        over = true;
      });
      for (let next = START; !over; await new Promise((resolve) => setImmediate(resolve))) {
        if (runtime.clock.now() < next) continue;
        images.push(imageOf(dataDir));
        next += (MINUTES / 8) * MINUTE;
      }
      await advanced;
    }
    const expected = Array.from({ length: MINUTES }, (_, minute) => time((minute + 0.5) * MINUTE).replace('.000', ''));
    const stoodAt = new Set<number>();
    for (const image of images) {
      await using machine = await stepped(desk, { dataDir: image });
      const { runtime } = machine;
      stoodAt.add(runtime.clock.now());
      await runtime.advance(START + MINUTES * MINUTE - runtime.clock.now());
      const sent: string[] = [];
      for (let some = await messages(runtime, 'Queue'); some.length > 0; some = await messages(runtime, 'Queue'))
        sent.push(...some.map(({ body }) => body));
      expect(sent).toEqual(expected);
    }
    expect(stoodAt.size).toBeGreaterThan(3); // kills in the middle, not at the ends alone
  });
});

/** What `kill -9` would leave: the bytes that were handed to the operating system. */
function imageOf(dataDir: string): string {
  const image = tempFolder();
  for (const file of ['gongdan.db', 'gongdan.db-wal']) copyFileSync(join(dataDir, file), join(image, file));
  return image;
}
