/** Creates or changes an agent; who changes team takes their load along. */
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/domain/routing.ts';
import type { AgentId } from '../../core/domain/ticket.ts';
import { agentKey, pointerKey } from './directory-table.ts';
import { type Transactions, transact, type Write } from './transact.ts';

const ATTEMPTS = 5;

export const putAgentItem = async (
  ports: Transactions & { readonly directoryTable: string },
  wanted: Omit<Agent, 'open' | 'lastAssignedAt'>,
  read: (id: AgentId) => Promise<Agent | undefined>,
): Promise<Agent> => {
  const TableName = ports.directoryTable;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const known = await read(wanted.id);
    const agent: Agent = {
      ...wanted,
      open: known?.open ?? 0,
      ...(known?.lastAssignedAt && { lastAssignedAt: known.lastAssignedAt }),
    };
    const unchanged = known
      ? {
          ConditionExpression: '#open = :open',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':open': { N: String(known.open) } },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    const moves = known !== undefined && known.team !== agent.team;
    const Item = { ...agentKey(agent.team, agent.id), ...marshall(agent, { removeUndefinedValues: true }) };
    const fresh = { ConditionExpression: 'attribute_not_exists(pk)' };
    const writes: Write<'changed'>[] = [
      { role: 'changed', item: { Put: { TableName, Item, ...(moves ? fresh : unchanged) } } },
      ...(moves
        ? [
            {
              role: 'changed' as const,
              item: { Delete: { TableName, Key: agentKey(known.team, known.id), ...unchanged } },
            },
          ]
        : []),
      {
        role: 'changed',
        item: {
          Put: {
            TableName,
            Item: { ...pointerKey(agent.id), team: { S: agent.team } },
            ...(known
              ? { ConditionExpression: 'team = :was', ExpressionAttributeValues: { ':was': { S: known.team } } }
              : fresh),
          },
        },
      },
    ];
    if ((await transact(ports, writes)).length === 0) return agent;
    await ports.time.jitter(attempt);
  }
  throw new Error(`${wanted.id} kept changing while it was written.`);
};
