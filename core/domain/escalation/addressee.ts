/** Who is told, and what is asked of them. */
import type { AgentId } from '../vocabulary.ts';

/** The supervisors of the ticket's team, its assignee, a team, or one person; of a team those on duty, if any are. */
export type Addressee = 'supervisor' | 'assignee' | `team:${string}` | AgentId;

/** Something to do that an escalation has opened. */
export interface Task {
  /** Of the event that opened it. */
  readonly id: number;
  readonly title: string;
  readonly for: Addressee;
}
