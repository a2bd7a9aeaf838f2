/** `npm run kill-test`: kills the system 50 times on the same data, works what is left to its end, and closes with one line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { prepareProcess } from '../../local/process.ts';
import { finish } from './finish.ts';
import { killOften } from './kill-often.ts';

const USAGE = 'Usage: npm run kill-test -- [--kills 50] [--seed N] [--speed 20] [--assembly cdk.out/local]';

const optionsOf = () => {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: process.env.KILLS ?? '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      speed: { type: 'string', default: '20' },
      assembly: { type: 'string', default: 'cdk.out/local' },
    },
  });
  const whole = (name: 'kills' | 'seed' | 'speed', least: number): number => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < least)
      throw new Error(`--${name} ${values[name]} is not a whole number.`);
    return number;
  };
  return { kills: whole('kills', 1), seed: whole('seed', 0), speed: whole('speed', 1), assembly: values.assembly };
};

const main = async (): Promise<number> => {
  let options: ReturnType<typeof optionsOf>;
  try {
    options = optionsOf();
  } catch (error) {
    console.error(`kill-test: ${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  const { kills, seed, assembly } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-kill-'));
  const bar = new SingleBar({ format: 'kill -9  {bar} {value}/{total}  {told} answers kept', stream: process.stderr });
  const begun = performance.now();
  console.error(`seed ${seed}, data in ${dataDir}`);
  try {
    bar.start(kills, 0, { told: 0 });
    const killed = (done: number, { events }: { events: readonly unknown[] }) =>
      bar.update(done, { told: events.length });
    const { ledger, moments } = await killOften({ ...options, dataDir, killed });
    bar.stop();
    const { tickets, events, mails } = await finish(assembly, dataDir, ledger);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const when = Object.entries(moments).map(([moment, count]) => `${count} ${moment}`);
    console.log(
      `${kills} kills (${when.join(', ')}), seed ${seed}: ${tickets} tickets, ${events} events, ${ledger.events.length} of them answered, ${ledger.refused} requests refused, ${mails} mails; nothing lost, nothing doubled, all archived; ${seconds} s`,
    );
    rmSync(dataDir, { recursive: true });
    return 0;
  } catch (error) {
    bar.stop();
    console.error(`kill-test: ${(error as Error).message}\nThe data stays in ${dataDir}.`);
    return 1;
  }
};

prepareProcess();
process.exitCode = await main();
