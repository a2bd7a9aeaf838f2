import { randomUUID } from 'node:crypto';
import { signedHeaders } from '../contracts/signature.ts';
import { clientOf } from './call.ts';
import type { ClientOf } from './route-types.ts';

export type ChannelClient = ClientOf<'signature' | 'link'>;

export interface ChannelClientOptions {
  /** Base of the API, e.g. `http://127.0.0.1:3900`. */
  readonly url: string;
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
export const createChannelClient = ({ url, channel, key, now = Date.now }: ChannelClientOptions): ChannelClient =>
  clientOf(url, ['signature', 'link'], async (outgoing) => {
    const timestamp = String(Math.floor(now() / 1000));
    return signedHeaders(channel, key, { ...outgoing, timestamp, nonce: randomUUID() });
  });
