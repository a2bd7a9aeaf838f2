/** A terminal that remembers what was printed. */
import { run } from '../../client/cli/run.ts';
import type { World } from '../../client/cli/terminal.ts';

export const worldOf = (more: Partial<World> = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  const world: World = {
    env: { XDG_CONFIG_HOME: '/nonexistent' },
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    colours: false,
    timeZone: 'Asia/Shanghai',
    readFile: () => {
      throw new Error('no such file');
    },
    ...more,
  };
  return { world, out, err };
};

/** One command line as somebody types it: its exit code, and what was printed, a line end after each. */
export const typed = async (args: readonly string[], more: Partial<World> = {}) => {
  const { world, out, err } = worldOf(more);
  const code = await run(args, world);
  const whole = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');
  return { code, out: whole(out), err: whole(err) };
};
