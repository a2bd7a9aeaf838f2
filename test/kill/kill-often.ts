/** Kills the system again and again on the same data, at random instants of its life, and looks each time what is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomOf } from '../../local/random.ts';
import { clientsOf } from './clients.ts';
import { Ledger } from './ledger.ts';
import { beginLife, type Life } from './life.ts';
import { play } from './players.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly assembly: string;
  readonly dataDir: string;
  /** How much faster than the wall the clock of the system runs. */
  readonly speed: number;
  /** Called after each kill. */
  readonly killed?: (kills: number, ledger: Ledger) => void;
}

/** While it starts; at work; just after it serves again, with everything that was cut off under way; while it stops. */
const MOMENTS = ['work', 'start', 'work', 'stop', 'work', 'recovery', 'work', 'work'] as const;
export type Moment = (typeof MOMENTS)[number];

const START_MS = 1500;
const WORK_MS = { from: 100, to: 2500 };
const RECOVERY_MS = 300;
const STOP_MS = 300;

/** Rejects with an Error that names the kill and the faults when an invariant does not hold. */
export const killOften = async (options: KillOptions): Promise<{ ledger: Ledger; moments: Record<Moment, number> }> => {
  const ledger = new Ledger();
  const random = randomOf(options.seed);
  const moments = { work: 0, start: 0, stop: 0, recovery: 0 };
  for (let kills = 0; kills < options.kills; kills += 1) {
    const moment = MOMENTS[kills % MOMENTS.length] as Moment;
    const life = beginLife(options.assembly, options.dataDir, options.speed);
    try {
      await ENDS[moment](life, ledger, random);
    } catch (error) {
      await life.kill().catch(() => {});
      throw new Error(`After ${kills} kills (seed ${options.seed}, ${moment}): ${(error as Error).message}`);
    }
    moments[moment] += 1;
    options.killed?.(kills + 1, ledger);
  }
  return { ledger, moments };
};

const ENDS: Readonly<Record<Moment, (life: Life, ledger: Ledger, random: Random) => Promise<void>>> = {
  start: async (life, _, random) => {
    await pause(random.between(0, START_MS));
    await life.kill();
  },
  recovery: async (life, _, random) => {
    await life.ready();
    await pause(random.between(0, RECOVERY_MS));
    await life.kill();
  },
  work: (life, ledger, random) => atWork(life, ledger, random, async () => {}),
  stop: (life, ledger, random) =>
    atWork(life, ledger, random, async (stop) => {
      stop();
      await pause(random.between(0, STOP_MS));
    }),
};

const atWork = async (
  life: Life,
  ledger: Ledger,
  random: Random,
  before: (stop: () => void) => Promise<void>,
): Promise<void> => {
  const clients = clientsOf(await life.ready());
  failOn((await life.check(ledger)).faults);
  const played = play({ clients, ledger, random });
  await pause(random.between(WORK_MS.from, WORK_MS.to));
  await before(() => {
    clients.ending = true;
    life.beginStop();
  });
  clients.over = true;
  await life.kill();
  await played;
  failOn(ledger.faults);
};

export const failOn = (faults: readonly string[]): void => {
  if (faults.length > 0) throw new Error(`${faults.length} faults:\n${faults.slice(0, 20).join('\n')}`);
};
