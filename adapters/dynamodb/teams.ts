/** Rosters of teams, the list of their names, and what leaves the directory. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/domain/routing/agent.ts';
import type { Team } from '../../core/domain/routing/team.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Roster } from '../../core/ports-directory.ts';
import { agentKey, pointerKey, rosterKey, teamNameKey } from './directory-table.ts';
import type { Item } from './item.ts';
import { reviewerRemoval } from './review-reviewers.ts';
import { type Transactions, transact, type Write } from './transact.ts';

type Ports = Transactions & { readonly directoryTable: string };

export const teamOf = (item: Item): Team => {
  const { name, title, timeZone, shifts, changes } = unmarshall(item);
  return { name, title, timeZone, shifts, changes };
};

/** Goes with everything that is put into a team; again and again the same. */
export const teamNameWrite = (TableName: string, name: string): Write<'name'> => ({
  role: 'name',
  item: { Put: { TableName, Item: { ...teamNameKey(name), name: { S: name } } } },
});

export const putTeamItem = async (ports: Ports, team: Team): Promise<void> => {
  const TableName = ports.directoryTable;
  const Item = { ...rosterKey(team.name), ...marshall(team, { removeUndefinedValues: true }) };
  await transact(ports, [{ role: 'team', item: { Put: { TableName, Item } } }, teamNameWrite(TableName, team.name)]);
};

const THERE = 'attribute_exists(pk)';

export const removeAgentItems = async (
  ports: Ports,
  id: AgentId,
  read: (id: AgentId) => Promise<Agent | undefined>,
): Promise<boolean | 'holds-tickets'> => {
  const TableName = ports.directoryTable;
  const known = await read(id);
  if (!known) return false;
  const broken = await transact(ports, [
    {
      role: 'agent',
      item: {
        Delete: {
          TableName,
          Key: agentKey(known.team, id),
          ConditionExpression: '#open = :none',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':none': { N: '0' } },
        },
      },
    },
    {
      role: 'pointer',
      item: {
        Delete: {
          TableName,
          Key: pointerKey(id),
          ConditionExpression: 'team = :team',
          ExpressionAttributeValues: { ':team': { S: known.team } },
        },
      },
    },
    ...(known.roles.includes('reviewer') ? [{ role: 'reviewer', item: reviewerRemoval(TableName, id) }] : []),
  ]);
  if (broken.length === 0) return true;
  // Another team, or none, since they were read.
  return broken.includes('pointer') ? removeAgentItems(ports, id, read) : 'holds-tickets';
};

export const removeTeamItem = async (
  ports: Ports,
  name: string,
  read: (name: string) => Promise<Roster>,
): Promise<boolean | 'has-agents'> => {
  const TableName = ports.directoryTable;
  const { team, agents } = await read(name);
  if (agents.length > 0) return 'has-agents';
  const broken = await transact(ports, [
    { role: 'name', item: { Delete: { TableName, Key: teamNameKey(name), ConditionExpression: THERE } } },
    {
      role: 'team',
      item: { Delete: { TableName, Key: rosterKey(name), ...(team && { ConditionExpression: THERE }) } },
    },
  ]);
  return broken.length === 0;
};
