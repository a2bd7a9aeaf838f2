/** A terminal that remembers what was printed. */
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
