/** Secrets, keys and messages that tests of providers share; the clock stands still until it is moved. */
import { type ChannelsConfig, createChannels } from '../../adapters/channels.ts';
import { createSecrets } from '../../adapters/secrets/named.ts';
import { toInstant } from '../../core/domain/time.ts';
import type { Channel, OutgoingMessage } from '../../core/ports-notices.ts';
import type { NewMessage } from '../../local/messages/message.ts';
import type { StandinDeps } from '../../local/standins/standin.ts';

export const SECRETS = {
  sms: 'LTAI-secret-of-aliyun',
  tencent: 'Gu5-secret-of-tencent',
  wecom: '693a91f6-key-of-wecom',
  token: '566cc69d-token-of-dingtalk',
  dingtalk: 'SEC-secret-of-dingtalk',
  hook: 'c0ffee00-token-of-feishu',
  feishu: 'demo-secret-of-feishu',
};
/** Words that stand in messages alone. */
export const TEXT = '您的退款八百元已办理';
export const PHONE = '+86 138-0013-8000';

export const sms: Extract<OutgoingMessage, { kind: 'sms' }> = {
  kind: 'sms',
  to: PHONE,
  text: TEXT,
  template: 'solved',
  facts: { code: 'K7PQ2M3X', words: TEXT },
  tag: 'tag-1',
};

export const robot = (name: string): Extract<OutgoingMessage, { kind: 'robot' }> => ({
  kind: 'robot',
  robot: name,
  title: '红牌 K7PQ2M3X',
  markdown: `**${TEXT}**`,
  tag: 'tag-1',
});

export interface Desk {
  channel: Channel;
  readonly kept: (NewMessage & { readonly id?: string })[];
  readonly deps: StandinDeps;
  /** By name, as the store has them now. */
  readonly stored: Map<string, object>;
  /** Names that were read from the store. */
  readonly read: string[];
  nowMs: number;
  open(config: Partial<ChannelsConfig>): Channel;
}

export const newDesk = (): Desk => {
  const desk: Desk = {
    kept: [],
    stored: new Map(),
    read: [],
    nowMs: Date.parse('2026-11-22T02:00:00.250Z'),
    deps: {
      now: () => desk.nowMs,
      keep: (message, id) => void desk.kept.push({ ...message, ...(id !== undefined && { id }) }),
    },
    channel: { send: () => Promise.reject(new Error('open it first')) },
    open: (config) => {
      const time = { now: () => toInstant(desk.nowMs), jitter: async () => {} };
      const send = async ({ input }: { input: { SecretId?: string } }) => {
        desk.read.push(String(input.SecretId));
        const value = desk.stored.get(String(input.SecretId));
        if (value) return { SecretString: JSON.stringify(value) };
        const { ResourceNotFoundException } = await import('@aws-sdk/client-secrets-manager');
        throw new ResourceNotFoundException({ message: 'no such secret', $metadata: {} });
      };
      const none = () => Promise.reject(new Error('nobody sends mail here'));
      const noParameter = async () => {
        const { ParameterNotFound } = await import('@aws-sdk/client-ssm');
        throw new ParameterNotFound({ message: 'no such parameter', $metadata: {} });
      };
      const secrets = createSecrets({
        secretsManager: async () => ({ send }) as never,
        ssm: async () => ({ send: noParameter }) as never,
        time,
      });
      desk.channel = createChannels(
        {
          mail: { ses: { send: none } as never, from: 'desk@example.cn' },
          secretPrefix: 'gongdan/',
          notices: async () => ({
            robots: { wecom: { kind: 'wecom' }, dingtalk: { kind: 'dingtalk' }, feishu: { kind: 'feishu' } },
            hooks: {},
          }),
          targets: 'any',
          timeoutMs: 2_000,
          ...config,
        },
        secrets,
        time,
      );
      return desk.channel;
    },
  };
  return desk;
};
