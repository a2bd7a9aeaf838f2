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

const perTicket = z.object({ tickets: z.int(), dollarsPer1000: z.number().optional() });
export const localTickets = async (url: string) => perTicket.parse(await ask(url, '/_local/bill/tickets'));

const ticketBill = z.object({
  id: z.string(),
  code: z.string(),
  region: z.string(),
  date: z.string(),
  dollars: z.number(),
  lines: z.array(z.object({ label: z.string(), amount: z.number(), cost: z.number() })),
});
export const localTicketBill = async (url: string, idOrCode: string) =>
  ticketBill.parse(await ask(url, `/_local/bill/tickets/${encodeURIComponent(idOrCode)}`));

const paths = z.object({
  paths: z.array(
    z.object({
      states: z.array(z.string()),
      tickets: z.int(),
      amounts: z.record(z.string(), z.number()),
      dollarsPer1000: z.number(),
    }),
  ),
});
export type PathBill = z.infer<typeof paths>['paths'][number];
export const localPaths = async (url: string): Promise<PathBill[]> =>
  paths.parse(await ask(url, '/_local/bill/paths')).paths;
