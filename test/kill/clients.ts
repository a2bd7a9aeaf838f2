/** Everybody who talks to one life of the system. */
import { type ChannelClient, createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient, type DeskClient } from '../../client/desk-client.ts';
import { channelKey } from '../../contracts/signature.ts';

export const CHANNELS = ['shop', 'app', 'im'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a life tells when it serves. */
export interface Ready {
  readonly url: string;
  readonly signingSecret: string;
  readonly clock: { readonly virtual: number; readonly wall: number; readonly factor: number };
  readonly people: readonly Person[];
}

interface Person {
  readonly id: string;
  readonly roles: readonly string[];
  readonly token: string;
}

export interface Clients {
  readonly channel: (name: Channel) => ChannelClient;
  readonly desk: (id: string) => DeskClient;
  readonly people: readonly Person[];
  /** Somebody has told the system to stop: from now on it may refuse anything. */
  ending: boolean;
  /** The system is dead. */
  over: boolean;
}

export const clientsOf = ({ url, signingSecret, clock, people }: Ready): Clients => {
  const now = (): number => clock.virtual + (Date.now() - clock.wall) * clock.factor;
  const channels = new Map(
    CHANNELS.map((name) => [
      name,
      createChannelClient({ url, channel: name, key: channelKey(signingSecret, name), now }),
    ]),
  );
  const desks = new Map(people.map(({ id, token }) => [id, createDeskClient({ url, token })]));
  return {
    channel: (name) => channels.get(name) as ChannelClient,
    desk: (id) => desks.get(id) as DeskClient,
    people,
    ending: false,
    over: false,
  };
};
