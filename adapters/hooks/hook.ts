/** A call to a system of the desk's own, signed as the Standard Webhooks specification says. */
import type { Time } from '../../core/ports.ts';
import { type OutgoingMessage, type SendResult, Throttled } from '../../core/ports-notices.ts';
import { ProviderFault } from '../http/provider-fault.ts';
import { createSender } from '../http/sender.ts';
import { createSigner } from '../http/signer.ts';
import type { Secret } from '../secrets/named.ts';

const PROVIDER = 'hook';
const SECRET = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/;

interface HookCall {
  readonly message: Extract<OutgoingMessage, { kind: 'hook' }>;
  readonly url: string;
  /** `secret`, `whsec_…`, and while it is being changed `previous`: then the call is signed with both. */
  readonly secret: Secret;
  /** any: of this machine and without TLS, too; for the runtime on one machine. */
  readonly targets: 'public' | 'any';
  readonly time: Pick<Time, 'now'>;
  readonly timeoutMs?: number;
}

export const sendByHook = async (call: HookCall): Promise<SendResult> => {
  const { message, url, secret, targets, time, timeoutMs } = call;
  const names = ['secret', ...(secret.previous === undefined ? [] : ['previous'])];
  const signer = createSigner({ webhook: async (_, name) => bytesOf(secret[name]) });
  const body = JSON.stringify(message.body);
  const headers = await signer.headers(message.hook, names, { id: message.id, at: time.now(), body });
  const sender = createSender({ targets, ...(timeoutMs !== undefined && { timeoutMs }) });
  const outcome = await sender.post({ url, headers, body });
  if ('fault' in outcome) {
    if (outcome.fault === 'address') return { refused: 'address', detail: 'not-public' };
    if (outcome.fault === 'timeout') throw new ProviderFault(PROVIDER, 'timeout', 'no answer in time', true);
    throw new ProviderFault(PROVIDER, 'connection', `the connection failed, ${outcome.fault}`);
  }
  const { status, retryAfterS } = outcome;
  if (status >= 200 && status < 300) return { sent: true };
  if (status === 429 || retryAfterS !== undefined) throw new Throttled(`${PROVIDER}: answered ${status}`, retryAfterS);
  if (status === 410) return { refused: 'address', detail: String(status) };
  if (status === 400 || status === 413 || status === 415 || status === 422)
    return { refused: 'content', detail: String(status) };
  if (status === 401 || status === 403) throw new ProviderFault(PROVIDER, 'credentials', `answered ${status}`);
  if (status >= 300 && status < 400) throw new ProviderFault(PROVIDER, 'redirect', 'answered with a redirect');
  throw new ProviderFault(PROVIDER, 'status', `answered ${status}`, status >= 500);
};

/** As hex. */
const bytesOf = (secret: unknown): string => {
  const [, base64] = (typeof secret === 'string' && SECRET.exec(secret)) || [];
  if (base64 === undefined) throw new ProviderFault(PROVIDER, 'account', 'the secret is no whsec_…');
  return Buffer.from(base64, 'base64').toString('hex');
};
