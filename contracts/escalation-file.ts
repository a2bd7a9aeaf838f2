/** The shape of the ladder (升级) in a policy file: levels, and the rows that lead to them. */
import * as z from 'zod';
import { CLOCKS } from '../core/domain/clocks/clock.ts';
import type { Addressee } from '../core/domain/escalation/addressee.ts';
import type { Action, Condition, EscalationPolicy, Level, Rung } from '../core/domain/escalation/ladder.ts';
import { name } from './common.ts';
import { count, duration, keyword, limit, section, shortOrLong, titles } from './policy-parts.ts';
import { match } from './sla-file.ts';

const WHO = 'Name who is told: supervisor, assignee, a team such as team:complaints, or an agent such as agt_lin';
export const addressee = z
  .string(WHO)
  .regex(/^(supervisor|assignee|team:[a-z][a-z0-9-]{0,39}|agt_[0-9A-Za-z_-]{1,60})$/, WHO)
  .transform((text) => text as Addressee);
export const addressees = z.array(addressee, WHO).min(1, WHO);

const DOES =
  'notify, raisePriority, reassign, freezeHold, { reassign: QUEUE }, { addFollower: WHO } or { openTask: … }';
const plain = z
  .enum(['notify', 'raisePriority', 'reassign', 'freezeHold'], `Write one of these: ${DOES}`)
  .transform((does): Action => ({ do: does }));
const withMore = section({
  reassign: z.optional(name),
  addFollower: addressee.optional(),
  openTask: section({ title: titles, for: addressee }).optional(),
}).transform((given, check): Action => {
  const { reassign, addFollower, openTask } = given;
  if (Object.values(given).filter((each) => each !== undefined).length === 1) {
    if (reassign !== undefined) return { do: 'reassign', queue: reassign };
    if (addFollower !== undefined) return { do: 'addFollower', who: addFollower };
    if (openTask !== undefined) return { do: 'openTask', ...openTask };
  }
  check.addIssue(`Write exactly one of these: ${DOES}`);
  return z.NEVER;
});
const action = shortOrLong<Action, Action>(plain, withMore);

const when = section({
  clock: z.enum(CLOCKS).optional(),
  at: z.enum(['warning', 'breach']).optional(),
  /** Past the target, instead of `at`. */
  after: limit.optional(),
  nature: z.optional(name),
  words: z.array(keyword).min(1).optional(),
  amountAbove: z.number().positive().optional(),
  urges: count.optional(),
  reopens: count.optional(),
  repeat: z.literal(true, 'Write true, or leave it out').optional(),
  ...match,
});

const rung = section({
  name,
  when,
  level: count.optional(),
  to: addressees.optional(),
  actions: z
    .array(action)
    .min(1)
    .default([{ do: 'notify' }]),
  acknowledge: duration.optional(),
  repeat: duration.optional(),
});

export const ESCALATION = {
  untouched: duration,
  /** Teams that serve no queue but are told of escalations or alarms. */
  teams: z.array(name).default([]),
  levels: z
    .array(section({ title: titles, to: addressees, acknowledge: duration, repeat: duration }))
    .min(1, 'A ladder needs at least one level, or nobody would ever be told'),
  ladder: z.array(rung),
};
export const escalation = section(ESCALATION);
export type EscalationPart = z.infer<typeof escalation>;
export type RungPart = EscalationPart['ladder'][number];

export const toEscalation = ({ untouched, levels, ladder }: EscalationPart): EscalationPolicy => ({
  untouchedMinutes: untouched,
  levels: levels.map(
    ({ acknowledge, repeat, ...level }): Level => ({
      ...level,
      acknowledgeMinutes: acknowledge,
      repeatMinutes: repeat,
    }),
  ),
  ladder: ladder.map(toRung),
});

const toRung = ({ when, acknowledge, repeat, level, to, ...rung }: RungPart): Rung => ({
  ...rung,
  when: toCondition(when),
  ...(level !== undefined && { level }),
  ...(to && { to }),
  ...(acknowledge !== undefined && { acknowledgeMinutes: acknowledge }),
  ...(repeat !== undefined && { repeatMinutes: repeat }),
});

const toCondition = ({ after, at, ...others }: RungPart['when']): Condition => {
  const mark = after === undefined ? at : { minutesAfter: after };
  return Object.fromEntries(Object.entries({ ...others, at: mark }).filter(([, value]) => value !== undefined));
};
