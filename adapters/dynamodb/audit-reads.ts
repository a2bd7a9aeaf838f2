/** Timelines as they are kept, with their seals: for checking, and for taking something out. */
import { QueryCommand, type QueryCommandOutput, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Sealed, untoldOf, verify } from '../../core/domain/audit.ts';
import type { Tickets } from '../../core/ports.ts';
import type { AuditReads, Rewrites } from '../../core/ports-audit.ts';
import { base64Of, crypto, sealKnownOf } from './audit-chain.ts';
import { insist } from './insist.ts';
import type { Item } from './item.ts';
import { eventOf } from './ticket-events.ts';
import { rewritesOf } from './ticket-redaction.ts';
import { AFTER_EVENTS, eventSort } from './ticket-table.ts';
import type { Transactions } from './transact.ts';

interface AuditPorts extends Transactions {
  readonly ticketTable: string;
  readonly tickets: Pick<Tickets, 'read'>;
}

export const createAuditReads = ({ client, ticketTable: TableName, tickets }: AuditPorts): AuditReads => ({
  sealed: async (idOrCode) => {
    const found = await tickets.read(idOrCode);
    if (!found) return undefined;
    const { ticket } = found;
    const events: Sealed[] = [];
    let start: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :id AND sk BETWEEN :first AND :end',
          ExpressionAttributeValues: {
            ':id': { S: ticket.id },
            ':first': { S: eventSort(0) },
            ':end': { S: AFTER_EVENTS },
          },
          ConsistentRead: true,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      events.push(...(page.Items ?? []).map(sealedOf));
      start = page.LastEvaluatedKey;
    } while (start);
    return { ticket, seal: sealKnownOf(ticket), events };
  },
  verify: (sealed) => verify(sealed, crypto),
  untold: (sealed) => untoldOf(sealed, crypto),
});

export const createRewrites = ({ client, time, ticketTable }: AuditPorts): Rewrites => ({
  ahead: async (rewritten) => {
    for (const { Update } of rewritesOf(ticketTable, rewritten).writes)
      await insist(time, () => client.send(new UpdateItemCommand(Update)));
  },
});

/** As it is kept. */
const sealedOf = (item: Item): Sealed => {
  const { kept, replaced } = unmarshall({
    ...(item.kept && { kept: item.kept }),
    ...(item.replaced && { replaced: item.replaced }),
  });
  return {
    event: eventOf(item),
    seal: base64Of(item.seal?.B),
    salt: base64Of(item.salt?.B),
    ...(kept && { kept }),
    ...(replaced && { replaced }),
  };
};
