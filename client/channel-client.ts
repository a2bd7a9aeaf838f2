import { type ClientSettings, clientOf, randomId } from './call.ts';
import type { ClientOf } from './route-types.ts';
import { signedRequest } from './sign.ts';

export type ChannelClient = ClientOf<'signature' | 'link'>;

export interface ChannelClientOptions extends ClientSettings {
  /** Name of the channel, e.g. `shop`. */
  readonly channel: string;
  /** The channel's signing key. */
  readonly key: string;
  /** Epoch ms on the API's clock; default: this machine's. */
  readonly now?: () => number;
}

/**
 * The API as a channel uses it: one method for every route that takes a signed request.
 *
 * ```ts
 * const shop = createChannelClient({ url, channel: 'shop', key });
 * const { code } = await shop.createTicket({ body: { uniqueId: 'r-1', subject, description, customer: { id: 'c-1' } } });
 * ```
 */
export const createChannelClient = ({
  channel,
  key,
  now = Date.now,
  ...settings
}: ChannelClientOptions): ChannelClient =>
  clientOf(settings, ['signature', 'link'], async (outgoing) => {
    const timestamp = String(Math.floor(now() / 1000));
    return signedRequest(channel, key, { ...outgoing, timestamp, nonce: randomId() });
  });
