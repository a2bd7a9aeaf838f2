import type { OutgoingMessage } from '../../core/ports-notices.ts';
import type { Secret } from '../secrets/named.ts';
import type { SmsTemplate } from './template.ts';

/** A short message as a provider sends it. */
export interface Sending {
  readonly message: Extract<OutgoingMessage, { kind: 'sms' }>;
  /** E.164. */
  readonly to: string;
  readonly template: SmsTemplate;
  /** Each provider says what it has to hold. */
  readonly secret: Secret;
  readonly baseUrl?: string;
  readonly nowMs: number;
  readonly timeoutMs?: number;
}
