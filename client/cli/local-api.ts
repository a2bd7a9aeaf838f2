/** What only the runtime on this machine offers, under `/_local/`. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { send } from '../call.ts';
import { bill, priced } from './trace-api.ts';

export const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

const get = (url: string, path: string) => send(new URL(path, url), { method: 'GET' });

const post = (url: string, path: string, body: unknown) =>
  send(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A token of the local issuer for an agent. */
export const localToken = async (url: string, subject: string, scopes: readonly string[]): Promise<string> =>
  z.object({ access_token: z.string() }).parse(await post(url, '/_local/token', { subject, scope: scopes.join(' ') }))
    .access_token;

/** The signing key of a channel, hex: derived from the signing secret as an operator does it (docs/deploy.md). */
export const localChannelKey = async (url: string, channel: string): Promise<string> => {
  const { value } = z.object({ value: z.string() }).parse(await get(url, '/_local/secrets/SigningSecret'));
  return createHmac('sha256', value).update(`channel:${channel}`).digest('hex');
};

const clock = z.object({ now: z.iso.datetime(), mode: z.object({ kind: z.string(), factor: z.number().optional() }) });
export const localClock = async (url: string) => clock.parse(await get(url, '/_local/clock'));
export const localAdvance = async (url: string, minutes: number) =>
  clock.parse(await post(url, '/_local/advance', { minutes }));

const mails = z.object({
  mails: z.array(
    z.object({ time: z.number(), to: z.array(z.string()), subject: z.string(), text: z.string().optional() }),
  ),
});
export const localMails = async (url: string) => mails.parse(await get(url, '/_local/mails')).mails;

export const localBill = async (url: string, region?: string) =>
  bill.parse(await get(url, priced('/_local/bill', region)));
