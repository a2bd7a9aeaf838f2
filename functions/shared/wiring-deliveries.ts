/** Ports of the functions that hear what became of messages. */
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createContacts } from '../../adapters/dynamodb/notice-contacts.ts';
import { createArrivals, createMessageNumbers } from '../../adapters/dynamodb/notice-deliveries.ts';
import { createDuePlaces } from '../../adapters/dynamodb/notice-due.ts';
import { createLedger } from '../../adapters/dynamodb/notice-ledger.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { MessageNumbers } from '../../core/ports-deliveries.ts';
import type { DeliveryPorts } from '../../core/usecases/record-delivery.ts';
import { dynamodb as client } from './dynamodb.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

const readItem = createItemReads({ client, time });

/** Of those who hear of no complaints. */
export const wireDeliveryPorts = ({ NOTICE_TABLE: noticeTable }: Has<'NOTICE_TABLE'>): DeliveryPorts => ({
  ledger: createLedger({ client, time, noticeTable }),
  duePlaces: createDuePlaces({ client, time, noticeTable }),
  contacts: createContacts({ client, time, readItem, noticeTable }),
  arrivals: createArrivals({ client, time, noticeTable }),
  numbers: createMessageNumbers({ client, time, noticeTable }),
  time,
});

export const wireMessageNumbers = ({ NOTICE_TABLE: noticeTable }: Has<'NOTICE_TABLE'>): MessageNumbers =>
  createMessageNumbers({ client, time, noticeTable });
