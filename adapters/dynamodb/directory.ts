/** Teams and agents. */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/domain/routing/agent.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Time } from '../../core/ports.ts';
import type { Directory, Roster } from '../../core/ports-directory.ts';
import { shared } from '../shared.ts';
import { agentOf } from './agent-item.ts';
import { agentKey, pointerKey, ROSTER, rosterKey, TEAMS, teamKey } from './directory-table.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';
import { beatOf, changePresence } from './presence.ts';
import { putAgentItem } from './put-agent.ts';
import { queryAll } from './query-all.ts';
import { putTeamItem, removeAgentItems, removeTeamItem, teamOf } from './teams.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** The team an agent is listed in now; undefined when there is no such agent. */
export const teamOfAgent = async (client: Client, TableName: string, id: AgentId): Promise<string | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: pointerKey(id), ConsistentRead: true }));
  return Item?.team?.S;
};

/**
 * `ticketTable`: for those who change agents; without it a change that gives somebody room throws. `readItem`: shared with other
 * tables, for those who read of several side by side; without it a member is found with its whole team.
 */
export const createDirectory = (given: {
  readonly client: Client;
  readonly time: Time;
  readonly directoryTable: string;
  readonly ticketTable?: string;
  readonly readItem?: ReadItem;
}): Directory => {
  const ports = { ...given, ticketTable: given.ticketTable };
  const { client, directoryTable: TableName, readItem } = ports;

  const itemOf = async (id: AgentId): Promise<Item | undefined> => {
    const team = await teamOfAgent(client, TableName, id);
    if (team === undefined) return undefined;
    const Key = agentKey(team, id);
    return (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
  };
  const agent = async (id: AgentId): Promise<Agent | undefined> => {
    const item = await itemOf(id);
    return item && agentOf(item);
  };
  const all = (pk: string): Promise<readonly Item[]> =>
    queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });
  // Half a read unit per 4 KB: the load may be a moment old, the transaction that assigns is not.
  const team = shared(async (name: string): Promise<Roster> => {
    const items = await all(teamKey(name));
    const roster = items.find(({ sk }) => sk?.S === ROSTER);
    return {
      ...(roster && { team: teamOf(roster) }),
      agents: items.filter(({ sk }) => sk?.S !== ROSTER).map(agentOf),
    };
  }, String);

  return {
    agent,
    team,
    member: async (name, id) => {
      if (!readItem) {
        const found = await team(name);
        return { team: found.team, agent: found.agents.find((each) => each.id === id) };
      }
      const [roster, item] = await Promise.all([
        readItem(TableName, rosterKey(name)),
        readItem(TableName, agentKey(name, id)),
      ]);
      return { team: roster && teamOf(roster), agent: item && agentOf(item) };
    },
    teams: async () => (await all(TEAMS)).map((item) => unmarshall(item).name as string),
    put: (wanted) => putAgentItem(ports, wanted, itemOf),
    putTeam: (wanted) => putTeamItem(ports, wanted),
    removeAgent: (id) => removeAgentItems(ports, id, agent),
    removeTeam: (name) => removeTeamItem(ports, name, team),
    setPresence: (id, presence) => changePresence(ports, id, presence, agent),
    beat: (id) => beatOf(ports, id, agent),
  };
};
