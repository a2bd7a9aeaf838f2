/** Known traps in what a policy file says of when clocks start, stop and pause. */
import { CLOCKS, type ClockName, PROMISES } from '../core/domain/clocks/clock.ts';
import type { Conditions } from '../core/domain/clocks/sla.ts';
import { isState, type Term } from '../core/domain/clocks/terms.ts';
import { toConditions } from './conditions-file.ts';
import type { Finding } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

export const conditionsChecks = ({ clocks = {} }: SoundParts): readonly Finding[] => {
  const whole = toConditions(clocks);
  // What the file does not touch is as it was built.
  return CLOCKS.filter((name) => clocks[name]).flatMap((name) =>
    [...promise(name, whole[name]), ...cancels(whole[name]), ...staysPaused(whole[name])].map((finding) => ({
      ...finding,
      path: ['clocks', name, ...finding.path],
    })),
  );
};

const promise = (name: ClockName, { start }: Conditions): Finding[] =>
  (PROMISES as readonly ClockName[]).includes(name) && !start.includes('opened')
    ? [{ path: ['start'], message: 'It is promised to every ticket: it has to start with opened' }]
    : [];

/** `onHold` is every hold. */
const within = (state: Term, terms: readonly Term[] = []): boolean =>
  terms.includes(state) || (state.startsWith('onHold:') && terms.includes('onHold'));

const cancels = ({ start, stop, cancel, pause = [] }: Conditions): Finding[] =>
  pause.filter(isState).flatMap((state) => {
    if (start.every(isState) && !within(state, start))
      return [{ path: ['start'], message: `It excludes ${state}, which would cancel the clock instead of pausing it` }];
    if (within(state, cancel))
      return [
        { path: ['cancel'], message: `It includes ${state}, which would cancel the clock instead of pausing it` },
      ];
    return within(state, stop)
      ? [{ path: ['stop'], message: `It includes ${state}, which would stop the clock instead of pausing it` }]
      : [];
  });

const staysPaused = ({ pause = [], resume = [] }: Conditions): Finding[] => {
  const moment = pause.find((term) => !isState(term));
  return moment !== undefined && resume.length === 0
    ? [{ path: ['pause'], message: `${moment} pauses the clock and nothing lets it go on: name when it resumes` }]
    : [];
};
