/** How far something has come: a bar on a terminal, a line now and then to whoever reads a pipe. */
import { Writable } from 'node:stream';
import cliProgress from 'cli-progress';
import type { Show, World } from './terminal.ts';

export interface Progress {
  /** `total` 0: nobody knows yet. */
  readonly at: (done: number, total: number, percent: number) => void;
  readonly end: () => void;
}

/** A line for every tenth, so that a log of it stays short. */
const STEP = 10;

export const progressOf = (world: World, { json }: Pick<Show, 'json'>): Progress =>
  world.screen && !json ? bar(world.screen.write, world.columns) : lines(world.err);

const bar = (write: (text: string) => void, columns = 80): Progress => {
  const stream = new Writable({
    write: (chunk, _, done) => {
      write(String(chunk));
      done();
    },
  });
  const drawn = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage}%  {value}/{total}',
      stream: Object.assign(stream, { isTTY: true, columns }) as unknown as NodeJS.WritableStream,
      barsize: Math.max(10, Math.min(40, columns - 30)),
      clearOnComplete: true,
      hideCursor: true,
    },
    cliProgress.Presets.shades_classic,
  );
  let begun = false;
  return {
    at: (done, total) => {
      if (!begun) drawn.start(total, done);
      begun = true;
      drawn.setTotal(total);
      drawn.update(done);
    },
    end: () => drawn.stop(),
  };
};

const lines = (err: (text: string) => void): Progress => {
  let told = -STEP;
  return {
    at: (done, total, percent) => {
      if (total === 0 || percent < told + STEP) return;
      told = percent;
      err(`${percent} %  ${done}/${total}`);
    },
    end: () => {},
  };
};
