/** The ports of those who tell people, on the real adapters; what leaves is kept here. */
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createBursts } from '../../adapters/dynamodb/notice-bursts.ts';
import { createContacts } from '../../adapters/dynamodb/notice-contacts.ts';
import { createDueLook, createDuePlaces } from '../../adapters/dynamodb/notice-due.ts';
import { createLedger } from '../../adapters/dynamodb/notice-ledger.ts';
import type { Due, OutgoingMessage, SendResult } from '../../core/ports-notices.ts';
import { idOfTag } from '../../core/usecases/notify-ids.ts';
import { wakeNotices } from '../../core/usecases/wake-notices.ts';
import { TABLES } from '../functions/support/aws.ts';
import type { RoutingDesk } from '../routing/support/desk.ts';

interface Outbox {
  /** All that providers took, in order. */
  readonly sent: OutgoingMessage[];
  /** What a provider does with a message; undefined takes it. May throw. */
  answer: (message: OutgoingMessage) => SendResult | undefined;
  /** What fell due and was put into the queue. */
  readonly queue: Due[];
}

/** `agt_lin`, `13800138000` or `robot:ops`. */
export const addressee = (message: OutgoingMessage): string => {
  switch (message.kind) {
    case 'mail':
      return message.to.split('@')[0] as string;
    case 'sms':
      return message.to;
    case 'robot':
      return `robot:${message.robot}`;
    case 'hook':
      return `hook:${message.hook}`;
  }
};

export const idOf = (message: OutgoingMessage): string =>
  message.kind === 'hook' ? message.id : (idOfTag(message.tag) as string);

export const openOutbox = ({ stores: { client }, ports: { time } }: Pick<RoutingDesk, 'stores' | 'ports'>) => {
  const outbox: Outbox = { sent: [], queue: [], answer: () => undefined };
  const noticeTable = TABLES.notice;
  const readItem = createItemReads({ client, time });
  const ports = {
    ledger: createLedger({ client, time, noticeTable }),
    duePlaces: createDuePlaces({ client, time, noticeTable }),
    contacts: createContacts({ client, time, readItem, noticeTable }),
    bursts: createBursts({ client, noticeTable }),
    channel: {
      send: async (message: OutgoingMessage): Promise<SendResult> => {
        const result = outbox.answer(message);
        if (result && !('sent' in result)) return result;
        outbox.sent.push(message);
        return result ?? { sent: true, id: String(outbox.sent.length) };
      },
    },
    linkTo: async (kind: string) => `https://desk.example.com/${kind}`,
    unsubscribeUrl: async (contact: string) => `https://desk.example.com/u/${contact}`,
    mailDomain: 'desk.example.com',
    noticeQueue: { send: async (due: readonly Due[]) => void outbox.queue.push(...due) },
    dueLook: createDueLook({ client, noticeTable }),
  };
  const memory = {};
  return {
    outbox,
    ports,
    /** One look of the schedule, in this process or, `anew`, in another; what was due comes out of the queue. */
    look: async (anew = false): Promise<readonly Due[]> => {
      await wakeNotices({ ...ports, time, memory: anew ? {} : memory });
      return outbox.queue.splice(0);
    },
  };
};
