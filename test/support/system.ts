/** The whole system on a stepped clock, with a small desk, for tests that look at it from outside. */
import { randomUUID } from 'node:crypto';
import { type ChannelClient, createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient, type DeskClient } from '../../client/desk-client.ts';
import { SCOPES, type Scope } from '../../contracts/routes/route.ts';
import { channelKey } from '../../contracts/signature.ts';
import { startRuntime } from '../../local/runtime.ts';
import type { Runtime, RuntimeOptions } from '../../local/runtime-api.ts';

/** A Monday, 09:00 in Shanghai. */
const MONDAY_9 = Date.parse('2026-03-02T01:00:00.000Z');

export interface System {
  readonly runtime: Runtime;
  channel(name?: string): ChannelClient;
  /** A client for an agent who need not exist in the directory. */
  desk(agent: string, ...roles: Scope[]): Promise<DeskClient>;
  /** Puts an agent into the directory, online unless said otherwise, and lets the system come to rest. */
  hire(
    agent: string,
    team: string,
    more?: {
      capacity?: number;
      roles?: Scope[];
      presence?: 'online' | 'offline';
      leave?: { from: string; until: string }[];
      scope?: 'team' | 'desk';
    },
  ): Promise<void>;
  /** Posts a ticket, of a customer who was never here unless one is named, and lets the system come to rest. */
  post(
    subject: string,
    more?: { uniqueId?: string; customer?: string; description?: string; email?: string; category?: string },
  ): Promise<Posted>;
  /** Types of the ticket's events in order, with what tells them apart: `ticket.warned resolution`. */
  events(id: string): Promise<string[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

type Posted = Awaited<ReturnType<ChannelClient['createTicket']>>;

export const startSystem = async (dataDir = ':memory:', options: Partial<RuntimeOptions> = {}): Promise<System> => {
  const runtime = await startRuntime({
    assembly: 'cdk.out/local',
    dataDir,
    port: 0,
    clock: { kind: 'stepped' },
    start: MONDAY_9,
    say: () => {},
    ...options,
  });
  const { url } = runtime;
  const channel = (name = 'shop') =>
    createChannelClient({
      url,
      channel: name,
      key: channelKey(runtime.secret('SigningSecret'), name),
      now: () => runtime.clock.now(),
    });
  const desk = async (agent: string, ...roles: Scope[]) =>
    createDeskClient({
      url,
      token: await runtime.token(
        agent,
        roles.map((role) => SCOPES[role]),
      ),
    });
  const operator = await desk('agt_operator', 'operator');
  return {
    runtime,
    channel,
    desk,
    hire: async (agent, team, more = {}) => {
      const { capacity = 8, roles = ['agent'], presence = 'online', leave = [] } = more;
      const { scope = roles.includes('supervisor') ? 'desk' : 'team' } = more;
      await operator.putAgent({
        agent,
        body: {
          name: agent.slice(4),
          team,
          roles,
          capacity,
          presence,
          leave,
          scope,
          email: `${agent}@desk.example.com`,
        },
      });
      await runtime.settle(); // that they came has been told
    },
    post: async (subject, more = {}) => {
      const uniqueId = more.uniqueId ?? randomUUID();
      const posted = await channel().createTicket({
        body: {
          uniqueId,
          subject,
          description: more.description ?? subject,
          customer: { id: more.customer ?? `c-${uniqueId}`, ...(more.email && { email: more.email }) },
          ...(more.category && { category: more.category }),
        },
      });
      await runtime.settle();
      return posted;
    },
    events: async (id) => {
      const reader = await desk('agt_reader', 'supervisor'); // a fresh token: days may have passed
      const { items } = await reader.getTimeline({ id, query: { limit: 100 } });
      return items.map(({ type, data }) =>
        [type, data.clock ?? data.verdict ?? data.because ?? (type === 'ticket.escalated' ? data.reason : undefined)]
          .filter(Boolean)
          .join(' '),
      );
    },
    [Symbol.asyncDispose]: () => runtime.stop(),
  };
};

/** How long events wait for others before the numbers of the reports follow (lib/stacks/events-stack.ts). */
export const GATHERED_MS = 5000;

export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => minutes(count * 24 * 60);
