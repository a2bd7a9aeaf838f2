/** What a provider has registered in the place of a text of ours. */
import type { Secret } from '../secrets/named.ts';

export interface SmsTemplate {
  readonly code: string;
  /** What stands in its places, in their order: name there, and the value. */
  readonly places: readonly (readonly [name: string, value: string])[];
}

interface Registered {
  readonly code: string;
  readonly params?: readonly string[];
}

const isRegistered = (value: unknown): value is Registered => {
  if (typeof value !== 'object' || value === null) return false;
  const { code, params } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    (params === undefined || (Array.isArray(params) && params.every((one) => typeof one === 'string')))
  );
};

/**
 * `secret.templates`: by the name of ours, or `*` for all others, `{code: 'SMS_1', params: ['code', 'due=dueAt']}`: facts in the order of the
 * places, `place=fact` where the names differ, the fact `text` being the whole text. A fact that is not there is a missing place: undefined.
 */
export const templateOf = (
  secret: Secret,
  message: { readonly template: string; readonly facts: Readonly<Record<string, string>>; readonly text: string },
): SmsTemplate | 'unregistered' | 'fact-missing' => {
  const templates = (secret.templates ?? {}) as Readonly<Record<string, unknown>>;
  const own = Object.hasOwn(templates, message.template) ? templates[message.template] : templates['*'];
  if (!isRegistered(own)) return 'unregistered';
  const facts: Readonly<Record<string, string>> = { text: message.text, ...message.facts };
  const places: [string, string][] = [];
  for (const param of own.params ?? []) {
    const [place = param, fact = place] = param.split('=', 2);
    const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    if (value === undefined) return 'fact-missing';
    places.push([place, value]);
  }
  return { code: own.code, places };
};
