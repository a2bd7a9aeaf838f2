/** One piece of the machine, as the runtime puts it together. */
import type { Service } from './aws.ts';
import type { ResourceKinds } from './resources.ts';

export interface Part {
  readonly kinds: ResourceKinds;
  /** Services that it answers for, by what stands before the dot of `x-amz-target`. */
  readonly targets?: Readonly<Record<string, Service>>;
  /** Goes to work, after everything is declared: timers and messages of an earlier run go on from here. */
  start?(): void;
  stop?(): Promise<void> | void;
}

/** Throws an Error when two parts claim one type: one of them would be ignored. */
export function kindsOf(parts: readonly Part[]): ResourceKinds {
  const all: Record<string, ResourceKinds[string]> = {};
  for (const { kinds } of parts) {
    for (const [type, kind] of Object.entries(kinds)) {
      if (all[type]) throw new Error(`Two services take ${type}.`);
      all[type] = kind;
    }
  }
  return all;
}

export const targetsOf = (parts: readonly Part[]): Readonly<Record<string, Service>> =>
  Object.assign({}, ...parts.map(({ targets }) => targets ?? {}));
