/** What agents and supervisors do with two tickets, or with many. */
import type { ZodMiniType } from 'zod/mini';
import * as relations from '../relation-requests.ts';
import { nothing } from '../requests.ts';
import { AGENTS, type Route } from './route.ts';

const command = <V extends string, B extends ZodMiniType, S extends 200 | 201>(
  verb: V,
  body: B,
  status: S,
  summary: string,
) =>
  ({
    method: 'POST',
    path: `/v1/tickets/{id}/${verb}`,
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-commands',
    body,
    status,
    summary,
    command: true,
  }) as const;

export const RELATIONS = {
  mergeTicket: command('merge', relations.merge, 200, 'It goes on in another ticket of the same customer'),
  unmergeTicket: command('unmerge', nothing, 200, 'It comes back as it was, with what the customer wrote to it since'),
  linkTickets: command('link', relations.link, 200, 'Two tickets know of each other'),
  unlinkTickets: command('unlink', relations.unlink, 200, 'They do so no longer'),
  splitMessage: command('split', relations.split, 201, 'A message of the customer becomes a ticket of its own'),
  openSubTicket: command('sub-tickets', relations.openSub, 201, 'A part of the work becomes a ticket of its own'),
  awaitSubTickets: command(
    'await-sub-tickets',
    relations.awaitSubs,
    200,
    'How many of its sub-tickets it waits for while it is on hold for them',
  ),
  bulkCommand: {
    method: 'POST',
    path: '/v1/bulk',
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-commands',
    body: relations.bulk,
    status: 200,
    summary: 'One command for many tickets, each by itself; the same Idempotency-Key again does only what was not done',
    command: true,
  },
} as const satisfies Record<string, Route>;
