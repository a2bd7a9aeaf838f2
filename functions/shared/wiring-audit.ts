/** Ports of the functions that check timelines, erase data and write down who looked. */
import { createErasures } from '../../adapters/dynamodb/audit-erasures.ts';
import { createLooks } from '../../adapters/dynamodb/audit-looks.ts';
import { createAuditReads, createRewrites } from '../../adapters/dynamodb/audit-reads.ts';
import { createReveals } from '../../adapters/dynamodb/audit-reveals.ts';
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Tickets } from '../../core/ports.ts';
import { dynamodb as client } from './dynamodb.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

/** `tickets`: of the same table. */
export const wireAudit = ({ TICKET_TABLE: ticketTable }: Has<'TICKET_TABLE'>, tickets: Pick<Tickets, 'read'>) => ({
  audit: createAuditReads({ client, time, ticketTable, tickets }),
  rewrites: createRewrites({ client, time, ticketTable, tickets }),
  reveals: createReveals({ client, ticketTable, readItem: createItemReads({ client, time }) }),
  erasures: createErasures({ client, time, ticketTable }),
});

export const wireLooks = ({ INSIGHT_TABLE: insightTable }: Has<'INSIGHT_TABLE'>) =>
  createLooks({ client, insightTable });
