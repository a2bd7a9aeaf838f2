/** What a ticket is made of, as its head stores it: what is usual is left out, and times are numbers, so that it takes one write unit. */
import type { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Ticket } from '../../core/domain/ticket.ts';
import { toInstant, toMs } from '../../core/domain/time.ts';
import type { Assignee, TicketId } from '../../core/domain/vocabulary.ts';
import { packClocks, type Usual, unpackClocks } from './ticket-clocks.ts';
import {
  packPrecheck,
  packReview,
  packSampled,
  unpackPrecheck,
  unpackReview,
  unpackSampled,
} from './ticket-quality.ts';

type Fields = Readonly<Record<string, unknown>>;
type Resolved = Pick<Extract<Ticket, { readonly phase: 'review' }>, 'resolution' | 'assignee'>;

/** Left out where they have these values, as almost always. */
const USUAL = {
  restedMs: 0,
  rescues: 0,
  urges: 0,
  transfers: 0,
  reworks: 0,
  reopens: 0,
  preemptions: 0,
  linkEpoch: 0,
  impact: 'one',
  language: 'zh',
} as const;
const LISTS = [
  ...(['tags', 'excluded', 'served', 'rungs', 'followers', 'tasks'] as const),
  ...(['steps', 'attachments', 'links', 'subs', 'absorbed', 'parties', 'mentioned', 'reviews'] as const),
] as const;
const NO_ROUTE: Ticket['route'] = { skills: [] };
const TIER = 'standard';

/** Lists show these, so that they stay as they are. */
const SHOWN: ReadonlySet<string> = new Set(['openedAt', 'firstResponseDueAt', 'resolutionDueAt']);
const isTime = (name: string): boolean => name.endsWith('At') && !SHOWN.has(name);

/** For `marshall` with `removeUndefinedValues`. `orderKey` and the due times stand beside them. */
export const packFields = (ticket: Ticket): Fields => {
  const { id: _, clocks, customer, orders, route, held, fields: filled, ...fields } = ticket;
  const kept: Record<string, unknown> = { ...fields };
  for (const [name, usual] of Object.entries(USUAL)) if (kept[name] === usual) delete kept[name];
  for (const name of LISTS) if (ticket[name].length === 0) delete kept[name];
  for (const [name, value] of Object.entries(kept))
    if (isTime(name) && typeof value === 'string') kept[name] = toMs(value);
  return {
    ...kept,
    ...('resolution' in ticket && { resolution: packResolution(ticket) }),
    ...('sampled' in ticket && ticket.sampled && { sampled: packSampled(ticket.sampled) }),
    ...(ticket.reviews.length > 0 && { reviews: ticket.reviews.map((each) => packReview(each, holderOf(ticket))) }),
    customer: { ...customer, tier: customer.tier === TIER ? undefined : customer.tier },
    orders: orders.length > 1 ? orders : undefined,
    route: isEmpty(route) ? undefined : route,
    held: Object.keys(held).length === 0 ? undefined : held,
    fields: Object.keys(filled).length === 0 ? undefined : filled,
    clocks: packClocks(clocks, usualOf(ticket, clocks.firstResponse.dueAt, clocks.resolution.dueAt)),
  };
};

/** The other way round; `stored` without what only the indexes need. */
export const unpackFields = (id: TicketId, stored: ReturnType<typeof unmarshall>): Ticket => {
  const { clocks, customer, orderKey, firstResponseDueAt, resolutionDueAt, ...fields } = stored;
  const times = Object.entries(fields).filter(([name, value]) => isTime(name) && typeof value === 'number');
  const usual = usualOf(fields as Ticket, firstResponseDueAt, resolutionDueAt);
  return {
    ...USUAL,
    ...Object.fromEntries(LISTS.map((name) => [name, []])),
    orders: orderKey === undefined ? [] : [orderKey],
    held: {},
    fields: {},
    route: NO_ROUTE,
    ...fields,
    ...Object.fromEntries(times.map(([name, ms]) => [name, toInstant(ms)])),
    ...(fields.resolution && { resolution: unpackResolution(fields) }),
    ...(fields.sampled && { sampled: unpackSampled(fields.sampled) }),
    ...(fields.reviews && {
      reviews: fields.reviews.map((each: Parameters<typeof unpackReview>[0]) => unpackReview(each, holderOf(fields))),
    }),
    id,
    customer: { tier: TIER, ...customer },
    clocks: unpackClocks(clocks, usual),
  } as unknown as Ticket;
};

/** Mostly by who has it. */
const packResolution = ({ resolution, assignee }: Resolved): Fields => {
  const { by, at, precheck, sampled, ...said } = resolution;
  return {
    ...said,
    at: toMs(at),
    ...(by !== assignee.id && { by }),
    precheck: packPrecheck(precheck),
    sampled: sampled && packSampled(sampled),
  };
};
const unpackResolution = ({ resolution, assignee }: ReturnType<typeof unmarshall>): Resolved['resolution'] => ({
  by: assignee.id,
  ...resolution,
  ...(resolution.precheck && { precheck: unpackPrecheck(resolution.precheck) }),
  ...(resolution.sampled && { sampled: unpackSampled(resolution.sampled) }),
  at: toInstant(resolution.at),
});

const holderOf = (ticket: Ticket | Fields): string | undefined =>
  'assignee' in ticket ? (ticket.assignee as Assignee | undefined)?.id : undefined;

const usualOf = (
  { openedAt, policyVersion }: Pick<Ticket, 'openedAt' | 'policyVersion'>,
  firstResponse: string,
  resolution: string,
): Usual => ({ startedAt: openedAt, policyVersion, dueAt: { firstResponse, resolution } });

const isEmpty = ({ skills, ...more }: Ticket['route']): boolean =>
  skills.length === 0 && Object.values(more).every((value) => value === undefined);
