/** The verdict of a reviewer, for `ChangeInput.command`. Database operations: one or two reads when somebody else is to mend it. */
import type { Scores } from '../domain/review/review.ts';
import { assigneeOf } from '../domain/routing/agent.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { Wanted } from './change-ticket.ts';
import { agentNotFound, type Refused } from './refused.ts';

export type Verdict = { readonly scores?: Scores } & (
  | { readonly verdict: 'pass'; readonly remarks?: string }
  | {
      readonly verdict: 'rework';
      readonly remarks: string;
      readonly to?: AgentId;
      readonly limitMinutes?: number;
    }
);

export const reviewing =
  (directory: Pick<Directory, 'agent'>, given: Verdict) => async (): Promise<Wanted | Refused> => {
    if (given.verdict === 'pass') return { command: { type: 'review', ...given } };
    const { to, ...rest } = given;
    if (to === undefined) return { command: { type: 'review', ...rest } };
    const agent = await directory.agent(to);
    return agent ? { command: { type: 'review', ...rest, to: assigneeOf(agent) } } : agentNotFound(to);
  };
