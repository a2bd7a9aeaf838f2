/** The shape of what a policy file says of requests on the matter of an open ticket. */
import * as z from 'zod';
import { JOINING, type JoiningPolicy, type JoiningRules } from '../core/domain/handling/joining-rules.ts';
import { limit, section } from './policy-parts.ts';

const how = z.enum(JOINING, `Write one of these: ${JOINING.join(', ')}`);

const own = section({ window: limit.optional(), sameOrder: how.optional(), sameCustomer: how.optional() });

export const joining = section({
  window: limit.default(24 * 60),
  sameOrder: how.default('none'),
  sameCustomer: how.default('none'),
  /** What is different for some. */
  categories: z.record(z.string(), own).default({}),
}).prefault({});
export type JoiningPart = z.infer<typeof joining>;

export const toJoining = ({ categories, ...usual }: JoiningPart): JoiningPolicy => ({
  ...toRules(usual),
  categories: Object.fromEntries(
    Object.entries(categories).map(([name, different]) => [name, toRules({ ...usual, ...given(different) })]),
  ),
});

const toRules = ({ window, sameOrder, sameCustomer }: Omit<JoiningPart, 'categories'>): JoiningRules => ({
  windowMinutes: window,
  sameOrder,
  sameCustomer,
});

const given = (part: z.infer<typeof own>): Partial<Omit<JoiningPart, 'categories'>> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
