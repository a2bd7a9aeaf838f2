import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../contracts/policy.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { generatedWeek, type Week } from '../../simulation/week.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const POLICY = 'policies/desk.yaml';
export const DESK = parsePolicy(readFileSync(POLICY, 'utf8'), POLICY);

/** One day of twelve agents and the day after it, unless said otherwise. */
export const smallDesk = (week: Partial<Week> = {}): Scenario => {
  const scenario = generatedWeek(DESK, { seed: 1, days: 1, agents: 12, arrivals: 13, levels: 0, ...week });
  const end = scenario.arrivals[0]!.at + 2 * DAY_MS;
  return { ...scenario, presences: scenario.presences.filter(({ from }) => from < end), end };
};
