/** Who is told of events, of which, and with which secrets. */
import { addMs, type Instant } from '../time.ts';
import type { ThinEvent } from './thin-event.ts';

/** Names a secret, which is derived and nowhere stored. `until`: it signs no longer then; without it, it is the newest. */
export interface SecretName {
  readonly name: string;
  readonly until?: Instant;
}

export const DISABLED_BY = ['operator', 'gone', 'failing'] as const;

export interface Webhook {
  readonly id: `whk_${string}`;
  readonly url: string;
  readonly description: string;
  /** Patterns of event types; `*` stands for any characters: `ticket.*`, `ticket.sla-*`. */
  readonly events: readonly string[];
  /** Only of these; empty for all. */
  readonly categories: readonly string[];
  readonly queues: readonly string[];
  readonly enabled: boolean;
  /** Why not. gone: the receiver answered 410. failing: it has failed for five days. */
  readonly disabledBy?: (typeof DISABLED_BY)[number];
  /** The newest first. */
  readonly secrets: readonly SecretName[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Counts changes, from 1. */
  readonly version: number;
}

/** What an operator says of a webhook. */
export type WebhookWish = Pick<Webhook, 'url' | 'description' | 'events' | 'categories' | 'queues' | 'enabled'>;

export type Interest = Pick<Webhook, 'events' | 'categories' | 'queues'>;

export const matches = ({ events, categories, queues }: Interest, event: ThinEvent): boolean =>
  (categories.length === 0 || categories.includes(event.category)) &&
  (queues.length === 0 || queues.includes(event.queue)) &&
  events.some((pattern) => matchesType(pattern, event.type));

/** Steps along the pattern once: no expression is built of what somebody sent. */
export const matchesType = (pattern: string, type: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return type === first;
  if (!type.startsWith(first) || !type.endsWith(last) || type.length < first.length + last.length) return false;
  const end = type.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = type.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
};

const OLD_SECRET_MS = 24 * 60 * 60_000;

/** A new secret signs from now on, and the one before for a day beside it; older ones no more. */
export const rotated = (secrets: readonly SecretName[], name: string, now: Instant): readonly SecretName[] => {
  const [newest] = secrets;
  return [{ name }, ...(newest ? [{ name: newest.name, until: addMs(now, OLD_SECRET_MS) }] : [])];
};

/** Those that sign now, the newest first. */
export const signing = (secrets: readonly SecretName[], now: Instant): readonly SecretName[] =>
  secrets.filter(({ until }) => until === undefined || now < until);

/** The webhook as somebody wants it. Who wants it enabled need not care why it was not. */
export const changed = (webhook: Webhook, wish: WebhookWish): Webhook => {
  const { disabledBy: _, ...rest } = webhook;
  const because = wish.enabled ? {} : { disabledBy: webhook.disabledBy ?? ('operator' as const) };
  return { ...rest, ...wish, ...because, version: webhook.version + 1 };
};

export const disabled = (webhook: Webhook, disabledBy: 'gone' | 'failing'): Webhook => ({
  ...webhook,
  enabled: false,
  disabledBy,
  version: webhook.version + 1,
});
