/**
 * The accounts of this machine with those who carry messages: whoever asks for a secret of theirs that nobody has put there gets one
 * that was made up for its name, and the stand-ins know it. A secret that an operator puts there counts in its place.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { AliyunAccount } from '../standins/aliyun.ts';
import type { DingtalkRobot } from '../standins/dingtalk.ts';
import type { FeishuRobot } from '../standins/feishu.ts';
import type { TencentAccount } from '../standins/tencent.ts';
import type { WecomRobot } from '../standins/wecom.ts';
import type { Values } from '../values.ts';

type Secret = Readonly<Record<string, unknown>>;

export interface Accounts {
  /** `name`: of a secret or a parameter. Undefined when it is none of a provider's. */
  secretOf(name: string): string | undefined;
  aliyun(): AliyunAccount;
  tencent(): TencentAccount;
  /** Those whose secrets were asked for, in the shapes of all chats: which it is the policy says. */
  robots(): readonly (WecomRobot & DingtalkRobot & FeishuRobot)[];
  /** `whsec_…` of a hook. */
  hookSecret(hook: string): string;
}

export interface AccountsDeps {
  readonly values: Values;
  /** Where the stand-ins are, without a slash at the end. */
  readonly url: string;
  /** What an operator has put there. */
  readonly kept: (name: string) => string | undefined;
}

const NAME = /^\/?gongdan\/[\w-]+\/(sms|(?:robot|hook)\/.+)$/;
const MASTER = 'providers.master';
const SEEN = 'providers.seen';
const SIGN_NAME = '工单';
const SMS = 'sms';

export function accountsOf({ values, url, kept }: AccountsDeps): Accounts {
  if (values.get(MASTER) === undefined) values.set(MASTER, randomBytes(32).toString('hex'));
  const master = values.get(MASTER) as string;
  /** The name by which each was asked for last, by what it is of: `robot/ops`. */
  const seen = new Map<string, string>(JSON.parse(values.get(SEEN) ?? '[]'));
  const some = (of: string, part: string, bytes = 16): Buffer =>
    createHmac('sha256', master).update(`${of} ${part}`).digest().subarray(0, bytes);

  const made = (of: string): Secret => {
    const text = (part: string): string => some(of, part).toString('hex');
    const [kind] = of.split('/');
    if (kind === 'hook') return { secret: `whsec_${some(of, 'secret', 32).toString('base64')}` };
    if (kind === 'robot')
      return {
        key: text('key'),
        accessToken: text('key'),
        token: text('key'),
        secret: text('secret'),
        baseUrl: `${url}/chats`,
      };
    return {
      provider: 'aliyun',
      accessKeyId: text('id'),
      accessKeySecret: text('secret'),
      signName: SIGN_NAME,
      templates: { '*': { code: 'SMS_1', params: ['text'] } },
      baseUrl: `${url}/aliyun`,
    };
  };
  const current = (of: string): Secret => {
    const name = seen.get(of);
    const stored = name === undefined ? undefined : kept(name);
    return stored === undefined ? made(of) : JSON.parse(stored);
  };
  const text = (secret: Secret, field: string): string => String(secret[field] ?? '');

  return {
    secretOf(name) {
      const of = NAME.exec(name)?.[1];
      if (of === undefined) return undefined;
      if (seen.get(of) !== name) {
        seen.set(of, name);
        values.set(SEEN, JSON.stringify([...seen]));
      }
      return JSON.stringify(made(of));
    },
    aliyun() {
      const secret = current(SMS);
      const [accessKeyId, accessKeySecret] = [text(secret, 'accessKeyId'), text(secret, 'accessKeySecret')];
      const templates = templatesIn(secret, (place) => `\${${place}}`);
      return { accessKeyId, accessKeySecret, signName: text(secret, 'signName'), templates };
    },
    tencent() {
      const secret = current(SMS);
      const [secretId, secretKey] = [text(secret, 'secretId'), text(secret, 'secretKey')];
      const templates = templatesIn(secret, (_, at) => `{${at + 1}}`);
      return { secretId, secretKey, sdkAppId: text(secret, 'sdkAppId'), signName: text(secret, 'signName'), templates };
    },
    robots: () =>
      [...seen.keys()]
        .filter((of) => of.startsWith('robot/'))
        .map((of) => {
          const secret = current(of);
          const [key, accessToken] = [text(secret, 'key'), text(secret, 'accessToken')];
          return { name: of.slice(6), key, accessToken, token: text(secret, 'token'), secret: text(secret, 'secret') };
        }),
    hookSecret: (hook) => text(current(`hook/${hook}`), 'secret'),
  };
}

/** What is registered with the provider: nothing but the places, since the words in between stand in no secret. */
function templatesIn(
  { templates = {} }: Secret,
  placed: (place: string, at: number) => string,
): Record<string, string> {
  const registered = Object.values(templates as Record<string, { code: string; params?: readonly string[] }>);
  return Object.fromEntries(
    registered.map(({ code, params = [] }) => [
      code,
      params.map((param, at) => placed(param.split('=')[0] as string, at)).join(' '),
    ]),
  );
}
