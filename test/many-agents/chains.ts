/** Whether every timeline is sealed as it was written. Every sentence is a fault. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { crypto } from '../../adapters/dynamodb/audit-chain.ts';
import { eventOf } from '../../adapters/dynamodb/ticket-events.ts';
import { ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import { type Sealed, verify } from '../../core/domain/audit.ts';
import type { Runtime } from '../../local/runtime-api.ts';

type Item = Record<string, AttributeValue>;

export const chainFaults = async (runtime: Runtime): Promise<string[]> => {
  const events = new Map<string, Sealed[]>();
  const heads: Item[] = [];
  for (const item of await itemsOf(runtime)) {
    const [pk, sk] = [item.pk?.S ?? '', item.sk?.S ?? ''];
    if (!pk.startsWith('tkt_')) continue;
    if (sk === 'TICKET') heads.push(item);
    else if (sk.startsWith('EVENT#')) events.set(pk, [...(events.get(pk) ?? []), sealedOf(item)]);
  }
  return heads.flatMap((item) => {
    const ticket = ticketOf(item);
    const { broken } = verify({ ticket, seal: bytesIn(item.seal), events: events.get(ticket.id) ?? [] }, crypto);
    return broken ? [`${ticket.id} is not as it was sealed: event ${broken.seq} is ${broken.fault}`] : [];
  });
};

const sealedOf = (item: Item): Sealed => ({
  event: eventOf(item),
  seal: bytesIn(item.seal),
  salt: bytesIn(item.salt),
});

/** As JSON has it: in base64. */
const bytesIn = (value: AttributeValue | undefined): string | undefined => value?.B as unknown as string | undefined;

const itemsOf = async (runtime: Runtime): Promise<Item[]> => {
  const [table] = runtime.resources('AWS::DynamoDB::GlobalTable', 'Ticket');
  const items: Item[] = [];
  for (let start: unknown; ; ) {
    const page = await runtime.call('DynamoDB_20120810', 'Scan', {
      TableName: table?.ref,
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    items.push(...page.Items);
    start = page.LastEvaluatedKey;
    if (start === undefined) return items;
  }
};
