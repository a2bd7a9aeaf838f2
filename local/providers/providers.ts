/** Those who carry messages, as they stand on this machine: `/_providers/<name>/…`, each with its own paths behind that. */
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { HttpApi } from '../http/http-api.ts';
import type { Messages } from '../messages/kept-messages.ts';
import { ticketIn } from '../messages/traces.ts';
import { openAliyun } from '../standins/aliyun.ts';
import { openDingtalk } from '../standins/dingtalk.ts';
import { openFeishu } from '../standins/feishu.ts';
import { replyWith, type Standin, type StandinDeps } from '../standins/standin.ts';
import { openTencent } from '../standins/tencent.ts';
import { openWecom } from '../standins/wecom.ts';
import type { Accounts } from './accounts.ts';
import { openHook } from './hook.ts';
import { receiptsOf } from './receipts.ts';

export const PROVIDERS_PATH = '/_providers';

export interface ProvidersDeps {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly messages: Messages;
  readonly accounts: Accounts;
  readonly faults: Faults;
  /** Where a provider tells what became of a short message. */
  readonly receiptAddress: (provider: string) => string | undefined;
}

/** Serves all below `PROVIDERS_PATH`. */
export function providersOf(deps: ProvidersDeps): HttpApi {
  const { clock, messages, accounts, faults } = deps;
  const tell = receiptsOf({ ...deps, addressOf: deps.receiptAddress });
  const kept: StandinDeps = {
    now: () => clock.now(),
    keep: (message, id) => {
      const one = messages.add({ ...message, ...ticketIn([...Object.values(message.tags), message.text]) }, id);
      if (one.channel === 'sms') tell(one);
    },
  };
  const { robots } = accounts;
  const standins: Readonly<Record<string, Standin>> = {
    aliyun: openAliyun(accounts.aliyun, kept),
    tencent: openTencent(accounts.tencent, kept),
    wecom: openWecom(robots, kept),
    dingtalk: openDingtalk(robots, kept),
    feishu: openFeishu(robots, kept),
    hook: openHook(accounts.hookSecret, kept),
  };
  return async (request, body) => {
    const [, , name = ''] = (request.url ?? '').split('/');
    const path = `/${(request.url ?? '').slice(PROVIDERS_PATH.length + name.length + 1).replace(/^\//, '')}`;
    const provider = name === 'chats' ? chatAt(path) : name;
    const standin = provider === undefined ? undefined : standins[provider];
    const { method = 'GET', headers } = request;
    const reply =
      provider === undefined || !standin
        ? replyWith({ message: 'Not Found' }, 404)
        : (faults.breakProvider(provider) ?? standin({ method, path, headers, body: body.toString('utf8') }));
    return { ...reply, body: Buffer.from(reply.body) };
  };
}

/** Which chat a robot is of stands in the policy; the first part of its address tells, too. */
const chatAt = (path: string): string | undefined =>
  ({ 'cgi-bin': 'wecom', robot: 'dingtalk', 'open-apis': 'feishu' })[path.split('/')[1] ?? ''];
