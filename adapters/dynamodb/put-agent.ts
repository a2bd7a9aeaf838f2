/** Creates or changes an agent: what they hold is left as it is, and goes along with who changes team. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Agent, type AgentProfile, NO_LOAD, type Presence } from '../../core/domain/routing/agent.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { agentOf, profileOf } from './agent-item.ts';
import { arrivalWrite, type DirectoryPorts } from './arrival.ts';
import { agentKey, pointerKey } from './directory-table.ts';
import type { Item } from './item.ts';
import { reviewerWrites } from './review-reviewers.ts';
import { teamNameWrite } from './teams.ts';
import { transact, type Write } from './transact.ts';

type Wanted = AgentProfile & { readonly presence?: Presence };

const ATTEMPTS = 5;

export const putAgentItem = async (
  ports: DirectoryPorts,
  wanted: Wanted,
  read: (id: AgentId) => Promise<Item | undefined>,
): Promise<Agent> => {
  const TableName = ports.directoryTable;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const item = await read(wanted.id);
    const known = item && agentOf(item);
    const agent = after(known, wanted);
    const writes: Write<string>[] = [
      ...agentWrites(TableName, agent, wanted, item, known).map((each) => ({ role: 'agent', item: each })),
      { role: 'pointer', item: pointerWrite(TableName, agent, known) },
      teamNameWrite(TableName, agent.team),
      ...reviewerWrites(TableName, agent, known).map((each) => ({ role: 'reviewer', item: each })),
      ...(mayTakeMore(known, agent) ? [arrivalWrite(ports, agent)] : []),
    ];
    if ((await transact(ports, writes)).length === 0) return agent;
    await ports.time.jitter(attempt);
  }
  throw new Error(`${wanted.id} kept changing while it was written.`);
};

const after = (known: Agent | undefined, wanted: Wanted): Agent => {
  const presence = wanted.presence ?? known?.presence ?? 'offline';
  if (!known) return { ...NO_LOAD, ...profileOf(wanted), presence };
  const { email: _, scope: __, until: ___, substitute: ____, seenAt, ...kept } = known;
  return {
    ...kept,
    ...profileOf(wanted),
    presence,
    ...(seenAt !== undefined && wanted.presence === undefined && { seenAt }),
  };
};

/** Somebody who is there, with anything that could let them take what they could not take before. */
const mayTakeMore = (known: Agent | undefined, agent: Agent): boolean =>
  agent.presence === 'online' &&
  (known?.presence !== 'online' || JSON.stringify(profileOf(known)) !== JSON.stringify(profileOf(agent)));

const FRESH = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

const agentWrites = (
  TableName: string,
  agent: Agent,
  wanted: Wanted,
  item: Item | undefined,
  known: Agent | undefined,
): readonly TransactWriteItem[] => {
  const Key = agentKey(agent.team, agent.id);
  const fresh = { Put: { TableName, Item: { ...Key, ...marshall(agent) }, ...FRESH } };
  if (!item || !known) return [fresh];
  if (known.team === agent.team) return [{ Update: profileUpdate(TableName, wanted) }];
  return [fresh, { Delete: { TableName, Key: agentKey(known.team, known.id), ...unchanged(item) } }];
};

/** Their tickets may come and go meanwhile: what moves with these is not touched. */
const profileUpdate = (TableName: string, wanted: Wanted) => {
  const { presence } = wanted;
  const fields = Object.entries({ ...profileOf(wanted), ...(presence && { presence }) });
  const gone = [
    ...OPTIONAL.filter((name) => wanted[name] === undefined).map((name) => `#${name}`),
    ...(presence ? ['seenAt'] : []),
  ];
  const set = fields.map(([name]) => `#${name} = :${name}`).join(', ');
  return {
    TableName,
    Key: agentKey(wanted.team, wanted.id),
    UpdateExpression: gone.length === 0 ? `SET ${set}` : `SET ${set} REMOVE ${gone.join(', ')}`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(
      [...fields.map(([name]) => name), ...OPTIONAL.filter((name) => wanted[name] === undefined)].map((name) => [
        `#${name}`,
        name,
      ]),
    ),
    ExpressionAttributeValues: marshall(Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value]))),
  };
};

/** Not there when nobody has said it. */
const OPTIONAL = ['email', 'scope', 'until', 'substitute'] as const;

const MOVING = ['open', 'load', 'claimed', 'paused', 'assignments', 'presence', 'seenAt'] as const;

/** What moves by itself is as it was read. */
const unchanged = (item: Item) => ({
  ConditionExpression: MOVING.map((name) =>
    item[name] ? `#${name} = :${name}` : `attribute_not_exists(#${name})`,
  ).join(' AND '),
  ExpressionAttributeNames: Object.fromEntries(MOVING.map((name) => [`#${name}`, name])),
  ExpressionAttributeValues: Object.fromEntries(
    MOVING.flatMap((name) => (item[name] ? [[`:${name}`, item[name]]] : [])),
  ),
});

const pointerWrite = (
  TableName: string,
  { id, team, scope, until }: Agent,
  known: Agent | undefined,
): TransactWriteItem => ({
  Put: {
    TableName,
    Item: {
      ...pointerKey(id),
      ...marshall({ team, scope, until }, { removeUndefinedValues: true }),
    },
    ...(known
      ? { ConditionExpression: 'team = :was', ExpressionAttributeValues: { ':was': { S: known.team } } }
      : FRESH),
  },
});
