/** A system of the desk's own that takes signed calls: `/hook/<name>`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { headerOf, objectIn, replyWith, type Standin, type StandinDeps } from '../standins/standin.ts';

const PREFIX = 'whsec_';

/** Checks the signature as the specification of Standard Webhooks says; the time is the runtime's. */
export const openHook =
  (secretOf: (hook: string) => string, { now, keep }: StandinDeps): Standin =>
  (request) => {
    const [, hook = ''] = /^\/([\w-]+)/.exec(request.path) ?? [];
    const [id, timestamp] = [headerOf(request, 'webhook-id'), headerOf(request, 'webhook-timestamp')];
    const key = Buffer.from(secretOf(hook).slice(PREFIX.length), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${request.body}`).digest();
    const isSigned = headerOf(request, 'webhook-signature')
      .split(' ')
      .map((one) => Buffer.from(one.replace(/^v1,/, ''), 'base64'))
      .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
    if (!isSigned || Math.abs(now() / 1000 - Number(timestamp)) > 300) return replyWith({ message: 'not signed' }, 401);
    const body = objectIn(request.body);
    if (!body) return replyWith({ message: 'no object of JSON' }, 400);
    keep({
      channel: 'hook',
      provider: 'hook',
      from: 'gongdan',
      to: [hook],
      subject: typeof body.subject === 'string' ? body.subject : String(body.occasion ?? ''),
      text: JSON.stringify(body, undefined, 2),
      headers: ['webhook-id', 'webhook-timestamp'].map((name) => ({ name, value: headerOf(request, name) })),
      tags: {},
    });
    return replyWith({ ok: true });
  };
