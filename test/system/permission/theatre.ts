/** Plays acts on templates without some of their grants, and reads what was denied. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Original, originalAssembly, type Resources } from '../../support/altered-assembly.ts';
import { startSystem } from '../../support/system.ts';
import { type Act, setTheStage } from './acts.ts';
import { readDenials } from './denials.ts';
import { grantsOf, plant, type TemplateGrant, takeAway } from './grants.ts';

/** Few rounds, so that a workflow starts its next generation. */
const MOST_ROUNDS = 4;

/** To start a sandbox costs more than to wait for one. */
const ONE_EACH = { perFunction: 1, total: 10, idleMs: 60_000 };

interface Played {
  /** Of the grants that were not there: those whose lack was told in the words of AWS. */
  readonly missed: readonly TemplateGrant[];
  /** Lines that say something else. */
  readonly others: readonly string[];
  readonly used: readonly TemplateGrant[];
}

export interface Theatre {
  readonly grants: readonly TemplateGrant[];
  /** What was said while the stage was set, where nothing is missing. */
  readonly said: readonly string[];
  /** Plays the act without these grants, on data of its own. */
  play(act: Act, without: ReadonlySet<TemplateGrant>): Promise<Played>;
  close(): void;
}

/** Sets the stage once, with all grants and one that nobody needs. `original`: is disposed of with the theatre. */
export async function openTheatre(original: Original = originalAssembly()): Promise<Theatre> {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-grants-'));
  const staged = join(folder, 'staged');
  const prepare = (resources: Resources): void => {
    fewRounds(resources);
    plant(resources);
  };
  const whole = original.altered(prepare);
  const resources = structuredClone(original.resources);
  prepare(resources);
  const said: string[] = [];
  const preparing = await startSystem(staged, { assembly: whole, say: (line) => said.push(line) });
  const stage = await setTheStage(preparing);
  const grants = grantsOf(resources, preparing.runtime.grants());
  await preparing.runtime.stop();

  const playOn = async (data: string, assembly: string, act: Act, missing: ReadonlySet<TemplateGrant>) => {
    const lines: string[] = [];
    await using system = await startSystem(data, { assembly, say: (line) => lines.push(line), sandboxes: ONE_EACH });
    await system.runtime.settle();
    await act.play(system, stage);
    await system.runtime.settle();
    const uses = system.runtime.grants().filter((grant) => grant.uses > 0);
    const used = grants.filter(({ holder, action, resource }) =>
      uses.some((one) => one.holders.includes(holder) && one.action === action && one.resource === resource),
    );
    return { ...readDenials(lines, missing), used };
  };
  return {
    grants,
    said,
    async play(act, without) {
      const data = mkdtempSync(join(folder, 'play-'));
      const assembly = original.altered((all) => {
        prepare(all);
        takeAway(all, without);
      });
      cpSync(staged, data, { recursive: true });
      try {
        return await playOn(data, assembly, act, without);
      } finally {
        for (const used of [data, assembly]) rmSync(used, { recursive: true, force: true });
      }
    },
    close() {
      original.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fewRounds(resources: Resources): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::StepFunctions::StateMachine') continue;
    Properties.DefinitionString = Properties.DefinitionString.replace(
      '"mostRounds":1000',
      `"mostRounds":${MOST_ROUNDS}`,
    );
  }
}
