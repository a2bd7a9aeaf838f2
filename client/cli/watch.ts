/** A list that is looked at again and again: drawn over itself on a terminal, told change by change to whoever reads a pipe. */
import { setTimeout as timer } from 'node:timers/promises';
import { ApiProblem, Unreachable } from '../api-problem.ts';
import type { Show, World } from './terminal.ts';
import { localTime } from './terminal.ts';
import { withoutControls } from './without-controls.ts';
import { say } from './words.ts';

export interface Watched<T> {
  readonly title: string;
  readonly load: (signal: AbortSignal) => Promise<readonly T[]>;
  readonly keyOf: (item: T) => string;
  /** The whole list. */
  readonly text: (items: readonly T[], show: Show) => string;
  /** One item, for a pipe. */
  readonly line: (item: T, show: Show) => string;
}

type Change = 'added' | 'changed' | 'gone';
const SIGNS: Readonly<Record<Change, string>> = { added: '+', changed: '~', gone: '-' };

/** Until Ctrl-C. What fails for a while is told and tried again; what fails at the first look is thrown. */
export const watch = async <T>(
  world: World,
  show: () => Show,
  everyMs: number,
  watched: Watched<T>,
  now: () => number = Date.now,
): Promise<void> => {
  const signal = world.interrupted?.() ?? new AbortController().signal;
  const tell = world.screen && !show().json ? onScreen(world.screen, show, watched) : asLines(world, show, watched);
  const sleep = world.sleep ?? ((ms, until) => timer(ms, undefined, { signal: until }).catch(() => {}));
  try {
    for (let seen = false; !signal.aborted; seen = true) {
      try {
        tell.items(withoutControls(await watched.load(signal)), now());
      } catch (error) {
        if (signal.aborted) break;
        if (!seen || !passes(error)) throw error;
        tell.trouble((error as Error).message);
      }
      await sleep(everyMs, signal);
    }
  } finally {
    tell.end();
  }
};

const passes = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiProblem && (error.status === 429 || error.status >= 500));

interface Teller<T> {
  readonly items: (items: readonly T[], now: number) => void;
  readonly trouble: (message: string) => void;
  readonly end: () => void;
}

const ESC = '\u001b[';
const [SECOND_SCREEN, FIRST_SCREEN] = [`${ESC}?1049h`, `${ESC}?1049l`];
const [HIDE_CURSOR, SHOW_CURSOR, HOME, TO_LINE_END, TO_SCREEN_END] = ['?25l', '?25h', 'H', 'K', 'J'].map(
  (code) => ESC + code,
);

/** Each line over the one that was there: nothing is wiped first, so that nothing flickers. */
const onScreen = <T>(
  { write, rows }: NonNullable<World['screen']>,
  show: () => Show,
  { title, text }: Watched<T>,
): Teller<T> => {
  let last = '';
  let body: readonly string[] = [];
  const draw = (note: string): void => {
    const lines = [`${show().colour.bold(title)}  ${show().colour.dim(note)}`, '', ...body].slice(0, rows() - 1);
    const frame = `${HOME}${lines.map((line) => `${line}${TO_LINE_END}`).join('\r\n')}${TO_SCREEN_END}`;
    if (frame === last) return;
    write(last === '' ? `${SECOND_SCREEN}${HIDE_CURSOR}${frame}` : frame);
    last = frame;
  };
  return {
    items: (items, now) => {
      body = text(items, show()).split('\n');
      draw(`${localTime(new Date(now).toISOString(), show(), true)}  Ctrl-C`);
    },
    trouble: draw,
    end: () => {
      if (last !== '') write(`${SHOW_CURSOR}${FIRST_SCREEN}`);
    },
  };
};

const asLines = <T>({ out, err }: World, show: () => Show, { keyOf, line }: Watched<T>): Teller<T> => {
  let before = new Map<string, T>();
  return {
    items: (items, now) => {
      const at = new Date(now).toISOString();
      const after = new Map(items.map((item) => [keyOf(item), item]));
      const report = (change: Change, item: T): void =>
        out(
          show().json
            ? JSON.stringify({ at, change, item })
            : `${localTime(at, show(), true)}  ${SIGNS[change]} ${line(item, show())}`,
        );
      for (const [key, item] of before) if (!after.has(key)) report('gone', item);
      for (const [key, item] of after) {
        const known = before.get(key);
        if (known === undefined) report('added', item);
        else if (JSON.stringify(known) !== JSON.stringify(item)) report('changed', item);
      }
      before = after;
    },
    trouble: (message) => err(`gongdan: ${message} ${say(['稍后重试。', 'Trying again.'], show().language)}`),
    end: () => {},
  };
};
