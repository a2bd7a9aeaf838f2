/**
 * Takes the steps that time has made due, and finds somebody for a ticket that waits.
 * Database operations: one read of the ticket with what may have changed of policy and queues, those of find-agent.ts, one
 * transaction for all of it (at most three when the chosen agents got something else at the same moment; for an emergency one query
 * and one batch for each of at most three who could put something aside); none is written when nothing is due.
 */
import type { Context } from '../domain/context.ts';
import type { Decision } from '../domain/decide.ts';
import { type Agent, assigneeOf } from '../domain/routing/agent.ts';
import { fullCandidates, mayPreempt, preemptions } from '../domain/routing/preemption.ts';
import type { QueuedTicket } from '../domain/ticket.ts';
import { addMs } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { OtherChange, Taking } from '../ports.ts';
import type { Insight } from '../ports-insight.ts';
import type { Position } from '../ports-workflow.ts';
import { type ChangePorts, changeOf } from './change-ticket.ts';
import { type Found, findAgents, lastResortOf, type RouterPorts, reasonOf } from './find-agent.ts';
import { DISPATCH, follow } from './follow.ts';
import { positionOf } from './position.ts';
import { conflictingChanges, type Refused, ticketNotFound } from './refused.ts';

export interface AdvancePorts extends ChangePorts, RouterPorts {
  readonly insight: RouterPorts['insight'] & Pick<Insight, 'refreshQueueStates'>;
}

const ATTEMPTS = 5;
const CANDIDATES = 3; // facts.md: re-pick from the same list, at most so often
/** Tickets of one agent that are looked at. */
export const HELD = 50; // more than anybody holds at once

export const advanceTicket = async (
  ports: AdvancePorts,
  input: { readonly ticketId: TicketId; readonly correlation: string },
): Promise<Position | Refused> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    // The policy first: it is read with what is asked for after it.
    const [policy, before] = await Promise.all([
      ports.policies.active(),
      ports.tickets.current(input.ticketId),
      ports.insight.refreshQueueStates(),
    ]);
    if (!before) return ticketNotFound;
    const now = ports.time.now();
    const context: Context = { now, policy, correlation: input.correlation, actor: DISPATCH };
    const due = follow({ ticket: before, events: [] }, { type: 'advance' }, context);
    for await (const { decision, taking, others } of proposals(ports, due, context)) {
      if (decision.events.length === 0) return positionOf(before, now, policy, true);
      const result = await ports.tickets.commit({
        ...changeOf(before, decision, now, policy),
        ...(taking && { taking }),
        ...(others && { others }),
      });
      if (result === 'committed') return positionOf(decision.ticket, now, policy, true);
      if (result === 'stale') break;
    }
    await ports.time.jitter(attempt);
  }
  return conflictingChanges;
};

interface Proposal {
  readonly decision: Decision;
  readonly taking?: Taking;
  readonly others?: readonly OtherChange[];
}

/** What to commit, best first: the next is asked for only when the agent of the one before has changed by now. */
async function* proposals(ports: AdvancePorts, due: Decision, context: Context): AsyncGenerator<Proposal> {
  if (due.ticket.phase !== 'queued') {
    yield { decision: due };
    return;
  }
  const found = await findAgents(ports, due.ticket, context.now, context.policy);
  if (!found.reach.pushed) {
    yield { decision: due };
    return;
  }
  const ready = found.reach.strategy === 'pool' ? follow(due, { type: 'leavePool' }, context) : due;
  const ticket = ready.ticket as QueuedTicket;
  const given = (agent: Agent, by: 'dispatch' | 'lastResort'): Proposal => ({
    decision: follow(
      ready,
      { type: 'dispatch', assignee: assigneeOf(agent), by, routing: reasonOf(ticket, found, agent.id) },
      context,
    ),
    taking: takingOf(agent, context),
  });
  for (const { agent } of found.candidates.slice(0, CANDIDATES)) yield given(agent, 'dispatch');
  // All of them got something else this very moment: that says nothing of the others. Look again.
  if (found.candidates.length > 0) return;
  if (mayPreempt(ticket))
    for await (const { agent, others } of roomFor(ports, ticket, found, context))
      yield { ...given(agent, 'dispatch'), others };
  const last = await lastResortOf(ports, ticket, found);
  if (last) {
    yield given(last, 'lastResort');
    return; // they got something else this very moment: as above
  }
  yield {
    decision: found.reach.lastResort
      ? follow(ready, { type: 'dispatchFailed', because: whyNobody(found) }, context)
      : ready,
  };
}

/** What must hold of an agent whom the router gives a ticket. */
export const takingOf = (agent: Agent, { now, policy }: Pick<Context, 'now' | 'policy'>): Taking => ({
  agent,
  present: { seenSince: addMs(now, -policy.routing.heartbeatSeconds * 1000) },
});

const whyNobody = ({ assessments }: Found): 'nobodyOnline' | 'nobodyFree' | 'nobodyFits' => {
  const there = assessments.filter(({ skipped }) => skipped !== undefined && BUSY.has(skipped));
  if (there.length > 0) return 'nobodyFree';
  return assessments.some(({ skipped }) => skipped === 'unskilled' || skipped === 'excluded')
    ? 'nobodyFits'
    : 'nobodyOnline';
};

const BUSY: ReadonlySet<string> = new Set(['full', 'tooManyAtOnce', 'pausedWork']);

/** Agents who could put something less urgent aside for an emergency, the least urgent of all first. */
async function* roomFor(
  ports: AdvancePorts,
  ticket: QueuedTicket,
  found: Found,
  context: Context,
): AsyncGenerator<{ readonly agent: Agent; readonly others: readonly OtherChange[] }> {
  const { now, policy } = context;
  const asked = fullCandidates(found.assessments).slice(0, CANDIDATES);
  const holdings = await Promise.all(
    asked.map(async ({ agent }) => ({ agent, held: await ports.tickets.held(agent.id, HELD) })),
  );
  const pause = { type: 'pause', for: ticket.id, forCode: ticket.code } as const;
  for (const { agent, victims } of preemptions(ticket, found.units, holdings, now, policy).slice(0, CANDIDATES)) {
    const others = victims.map((victim) => ({
      ...changeOf(victim, follow({ ticket: victim, events: [] }, pause, context), now, policy),
      aside: true as const,
    }));
    yield { agent, others };
  }
}
