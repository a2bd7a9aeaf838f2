/** What stays with a customer is kept from the last time that they could be asked. */
import { expect, it } from 'vitest';
import type { Profile } from '../../core/domain/customer/profile.ts';
import { longestKeptMinutes } from '../../core/domain/customer/profile.ts';
import { surveyId } from '../../core/domain/survey/survey.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import type { Tickets } from '../../core/ports.ts';
import { askSurvey } from '../../core/usecases/ask-survey.ts';
import { inPhase, policy, START } from '../unit/desk.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const KEPT = addMinutes(START, longestKeptMinutes(policy));

/** Asks about a ticket that was solved now, and tells what was written of the profile, which was kept until then. */
const keptAfter = async (keptUntil: string): Promise<string | undefined> => {
  const solved = inPhase('resolved') as Extract<Ticket, { readonly phase: 'resolved' }>;
  const ticket = {
    ...solved,
    resolvedAt: START,
    customer: { id: 'c-1', tier: 'standard', email: 'c@example.com' },
  } as const;
  const event = { seq: 9, time: START, type: 'ticket.reviewed', data: { verdict: 'pass' } };
  const found = { ticket, event } as unknown as Awaited<ReturnType<Tickets['readWithEvent']>>;
  let written: Profile | undefined;
  await askSurvey(
    {
      tickets: { readWithEvent: async () => found },
      surveys: { ask: async (asked) => asked, answer: async () => undefined, invite: async () => true },
      profiles: {
        read: async () => ({ notes: [], calls: {}, version: 3, keptUntil }),
        put: async (_, profile) => {
          written = profile;
          return true;
        },
      },
      policies: { active: async () => policy },
      duePlaces: { put: async () => 'place' },
      notices: { tell: async () => {} },
      time: { now: () => START },
    },
    surveyId(ticket.id, 9),
  );
  return written?.keptUntil;
};

it.each([
  ['a month', 30 * DAY, KEPT],
  ['a day', DAY, KEPT],
  ['an hour', HOUR, undefined],
])('the profile is kept on where it would go %s early, to the day', async (_, early, kept) => {
  expect(await keptAfter(addMinutes(KEPT, -early))).toBe(kept);
});
