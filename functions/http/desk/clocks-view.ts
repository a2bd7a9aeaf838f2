import type { ClockView } from '../../../contracts/clocks.ts';
import { CLOCKS, type Clock, type ClockName, type Clocks } from '../../../core/domain/clocks/clock.ts';

export const clocksView = (clocks: Clocks) => ({
  ...changedClocksView(clocks),
  firstResponse: clockView(clocks.firstResponse),
  resolution: clockView(clocks.resolution),
});

/** In their usual order. */
export const changedClocksView = (clocks: Partial<Clocks>): Partial<Record<ClockName, ClockView>> =>
  Object.fromEntries(
    CLOCKS.flatMap((name) => {
      const clock = clocks[name];
      return clock ? [[name, clockView(clock)]] : [];
    }),
  );

const clockView = ({ ahead, pauses, ...clock }: Clock): ClockView => {
  const warning = ahead.find(({ minutes }) => minutes < clock.targetMinutes);
  return {
    ...clock,
    ...(warning && { warnAt: warning.at }),
    pauses: pauses.map((pause) => ({ ...pause })),
  };
};
