/** What is replayed: the same arrivals, people and hidden truth for every strategy. */
import type { Policy } from '../core/domain/policy.ts';
import type { AgentProfile } from '../core/domain/routing/agent.ts';
import type { AgentId, Customer, Impact, Language } from '../core/domain/vocabulary.ts';

/** A request as it comes; the policy makes a ticket of it. Times are milliseconds since 1970. */
export interface Arrival {
  readonly id: string;
  readonly at: number;
  readonly category: string;
  /** The skill that it takes. */
  readonly skill: string;
  /** What the priority rules of the policy read. */
  readonly subject: string;
  readonly customer: Customer;
  readonly language: Language;
  readonly impact: Impact;
  /** Minutes that it takes an agent of average speed who is up to it. */
  readonly minutes: number;
  /** The level of that skill which it truly needs, 1 to 5: nobody sees it beforehand. */
  readonly level: number;
}

/** When an agent is at work. */
export interface Presence {
  readonly agent: AgentId;
  readonly from: number;
  readonly to: number;
}

/** What comes of it when an agent works on a ticket. */
export interface Outcome {
  /** Of undivided attention. */
  readonly minutes: number;
  readonly firstContact: boolean;
  /** The agent is below the level that the ticket needs. */
  readonly misrouted: boolean;
  /** The agent finds out that they are not up to it, and hands it back before they answer. */
  readonly handsBack: boolean;
}

export interface Scenario {
  readonly policy: Policy;
  readonly agents: readonly AgentProfile[];
  readonly presences: readonly Presence[];
  /** In order of time. */
  readonly arrivals: readonly Arrival[];
  /** `known`: the agent has served this customer before. */
  readonly outcomeOf: (arrival: Arrival, agent: AgentProfile, known: boolean) => Outcome;
  /** When the replay is cut off: what still waits then, waits. */
  readonly end: number;
}
