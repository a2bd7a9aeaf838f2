/** Everybody who plays a part, each through the client with their own token or key. */
import { createHmac } from 'node:crypto';
import { type ChannelClient, createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient, type DeskClient } from '../../client/desk-client.ts';
import { SCOPES, type Scope } from '../../contracts/routes/route.ts';
import type { Runtime } from '../runtime.ts';
import type { SampleAgent } from '../sample-desk.ts';
import { persistent } from './persistent.ts';

export interface Cast {
  readonly agents: readonly SampleAgent[];
  /** The client of one person of the desk, by their id. */
  desk(id: string): DeskClient;
  readonly supervisor: DeskClient;
  readonly reviewer: DeskClient;
  readonly operator: DeskClient;
  channel(name: string): ChannelClient;
  /** The texts that came to a mail address, oldest first. */
  mailsTo(address: string): readonly string[];
}

const RENEW_AFTER_MS = 10 * 60 * 60_000; // before the 12 hours of a local token are over

/** `patient`: they ask again when the system failed. */
export const castOf = (runtime: Runtime, agents: readonly SampleAgent[], patient = false): Cast => {
  const careful = <Client extends object>(client: Client): Client => (patient ? persistent(client) : client);
  const { url, clock } = runtime;
  const master = runtime.secret('SigningSecret');
  const clients = new Map<string, DeskClient>();
  const channels = new Map<string, ChannelClient>();

  const signIn = ({ id, roles }: Pick<SampleAgent, 'id' | 'roles'>): DeskClient => {
    let token: Promise<string> | undefined;
    let renewAt = 0;
    const client = createDeskClient({
      url,
      token: () => {
        if (!token || clock.now() >= renewAt) {
          renewAt = clock.now() + RENEW_AFTER_MS;
          token = runtime.token(
            id,
            roles.map((role: Scope) => SCOPES[role]),
          );
        }
        return token;
      },
    });
    return careful(client);
  };
  const desk = (id: string): DeskClient => {
    const agent = agents.find((each) => each.id === id);
    if (!agent) throw new Error(`${id} is not one of the sample desk.`);
    return remembered(clients, id, () => signIn(agent));
  };
  const firstWith = (role: Scope): DeskClient => {
    const agent = agents.find(({ roles }) => roles.includes(role));
    if (!agent) throw new Error(`The sample desk has no ${role}.`);
    return desk(agent.id);
  };
  return {
    agents,
    desk,
    supervisor: firstWith('supervisor'),
    reviewer: firstWith('reviewer'),
    operator: signIn({ id: 'agt_operator', roles: ['operator'] }),
    mailsTo: (address) => runtime.mails().flatMap(({ to, text }) => (to.includes(address) ? [text ?? ''] : [])),
    channel: (name) =>
      remembered(channels, name, () =>
        careful(createChannelClient({ url, channel: name, key: channelKey(master, name), now: () => clock.now() })),
      ),
  };
};

// As the operator hands it to a channel (docs/deploy.md): the runtime itself knows nothing of channels.
const channelKey = (master: string, name: string): string =>
  createHmac('sha256', master).update(`channel:${name}`).digest('hex');

const remembered = <T>(known: Map<string, T>, name: string, make: () => T): T => {
  const found = known.get(name) ?? make();
  known.set(name, found);
  return found;
};
