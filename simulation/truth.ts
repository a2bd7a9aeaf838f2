/** What nobody at the desk knows: how fast and how well each agent truly works on each category. */
import type { AgentProfile } from '../core/domain/routing/agent.ts';
import { drawOf, normalOf } from './random.ts';
import type { Arrival, Outcome, Scenario } from './scenario.ts';

const SPEED = { deviation: 0.25, perLevel: -0.06 }; // of the logarithm of the minutes
const FIRST_CONTACT = { mean: 0.82, perLevel: 0.04, deviation: 0.06, least: 0.3, most: 0.98 };
const AVERAGE_LEVEL = 3;
const MISROUTED = { slower: 1.6, settled: 0.6, handedBack: 0.35 };
const KNOWN_CUSTOMER = 0.85;
const OTHER_LANGUAGE = 1.3;
const SECOND_CONTACT = 1.5;

/**
 * Everything is drawn from the seed, the agent, the category and the ticket, never from what happened before: whoever gets a
 * ticket under whatever strategy, the same agent takes as long for it.
 */
export const truthOf =
  (seed: number): Scenario['outcomeOf'] =>
  (arrival, agent, known): Outcome => {
    const level = agent.skills[arrival.skill] ?? 0;
    const misrouted = level < arrival.level;
    const both = `${seed}/${arrival.id}/${agent.id}`;
    const firstContact =
      drawOf(`${both}/settled`) < settledShare(seed, arrival, agent, level) * (misrouted ? MISROUTED.settled : 1);
    const speaks = agent.languages.length === 0 || agent.languages.includes(arrival.language);
    const minutes =
      arrival.minutes *
      pace(seed, arrival, agent, level) *
      (misrouted ? MISROUTED.slower : 1) *
      (known ? KNOWN_CUSTOMER : 1) *
      (speaks ? 1 : OTHER_LANGUAGE) *
      (firstContact ? 1 : SECOND_CONTACT);
    return {
      minutes,
      firstContact,
      misrouted,
      handsBack: misrouted && drawOf(`${both}/handsBack`) < MISROUTED.handedBack,
    };
  };

const ofBoth = (seed: number, { skill }: Arrival, { id }: AgentProfile, what: string): number => {
  const text = `${seed}/${id}/${skill}/${what}`;
  return normalOf(drawOf(`${text}/1`), drawOf(`${text}/2`));
};

const pace = (seed: number, arrival: Arrival, agent: AgentProfile, level: number): number =>
  Math.exp(SPEED.deviation * ofBoth(seed, arrival, agent, 'pace') + SPEED.perLevel * (level - AVERAGE_LEVEL));

const settledShare = (seed: number, arrival: Arrival, agent: AgentProfile, level: number): number => {
  const { mean, perLevel, deviation, least, most } = FIRST_CONTACT;
  const share = mean + perLevel * (level - AVERAGE_LEVEL) + deviation * ofBoth(seed, arrival, agent, 'settled');
  return Math.min(most, Math.max(least, share));
};
