/** All that the stores of a running system hold of its tickets, read in one turn of the event loop: nothing moves meanwhile. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { agentOf } from '../../adapters/dynamodb/agent-item.ts';
import { eventOf } from '../../adapters/dynamodb/ticket-events.ts';
import { ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import type { Recorded } from '../../core/domain/events.ts';
import type { Agent } from '../../core/domain/routing/agent.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { DayNumbers } from '../../core/ports-insight.ts';
import type { Runtime } from '../../local/runtime-api.ts';

export interface DeskSnapshot {
  /** By ticket id. */
  readonly heads: ReadonlyMap<string, Ticket>;
  /** By ticket id, in order of seq. */
  readonly timelines: ReadonlyMap<string, readonly Recorded[]>;
  /** Ticket id by `<channel>#<uniqueId>`. */
  readonly intakes: ReadonlyMap<string, string>;
  /** Ticket id by code. */
  readonly codes: ReadonlyMap<string, string>;
  readonly agents: readonly Agent[];
  /** What the analytics counted for a ticket, by its id. */
  readonly facts: ReadonlyMap<string, DayNumbers>;
  /** The parts of the day report; several rows may belong to one day and category. */
  readonly days: readonly DayNumbers[];
  /** Names of the executions that run, `<ticketId>-<generation>`. */
  readonly running: readonly string[];
  /** Messages by name of their dead-letter queue. */
  readonly deadLetters: ReadonlyMap<string, number>;
}

type Item = Record<string, AttributeValue>;

export const snapshotOf = async (runtime: Runtime): Promise<DeskSnapshot> => {
  const heads = new Map<string, Ticket>();
  const timelines = new Map<string, Recorded[]>();
  const intakes = new Map<string, string>();
  const codes = new Map<string, string>();
  for (const item of await scan(runtime, 'Ticket')) {
    const [pk, sk] = keyOf(item);
    if (pk.startsWith('AGENT#') || pk.startsWith('ALARM#')) continue; // what happened to these, not to a ticket
    if (sk === 'TICKET') heads.set(pk, ticketOf(item));
    else if (sk.startsWith('EVENT#')) timelines.set(pk, [...(timelines.get(pk) ?? []), eventOf(item)]);
    else if (sk === 'INTAKE') intakes.set(pk.slice('INTAKE#'.length), unmarshall(item).ticketId);
    else if (sk === 'CODE') codes.set(pk.slice('CODE#'.length), unmarshall(item).ticketId);
  }
  const agents = (await scan(runtime, 'Directory')).filter((item) => keyOf(item)[1].startsWith('AGENT#')).map(agentOf);
  const facts = new Map<string, DayNumbers>();
  const days: DayNumbers[] = [];
  for (const item of await scan(runtime, 'Insight')) {
    const [pk, sk] = keyOf(item);
    if (pk.startsWith('FACTS#')) facts.set(sk, unmarshall(item).numbers);
    else if (pk.startsWith('DAY#')) days.push(unmarshall(item) as DayNumbers);
  }
  return {
    ...{ heads, timelines, intakes, codes, agents, facts, days },
    running: await runningExecutions(runtime),
    deadLetters: await deadLetters(runtime),
  };
};

const keyOf = (item: Item): [string, string] => [item.pk?.S ?? '', item.sk?.S ?? ''];

/** In order of the sort key within a partition, so that events come in order. */
const scan = async (runtime: Runtime, table: string): Promise<Item[]> => {
  const [found] = runtime.resources('AWS::DynamoDB::GlobalTable', table);
  if (!found) throw new Error(`There is no table ${table}….`);
  const items: Item[] = [];
  for (let start: unknown; ; ) {
    const page = await runtime.call('DynamoDB_20120810', 'Scan', {
      TableName: found.ref,
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    items.push(...page.Items);
    start = page.LastEvaluatedKey;
    if (start === undefined) return items;
  }
};

const runningExecutions = async (runtime: Runtime): Promise<string[]> => {
  const names: string[] = [];
  for (const { ref } of runtime.resources('AWS::StepFunctions::StateMachine')) {
    for (let nextToken: string | undefined; ; ) {
      const page: { executions: { name: string }[]; nextToken?: string } = await runtime.call(
        'AWSStepFunctions',
        'ListExecutions',
        { stateMachineArn: ref, statusFilter: 'RUNNING', maxResults: 1000, ...(nextToken && { nextToken }) },
      );
      names.push(...page.executions.map(({ name }) => name));
      nextToken = page.nextToken;
      if (!nextToken) break;
    }
  }
  return names;
};

const deadLetters = async (runtime: Runtime): Promise<Map<string, number>> => {
  const counts = new Map<string, number>();
  for (const { logicalId, ref } of runtime.resources('AWS::SQS::Queue')) {
    if (!/DeadLetter/.test(logicalId)) continue;
    const { Attributes } = await runtime.call('AmazonSQS', 'GetQueueAttributes', {
      QueueUrl: ref,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    counts.set(logicalId, Number(Attributes.ApproximateNumberOfMessages));
  }
  return counts;
};
