/** All ways on which notices leave; the code of a provider is loaded with the first message that goes by it. */
import { randomUUID } from 'node:crypto';
import type { NoticePolicy } from '../core/domain/messages/notice-policy.ts';
import { toMs } from '../core/domain/time.ts';
import type { Time } from '../core/ports.ts';
import type { Channel, OutgoingMessage, SendResult } from '../core/ports-notices.ts';
import { robotDriver } from './robots/driver.ts';
import { createLimiter } from './robots/limiter.ts';
import type { Secret, Secrets } from './secrets/named.ts';
import { baseUrlIn, withSecret } from './secrets/with-secret.ts';
import type { MailChannelOptions } from './ses/mail-channel.ts';

export interface ChannelsConfig {
  readonly mail: Omit<MailChannelOptions, 'timeoutMs'>;
  /** What stands in front of the names of secrets, which are `sms`, `robot/<name>` and `hook/<name>`: `gongdan/prod/`. */
  readonly secretPrefix: string;
  /** Which robots and hooks there are. */
  readonly notices: () => Promise<Pick<NoticePolicy, 'robots' | 'hooks'>>;
  /** any: hooks and providers of this machine and without TLS, too; for the runtime on one machine. */
  readonly targets: 'public' | 'any';
  /** Of one call. */
  readonly timeoutMs?: number;
}

type Of<K extends OutgoingMessage['kind']> = Extract<OutgoingMessage, { kind: K }>;

const NOT_SET_UP: SendResult = { refused: 'unknown', detail: 'not-set-up' };

export const createChannels = (config: ChannelsConfig, secrets: Secrets, time: Time): Channel => {
  const { secretPrefix, targets, timeoutMs } = config;
  const limiter = createLimiter(time);
  const inTime = timeoutMs !== undefined && { timeoutMs };
  const at = (provider: string, secret: Secret) => {
    const baseUrl = baseUrlIn(provider, secret, targets);
    return { ...inTime, ...(baseUrl !== undefined && { baseUrl }), nowMs: toMs(time.now()), secret };
  };

  const sendMail = async (message: Of<'mail'>): Promise<SendResult> => {
    const { createMailChannel } = await import('./ses/mail-channel.ts');
    return createMailChannel({ ...config.mail, ...inTime })(message);
  };

  const sendSms = async (message: Of<'sms'>): Promise<SendResult> => {
    const { e164Of } = await import('./sms/phone.ts');
    const to = e164Of(message.to);
    if (to === undefined) return { refused: 'address', detail: 'no-mobile-phone' };
    const { templateOf } = await import('./sms/template.ts');
    const result = await withSecret(secrets, `${secretPrefix}sms`, async (secret): Promise<SendResult> => {
      const template = templateOf(secret, message);
      if (typeof template === 'string') return { refused: 'content', detail: template };
      switch (secret.provider) {
        case 'aliyun': {
          const { sendByAliyun } = await import('./sms/aliyun.ts');
          return sendByAliyun({ ...at('aliyun', secret), message, to, template, nonce: randomUUID() });
        }
        case 'tencent': {
          const { sendByTencent } = await import('./sms/tencent.ts');
          return sendByTencent({ ...at('tencent', secret), message, to, template });
        }
        default:
          return NOT_SET_UP;
      }
    });
    return result ?? NOT_SET_UP;
  };

  const sendByRobot = async (message: Of<'robot'>): Promise<SendResult> => {
    const { robots } = await config.notices();
    const kind = Object.hasOwn(robots, message.robot) ? robots[message.robot]?.kind : undefined;
    if (kind === undefined) return NOT_SET_UP;
    const { limits, send } = await robotDriver(kind);
    const result = await withSecret(secrets, `${secretPrefix}robot/${message.robot}`, (secret) =>
      limiter.take(`robot ${message.robot}`, limits, () => send({ ...at(kind, secret), message })),
    );
    return result ?? NOT_SET_UP;
  };

  const sendByHook = async (message: Of<'hook'>): Promise<SendResult> => {
    const { hooks } = await config.notices();
    const url = Object.hasOwn(hooks, message.hook) ? hooks[message.hook]?.url : undefined;
    if (url === undefined) return NOT_SET_UP;
    const hook = await import('./hooks/hook.ts');
    const result = await withSecret(secrets, `${secretPrefix}hook/${message.hook}`, (secret) =>
      hook.sendByHook({ ...inTime, message, url, secret, targets, time }),
    );
    return result ?? NOT_SET_UP;
  };

  return {
    send: (message) => {
      switch (message.kind) {
        case 'mail':
          return sendMail(message);
        case 'sms':
          return sendSms(message);
        case 'robot':
          return sendByRobot(message);
        case 'hook':
          return sendByHook(message);
      }
    },
  };
};
