/** Which channel signed a request. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isSignature, MAX_SKEW_SECONDS, NONCE, SIGNATURE_HEADERS } from '../../contracts/signature.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { toInstant, toMs } from '../../core/domain/time.ts';
import type { Nonce, Time } from '../../core/ports.ts';
import type { Policies } from '../../core/ports-policies.ts';
import { Rejected } from './rejected.ts';

export interface ChannelPorts {
  readonly policies: Policies;
  readonly keys: { channel(name: string): Promise<string> };
  readonly time: Time;
}

/** Rejects what is not signed, not by a channel of the policy, not in time, or not rightly. The nonce is not spent yet. */
export const channelOf = async (
  { policies, keys, time }: ChannelPorts,
  event: APIGatewayProxyEventV2,
  raw: Buffer,
): Promise<{ readonly actor: Actor; readonly nonce: Nonce }> => {
  const values = Object.values(SIGNATURE_HEADERS).map((name) => event.headers[name] ?? '');
  const missing = Object.values(SIGNATURE_HEADERS).filter((_, at) => values[at] === '');
  if (missing.length > 0) throw new Rejected('signature-missing', `The request lacks ${missing.join(', ')}.`);
  const [channel = '', timestamp = '', nonce = '', signature = ''] = values;

  const policy = await policies.active();
  if (!policy.channels.some(({ name }) => name === channel))
    throw new Rejected('unknown-channel', 'The policy of the desk has no such channel.');
  if (!/^[0-9]{1,12}$/.test(timestamp) || !NONCE.test(nonce))
    throw new Rejected('signature-invalid', 'The timestamp is epoch seconds, the nonce 8 to 64 printable characters.');
  const now = toMs(time.now());
  const sent = Number(timestamp) * 1000;
  if (Math.abs(now - sent) > MAX_SKEW_SECONDS * 1000)
    throw new Rejected('clock-skew', `The timestamp is more than 5 minutes off; here it is ${toInstant(now)}.`);

  const { rawPath, rawQueryString, requestContext } = event;
  const path = rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath;
  const parts = { method: requestContext.http.method, path, timestamp, nonce, body: raw };
  if (!isSignature(await keys.channel(channel), parts, signature))
    throw new Rejected('signature-invalid', 'The signature does not fit the request and the key of the channel.');
  return {
    actor: { kind: 'channel', id: channel, roles: ['channel'] },
    // As long as the request could be sent again without being too old.
    nonce: { channel, value: nonce, expiresAt: toInstant(sent + (MAX_SKEW_SECONDS + 60) * 1000) },
  };
};
