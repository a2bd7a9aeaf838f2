/** Whether agents are here. Assignments write the same items all day long: a collision is tried again. */
import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Agent, Presence } from '../../core/domain/routing/agent.ts';
import { addMs } from '../../core/domain/time.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { agentOf } from './agent-item.ts';
import { arrivalWrite, type DirectoryPorts } from './arrival.ts';
import { agentKey } from './directory-table.ts';
import { insist } from './insist.ts';
import { transact } from './transact.ts';

type Read = (id: AgentId) => Promise<Agent | undefined>;
type Change = Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>;

const THERE = 'attribute_exists(pk)';

export const changePresence = async (
  ports: DirectoryPorts,
  id: AgentId,
  presence: Presence,
  read: Read,
): Promise<Agent | undefined> => {
  const known = await read(id);
  if (!known) return undefined;
  const change = {
    UpdateExpression: 'SET presence = :presence REMOVE seenAt',
    ConditionExpression: THERE,
    ExpressionAttributeValues: { ':presence': { S: presence } },
  };
  return presence === 'online' ? arrive(ports, known, change, read) : update(ports, known, change);
};

const LATE_MS = 45_000; // clients give a sign every half minute

/** One update; who was not heard of for a while has arrived again. */
export const beatOf = async (ports: DirectoryPorts, id: AgentId, read: Read): Promise<Agent | undefined> => {
  const known = await read(id);
  if (!known) return undefined;
  const now = ports.time.now();
  const change = {
    UpdateExpression: 'SET seenAt = :now',
    ConditionExpression: THERE,
    ExpressionAttributeValues: { ':now': { S: now } },
  };
  const back = known.presence === 'online' && known.seenAt !== undefined && known.seenAt < addMs(now, -LATE_MS);
  return back ? arrive(ports, known, change, read) : update(ports, known, change);
};

/** Undefined when they changed team or left the desk at this very moment. */
const update = async (
  { client, time, directoryTable: TableName }: DirectoryPorts,
  { id, team }: Agent,
  change: Change,
): Promise<Agent | undefined> => {
  const command = new UpdateItemCommand({ TableName, Key: agentKey(team, id), ...change, ReturnValues: 'ALL_NEW' });
  try {
    const { Attributes } = await insist(time, () => client.send(command));
    return Attributes && agentOf(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};

const arrive = async (
  ports: DirectoryPorts,
  agent: Agent,
  { UpdateExpression, ...change }: Change,
  read: Read,
): Promise<Agent | undefined> => {
  const Update = {
    TableName: ports.directoryTable,
    Key: agentKey(agent.team, agent.id),
    UpdateExpression: UpdateExpression ?? '',
    ...change,
  };
  const broken = await transact(ports, [{ role: 'agent', item: { Update } }, arrivalWrite(ports, agent)]);
  return broken.length > 0 ? undefined : read(agent.id);
};
