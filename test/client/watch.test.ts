import { describe, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import type { World } from '../../client/cli/terminal.ts';
import { type Received, type Reply, withServer } from './outside.ts';
import { worldOf } from './world.ts';

const ticket = (code: string, more: object = {}) => ({
  ...{ id: `tkt_${code}`, code, phase: 'queued', version: 1, channel: 'shop', subject: '杯子碎了', category: 'refund' },
  ...{ priority: 'P2', queue: 'aftersales', level: 0, openedAt: '2026-11-22T01:00:00.000Z' },
  ...{ firstResponseDueAt: '2026-11-22T01:30:00.000Z', resolutionDueAt: '2026-11-22T05:00:00.000Z' },
  ...more,
});

/** Looks at these answers, one a round, and is interrupted after the last. */
const watching = async (args: string[], rounds: readonly Reply[], more: Partial<World> = {}) => {
  const stop = new AbortController();
  const waits: number[] = [];
  let round = 0;
  const { world, out, err } = worldOf({
    interrupted: () => stop.signal,
    sleep: async (ms) => {
      waits.push(ms);
      round += 1;
      if (round === rounds.length) stop.abort();
    },
    ...more,
  });
  let code = -1;
  const sent: Received[] = await withServer(
    () => rounds[round]!,
    async (url) => {
      code = await run(['watch', '--url', url, ...args], {
        ...world,
        env: { GONGDAN_TOKEN: 't', LANG: 'en', ...more.env },
      });
    },
  );
  return { code, out, err, waits, sent };
};
const list = (...items: object[]): Reply => ({ json: { items } });

describe('gongdan watch', () => {
  it('prints to a pipe what is there, and then what is new, different or gone', async () => {
    const { code, out, waits, sent } = await watching(
      ['aftersales', '--every', '2'],
      [
        list(ticket('AAAAAAAA'), ticket('BBBBBBBB')),
        list(ticket('AAAAAAAA'), ticket('BBBBBBBB')),
        list(ticket('BBBBBBBB', { priority: 'P0' }), ticket('CCCCCCCC')),
      ],
    );
    expect(code).toBe(0);
    expect(out.map((line) => line.split('  ').slice(1, 4))).toEqual([
      ['+ AAAAAAAA', 'queued', 'P2'],
      ['+ BBBBBBBB', 'queued', 'P2'],
      ['- AAAAAAAA', 'queued', 'P2'],
      ['~ BBBBBBBB', 'queued', 'P0'],
      ['+ CCCCCCCC', 'queued', 'P2'],
    ]);
    expect(waits).toEqual([2000, 2000, 2000]);
    expect(sent[0]?.path).toBe('/v1/queues/aftersales/tickets?limit=100');
  });

  it('prints a line of JSON for each change', async () => {
    const { out } = await watching(['--mine', '--json'], [list(ticket('AAAAAAAA')), list()]);
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      { change: 'added', item: { code: 'AAAAAAAA' } },
      { change: 'gone', item: { code: 'AAAAAAAA' } },
    ]);
  });

  it('draws over itself on a terminal: what has not changed is not drawn, nothing is wiped, the screen is given back', async () => {
    const written: string[] = [];
    const screen = { write: (text: string) => void written.push(text), rows: () => 6 };
    const many = Array.from({ length: 20 }, (_, at) => ticket(`AAAAAAA${at % 10}`));
    const { code, out } = await watching(['aftersales'], [list(ticket('AAAAAAAA')), list(...many)], {
      screen,
      columns: 60,
    });
    expect([code, out]).toEqual([0, []]);
    const all = written.join('');
    expect(all.startsWith('\u001b[?1049h\u001b[?25l\u001b[H')).toBe(true);
    expect(all.endsWith('\u001b[?25h\u001b[?1049l')).toBe(true);
    expect(all).not.toContain('\u001b[2J');
    for (const frame of written.slice(0, -1)) {
      const lines = frame.split('\r\n');
      expect(lines.length).toBeLessThanOrEqual(5);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of a terminal
      for (const line of lines) expect(line.replace(/\u001b\[[?\d]*[A-Za-z]/g, '').length).toBeLessThanOrEqual(60);
    }
  });

  it('tells of a look that failed and goes on; refuses when the first one does', async () => {
    const failed: Reply = { status: 500, json: { message: 'Internal Server Error' } };
    const { code, out, err } = await watching(
      ['aftersales'],
      [list(ticket('AAAAAAAA')), failed, list(ticket('AAAAAAAA'))],
    );
    expect([code, out.length, err]).toEqual([0, 1, [expect.stringContaining('Trying again.')]]);
    expect(await watching(['aftersales'], [failed])).toMatchObject({ code: 1, out: [] });
  });
});
