/** What the runtime on this machine tells of a ticket's path and of what tickets cost. */
import { z } from 'zod';
import { send } from '../call.ts';

const ask = (url: string, path: string) => send(new URL(path, url), { method: 'GET' });

const event = z.object({
  seq: z.int(),
  type: z.string(),
  time: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string() }),
});
export type TracedEvent = z.infer<typeof event>;

const state = z.object({
  generation: z.int(),
  state: z.string(),
  type: z.string(),
  enteredAt: z.iso.datetime(),
  leftAt: z.iso.datetime().optional(),
  durationMs: z.number(),
  waits: z.boolean(),
  ending: z.enum(['done', 'woken', 'timer', 'failed']).optional(),
  retries: z.int(),
  errors: z.array(z.string()),
  wokenBy: z.object({ seq: z.int(), type: z.string() }).optional(),
  events: z.array(event),
});
export type TracedState = z.infer<typeof state>;

const trace = z.object({
  id: z.string(),
  code: z.string(),
  phase: z.string(),
  now: z.iso.datetime(),
  executions: z.array(
    z.object({
      name: z.string(),
      generation: z.int(),
      status: z.string(),
      startedAt: z.iso.datetime(),
      stoppedAt: z.iso.datetime().optional(),
    }),
  ),
  before: z.array(event),
  states: z.array(state),
});
export type Trace = z.infer<typeof trace>;

export const localTrace = async (url: string, idOrCode: string): Promise<Trace> =>
  trace.parse(await ask(url, `/_local/trace/${encodeURIComponent(idOrCode)}`));

/** A path of the bill, by the prices of a region; without one, those that the runtime prefers. */
export const priced = (path: string, region: string | undefined): string =>
  region === undefined ? path : `${path}?region=${encodeURIComponent(region)}`;

export const bill = z.object({
  /** When it began to count. */
  since: z.iso.datetime(),
  region: z.string(),
  date: z.string(),
  dollars: z.number(),
  lines: z.array(z.object({ name: z.string(), label: z.string(), amount: z.number(), cost: z.number() })),
});
export type Bill = z.infer<typeof bill>;

const perTicket = z.object({ tickets: z.int(), dollarsPer1000: z.number().optional() });
export const localTickets = async (url: string, region?: string) =>
  perTicket.parse(await ask(url, priced('/_local/bill/tickets', region)));

const ticketBill = bill.extend({ id: z.string(), code: z.string() });
export const localTicketBill = async (url: string, idOrCode: string, region?: string) =>
  ticketBill.parse(await ask(url, priced(`/_local/bill/tickets/${encodeURIComponent(idOrCode)}`, region)));

const paths = z.object({
  since: z.iso.datetime(),
  region: z.string(),
  date: z.string(),
  /** US dollars: of everything, and of what is counted for no ticket. */
  total: z.number(),
  shared: z.number(),
  paths: z.array(
    z.object({
      states: z.array(z.string()),
      tickets: z.int(),
      amounts: z.record(z.string(), z.number()),
      dollars: z.number(),
      dollarsPer1000: z.number(),
    }),
  ),
});
export type PathBills = z.infer<typeof paths>;
export const localPaths = async (url: string, region?: string): Promise<PathBills> =>
  paths.parse(await ask(url, priced('/_local/bill/paths', region)));
