/** Webhooks and their deliveries on a terminal. */
import type { AttemptView, WebhookWithState } from '../../contracts/webhook-views.ts';
import { list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { type Language, type Phrase, say } from './words.ts';

const STATES: Readonly<Record<WebhookWithState['state'], Phrase>> = {
  closed: ['正常', 'works'],
  open: ['熔断中', 'left alone'],
  halfOpen: ['试探中', 'is probed'],
};
const DISABLED: Readonly<Record<NonNullable<WebhookWithState['disabledBy']>, Phrase>> = {
  operator: ['已停用', 'disabled'],
  gone: ['已停用（对方答复 410）', 'disabled: answered 410'],
  failing: ['已停用（连续五天失败）', 'disabled: failed for five days'],
};
const DELIVERIES: Readonly<Record<AttemptView['state'], Phrase>> = {
  delivered: ['已送达', 'delivered'],
  waiting: ['待重试', 'tried again'],
  failed: ['已放弃', 'given up'],
};

export const webhooksText = (webhooks: readonly WebhookWithState[], show: Show): string => {
  const { language, colour } = show;
  if (webhooks.length === 0) return say(['没有 webhook。', 'There are no webhooks.'], language);
  const columns = [
    { title: 'id' },
    { title: say(['状态', 'state'], language) },
    { title: say(['连续失败', 'failures'], language), align: 'right' as const },
    { title: say(['最近送达', 'last delivery'], language) },
    { title: say(['事件', 'events'], language) },
    { title: 'URL' },
  ];
  const rows = webhooks.map((webhook) => [
    webhook.id,
    stateText(webhook, show),
    String(webhook.failures),
    webhook.lastDeliveredAt === undefined ? '–' : localTime(webhook.lastDeliveredAt, show),
    webhook.events.join(' '),
    webhook.url,
  ]);
  return table(columns, rows, colour.bold);
};

const stateText = ({ enabled, disabledBy, state }: WebhookWithState, { language, colour }: Show): string => {
  if (!enabled) return colour.yellow(say(DISABLED[disabledBy ?? 'operator'], language));
  return state === 'closed' ? say(STATES.closed, language) : colour.red(say(STATES[state], language));
};

export const webhookText = (webhook: WebhookWithState, show: Show): string => {
  const { language, colour } = show;
  const only = (names: readonly string[]): string =>
    names.length > 0 ? names.join(' ') : say(['全部', 'all'], language);
  const entries: (readonly [string, string])[] = [
    ['id', webhook.id],
    ['URL', webhook.url],
    [say(['说明', 'description'], language), webhook.description || '–'],
    [say(['事件', 'events'], language), webhook.events.join(' ')],
    [say(['问题类型', 'categories'], language), only(webhook.categories)],
    [say(['队列', 'queues'], language), only(webhook.queues)],
    [say(['状态', 'state'], language), stateText(webhook, show)],
    [say(['连续失败', 'failures in a row'], language), String(webhook.failures)],
    ...(webhook.opensAgainAt === undefined
      ? []
      : [[say(['何时再试', 'tried again'], language), localTime(webhook.opensAgainAt, show)] as const]),
  ];
  return list(entries, colour.bold);
};

export const secretText = (secret: string, { language }: Pick<Show, 'language'>): string =>
  say(
    [`密钥 ${secret}\n只显示这一次，请立即保存。`, `Secret ${secret}\nIt is shown this once: keep it now.`],
    language,
  );

export const attemptsText = (attempts: readonly AttemptView[], show: Show): string => {
  const { language, colour } = show;
  if (attempts.length === 0) return say(['最近七天没有投递。', 'Nothing was sent in the last seven days.'], language);
  const columns = [
    { title: say(['时间', 'time'], language) },
    { title: say(['结果', 'outcome'], language) },
    { title: 'ms', align: 'right' as const },
    { title: say(['次数', 'attempt'], language), align: 'right' as const },
    { title: say(['状态', 'state'], language) },
    { title: say(['下次', 'next'], language) },
    { title: say(['类型', 'type'], language) },
    { title: say(['事件', 'event'], language) },
  ];
  const rows = attempts.map(({ at, status, fault, ms, attempt, state, nextAt, type, event }) => [
    localTime(at, show, true),
    String(status ?? fault ?? ''),
    String(ms),
    String(attempt),
    state === 'failed' ? colour.red(say(DELIVERIES[state], language)) : say(DELIVERIES[state], language),
    nextAt === undefined ? '–' : localTime(nextAt, show, true),
    type,
    event,
  ]);
  return table(columns, rows, colour.bold);
};

export const replayText = (
  { deliveries, since }: { readonly deliveries?: number | undefined; readonly since?: string | undefined },
  show: Show,
): string =>
  since === undefined
    ? say([`${deliveries ?? 0} 个事件将重新投递`, `${deliveries ?? 0} events are delivered again`], show.language)
    : say(
        [
          `${localTime(since, show)} 起的全部事件将重新投递`,
          `All events since ${localTime(since, show)} are delivered again`,
        ],
        show.language,
      );

/** One line for an event that has come. */
export const receivedText = (
  { genuine, body }: { readonly genuine: boolean; readonly body: string },
  language: Language,
): string => {
  const verdict = genuine
    ? say(['签名有效', 'signature valid'], language)
    : say(['签名无效！', 'SIGNATURE WRONG'], language);
  return `${verdict}  ${body}`;
};
