/**
 * Providers as their public contracts describe them: what they check, what they refuse and with which words. They keep what they take,
 * and tell nobody outside. How they fail on purpose is the business of whoever serves them.
 */
import type { NewMessage } from '../messages/message.ts';

export interface ProviderRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** By their names in small letters; `host` is among them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface ProviderReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Standin = (request: ProviderRequest) => ProviderReply;

export interface StandinDeps {
  /** Epoch ms. */
  readonly now: () => number;
  /** `id`: under which the provider tells of it later. */
  readonly keep: (message: NewMessage, id?: string) => void;
}

export const replyWith = (value: unknown, status = 200): ProviderReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** Undefined when it is no object of JSON. */
export function objectIn(body: string): Record<string, any> | undefined {
  try {
    const value = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const headerOf = ({ headers }: ProviderRequest, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

/** A message of a robot to its group. */
export const ofRobot = (provider: string, robot: string, subject: string, text: string): NewMessage => ({
  ...{ channel: 'robot', provider, from: 'gongdan', to: [robot], subject, text },
  ...{ headers: [], tags: {} },
});
