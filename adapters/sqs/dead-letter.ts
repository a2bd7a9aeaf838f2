/** What may be shown of a dead letter: ids and kinds, of a known form. Whatever else its body says stays in it. */
import type { Message } from '@aws-sdk/client-sqs';
import { toInstant } from '../../core/domain/time.ts';
import type { DeadLetter } from '../../core/ports-dead-letters.ts';

const EVENT = /^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\.[0-9]+$/;
const TYPE = /^[a-z]+\.[a-z-]+$/;
const REASON = /^[A-Za-z_.]{1,64}$/;

export const sentMs = ({ Attributes }: Message): number => Number(Attributes?.SentTimestamp ?? 0);

export const letterOf = (message: Message): DeadLetter => {
  const { MessageId = '', MessageAttributes, Body = '' } = message;
  const { event, type, condition } = said(Body);
  const reason = MessageAttributes?.ERROR_CODE?.StringValue ?? condition;
  return {
    id: MessageId,
    sentAt: toInstant(sentMs(message)),
    ...(EVENT.test(event) && { event }),
    ...(TYPE.test(type) && { type }),
    ...(reason !== undefined && REASON.test(reason) && { reason }),
  };
};

/** A body as the bus makes it; that of a pipe says why instead. */
const said = (body: string): { event: string; type: string; condition?: string } => {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return { event: '', type: '' };
  }
  const {
    detail,
    context,
    'detail-type': named,
  } = (typeof read === 'object' && read ? read : {}) as Record<string, unknown>;
  const { id, type } = (typeof detail === 'object' && detail ? detail : {}) as Record<string, unknown>;
  const { condition } = (typeof context === 'object' && context ? context : {}) as Record<string, unknown>;
  return {
    event: typeof id === 'string' ? id : '',
    type: typeof type === 'string' ? type : typeof named === 'string' ? named : '',
    ...(typeof condition === 'string' && { condition }),
  };
};
