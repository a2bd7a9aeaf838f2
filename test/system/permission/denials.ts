/** Plays acts on the templates without some of their grants, and reads what was denied. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { like } from '../../../local/permission/like.ts';
import { type Original, originalAssembly, type Resources } from '../../support/altered-assembly.ts';
import { type System, startSystem } from '../../support/system.ts';
import { type Act, type Stage, setTheStage } from './acts.ts';
import { grantsOf, type TemplateGrant } from './grants.ts';

/** Few rounds, so that a workflow starts its next generation. */
const MOST_ROUNDS = 4;

/** To start a sandbox costs more than to wait for one. */
const ONE_EACH = { perFunction: 1, total: 10, idleMs: 60_000 };

export interface Theatre {
  readonly grants: readonly TemplateGrant[];
  /** Names of the acts that use a grant when all are there. */
  readonly uses: ReadonlyMap<TemplateGrant, readonly string[]>;
  /** What was denied while everything was there. */
  readonly said: readonly string[];
  /** Plays acts without these grants, on data of its own. Answers those whose denial was told in AWS's words. */
  without(
    grants: readonly TemplateGrant[],
    acts: readonly Act[],
  ): Promise<{ denied: TemplateGrant[]; others: string[] }>;
  close(): void;
}

/** Sets the stage once and plays every act on it with nothing taken away. */
export async function openTheatre(acts: readonly Act[]): Promise<Theatre> {
  const original = originalAssembly();
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-grants-'));
  const staged = join(folder, 'staged');
  const whole = original.altered(fewRounds);
  const preparing = await startSystem(staged, { assembly: whole });
  const stage = await setTheStage(preparing);
  await preparing.runtime.stop();
  const copy = (): string => {
    const data = mkdtempSync(join(folder, 'round-'));
    cpSync(staged, data, { recursive: true });
    return data;
  };

  const said: string[] = [];
  await using system = await startSystem(copy(), { assembly: whole, say: (line) => said.push(line) });
  const grants = grantsOf(original.resources, system.runtime.grants());
  const uses = await usesOf(system, stage, acts, grants);
  return {
    grants,
    uses,
    said,
    without: (taken, played) => playWithout(original, copy(), stage, taken, played),
    close() {
      original.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function usesOf(
  { runtime, ...system }: System,
  stage: Stage,
  acts: readonly Act[],
  grants: readonly TemplateGrant[],
): Promise<Map<TemplateGrant, string[]>> {
  const uses = new Map<TemplateGrant, string[]>(grants.map((grant) => [grant, []]));
  const counts = (): Map<TemplateGrant, number> => {
    const all = runtime.grants();
    const of = ({ holder, action, resource }: TemplateGrant): number =>
      all.find((one) => one.holders.includes(holder) && one.action === action && one.resource === resource)?.uses ?? 0;
    return new Map(grants.map((grant) => [grant, of(grant)]));
  };
  for (const act of acts) {
    const before = counts();
    await act.play({ runtime, ...system }, stage);
    await runtime.settle();
    for (const [grant, count] of counts()) if (count > (before.get(grant) ?? 0)) uses.get(grant)?.push(act.name);
  }
  return uses;
}

async function playWithout(
  original: Original,
  data: string,
  stage: Stage,
  taken: readonly TemplateGrant[],
  acts: readonly Act[],
): Promise<{ denied: TemplateGrant[]; others: string[] }> {
  const said: string[] = [];
  const assembly = original.altered((resources) => {
    fewRounds(resources);
    for (const grant of taken) grant.remove(resources);
  });
  await using system = await startSystem(data, { assembly, say: (line) => said.push(line), sandboxes: ONE_EACH });
  await system.runtime.settle();
  for (const act of acts) {
    await act.play(system, stage);
    await system.runtime.settle();
  }
  const told = said.map((line) => DENIAL.exec(line)?.groups);
  const isOf =
    ({ holder, action, resource }: TemplateGrant) =>
    (line: (typeof told)[number]) =>
      line?.action === action &&
      like(resource, line.resource ?? '') && // a grant on the objects of a bucket ends with a star
      (line.user === holder || line.user?.endsWith(`/${holder}`));
  const others = said.filter((_, index) => told[index] && !taken.some((grant) => isOf(grant)(told[index])));
  return { denied: taken.filter((grant) => told.some(isOf(grant))), others };
}

const DENIAL =
  /^access denied: .*: User: (?<user>\S+) is not authorized to perform: (?<action>\S+) on resource: (?<resource>\S+) because no (identity|resource)-based policy allows the \k<action> action$/;

function fewRounds(resources: Resources): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::StepFunctions::StateMachine') continue;
    Properties.DefinitionString = Properties.DefinitionString.replace(
      '"mostRounds":1000',
      `"mostRounds":${MOST_ROUNDS}`,
    );
  }
}
