/** What becomes of tickets whose queue or category a newer policy does not have any more. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../core/domain/decide.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { type Agent, NO_LOAD } from '../../core/domain/routing/agent.ts';
import { teamsOf } from '../../core/domain/routing/relaxation.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Change, Tickets } from '../../core/ports.ts';
import type { Directory } from '../../core/ports-directory.ts';
import type { Insight } from '../../core/ports-insight.ts';
import type { Policies } from '../../core/ports-policies.ts';
import { advanceTicket } from '../../core/usecases/advance-ticket.ts';
import { chief, context, opened, policy, START } from './desk.ts';

/** The desk without logistics; texts that no keyword hits belong to the pre-sale queue. */
const newer: Policy = {
  ...policy,
  version: 'newer',
  queues: policy.queues.filter(({ name }) => name !== 'logistics'),
  categories: policy.categories.filter(({ queue }) => queue !== 'logistics'),
};
const ticket = opened('P1');

describe('a ticket in a queue that the policy has dropped', () => {
  it('is served by the teams of the queue for texts that no keyword hits', () => {
    expect(ticket.queue).toBe('logistics');
    expect(teamsOf(ticket, policy)).toEqual(['logistics', 'aftersales']);
    expect(teamsOf(ticket, newer)).toEqual(['presale', 'aftersales']);
  });

  it('finds an agent there', async () => {
    const free: Agent = {
      id: 'agt_su',
      name: '苏',
      team: 'presale',
      roles: ['agent'],
      presence: 'online',
      capacity: 8,
      ...{ skills: {}, languages: [], regions: [], seniority: 1, leave: [] },
      ...NO_LOAD,
    };
    const changes: Change[] = [];
    // Whatever else it asked for would be no function, and fail.
    const ports = {
      tickets: {
        current: async () => ticket,
        commit: async (change) => {
          changes.push(change);
          return 'committed';
        },
      } as Partial<Tickets> as Tickets,
      directory: {
        team: async (name) => ({ agents: name === free.team ? [free] : [] }),
      } as Partial<Directory> as Directory,
      insight: {
        refreshQueueStates: async () => {},
        queueState: async () => undefined,
        tallies: async () => new Map(),
      } as Partial<Insight> as Insight,
      policies: { active: async () => newer } as Partial<Policies> as Policies,
      time: { now: () => START, jitter: async () => {} },
    };
    expect(await advanceTicket(ports, { ticketId: ticket.id, correlation: 'test' })).toMatchObject({ stage: 'handle' });
    expect(changes.map(({ after }) => after)).toMatchObject([{ phase: 'handling', assignee: { id: 'agt_su' } }]);
  });
});

describe('a ticket of a category that the policy has dropped', () => {
  const classify = (category?: string): Ticket | string => {
    const command = { type: 'classify', priority: 'P0', ...(category && { category }) } as const;
    const result = decide(ticket, command, { ...context(chief), policy: newer });
    return isRefusal(result) ? result.detail : result.ticket;
  };

  it('may get another priority all the same, and keeps category and queue', () => {
    expect(classify()).toMatchObject({ priority: 'P0', category: ticket.category, queue: 'logistics' });
  });

  it('may get one that the policy has', () => {
    expect(classify('refund')).toMatchObject({ priority: 'P0', category: 'refund', queue: 'aftersales' });
  });

  it('refuses to name the dropped one anew', () => {
    expect(classify('delivery-delay')).toMatch(/^There is no category delivery-delay\. The categories are: lost-/);
  });
});
