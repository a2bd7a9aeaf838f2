/** Teams and agents. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Agent } from '../../core/domain/routing.ts';
import type { AgentId } from '../../core/domain/ticket.ts';
import type { Directory, Time } from '../../core/ports.ts';
import { agentOf } from './agent-item.ts';
import { agentKey, pointerKey, teamKey } from './directory-table.ts';
import { insist } from './insist.ts';
import { putAgentItem } from './put-agent.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** The team an agent is listed in now; undefined when there is no such agent. */
export const teamOfAgent = async (client: Client, TableName: string, id: AgentId): Promise<string | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: pointerKey(id), ConsistentRead: true }));
  return Item?.team?.S;
};

export const createDirectory = (ports: {
  readonly client: Client;
  readonly time: Time;
  readonly directoryTable: string;
}): Directory => {
  const { client, directoryTable: TableName } = ports;

  const agent = async (id: AgentId): Promise<Agent | undefined> => {
    const team = await teamOfAgent(client, TableName, id);
    if (team === undefined) return undefined;
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: agentKey(team, id), ConsistentRead: true }),
    );
    return Item && agentOf(Item);
  };

  return {
    agent,
    // Half a read unit per 4 KB: the load may be a moment old, the transaction that assigns is not.
    team: async (name) => {
      const agents: Agent[] = [];
      let ExclusiveStartKey: Record<string, { S: string }> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :team',
            ExpressionAttributeValues: { ':team': { S: teamKey(name) } },
            ExclusiveStartKey,
          }),
        );
        agents.push(...(page.Items ?? []).map(agentOf));
        ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
      } while (ExclusiveStartKey);
      return agents;
    },
    put: (wanted) => putAgentItem(ports, wanted, agent),
    setPresence: async (id, presence) => {
      const team = await teamOfAgent(client, TableName, id);
      if (team === undefined) return undefined;
      try {
        const update = new UpdateItemCommand({
          TableName,
          Key: agentKey(team, id),
          UpdateExpression: 'SET presence = :presence',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':presence': { S: presence } },
          ReturnValues: 'ALL_NEW',
        });
        // Assignments write the same item all day long.
        const { Attributes } = await insist(ports.time, () => client.send(update));
        return Attributes && agentOf(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined; // changed team this very moment
        throw error;
      }
    },
  };
};
