/** Who was asked, and what they answered: see customer-table.ts. An answer by the survey's page is an event for the bus as well. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { INVITED_AGAIN_MINUTES } from '../../core/domain/survey/answering.ts';
import { type Answered, type Asked, partsOf } from '../../core/domain/survey/survey.ts';
import { addMinutes, type Instant, toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Surveys } from '../../core/ports-surveys.ts';
import { answerKey, answersOf, askedKey, invitedKey } from './customer-table.ts';
import { insist } from './insist.ts';
import { answeredUpdates, articlesIn, askedUpdate, numbersOf } from './survey-numbers.ts';
import { surveyKey } from './ticket-table.ts';
import { transact, type Write } from './transact.ts';

interface SurveyPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly customerTable: string;
  readonly insightTable: string;
  /** For those who take answers: what is told on the bus stands there. */
  readonly ticketTable?: string | undefined;
}

const TOLD_DAYS = 15; // a day longer than a queue keeps a message
const MINUTES_OF_DAY = 24 * 60;

/** `expiresAt` of the items is of the table's own and in seconds. */
const secondsOf = (instant: Instant): number => Math.ceil(toMs(instant) / 1000);

export const createSurveys = (ports: SurveyPorts): Surveys => {
  const { client, time, customerTable: TableName, insightTable, ticketTable } = ports;

  return {
    ask: async (asked, restSince) => {
      const failed = await transact(ports, [
        { role: 'asked', item: { Put: asking(TableName, asked, restSince) } },
        { role: 'counted', item: askedUpdate(insightTable, asked) },
      ] satisfies Write<'asked' | 'counted'>[]);
      if (failed.length === 0) return asked;
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: askedKey(asked.customer), ConsistentRead: true }),
      );
      const known = Item && (unmarshall(Item).asked as Asked);
      return known?.id === asked.id ? known : 'rests';
    },
    answer: async (id) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: answerKey(id), ConsistentRead: true }));
      const answered = Item && (unmarshall(Item).answered as Answered);
      return answered && answered.keptUntil > time.now() ? answered : undefined;
    },
    afterwards: async (ticketId) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': answersOf(ticketId) },
          ScanIndexForward: false,
          Limit: 1,
        }),
      );
      const last = Items[0] && (unmarshall(Items[0]).answered as Answered);
      return last?.by === 'survey' && last.keptUntil > time.now() ? last : undefined;
    },
    keep: async (answered) => {
      const failed = await transact(
        ports,
        [
          { Put: keeping(TableName, answered) },
          ...answeredUpdates(insightTable, answered),
          ...(answered.by === 'survey' ? [{ Put: telling(present(ticketTable), answered) }] : []),
        ].map((item): Write<'answer'> => ({ role: 'answer', item: item as TransactWriteItem })),
      );
      return failed.length === 0;
    },
    invite: async (customer, { id, at }, since) => {
      const put = new PutItemCommand({
        TableName,
        Item: {
          ...invitedKey(customer),
          ...marshall({ id, at, expiresAt: secondsOf(addMinutes(at, INVITED_AGAIN_MINUTES)) }),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR #at <= :since OR id = :id',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: marshall({ ':since': since, ':id': id }),
      });
      try {
        await insist(time, () => client.send(put));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    numbers: (day) => numbersOf(ports, day),
    articles: (month) => articlesIn(ports, month),
  };
};

/** A year: longer than anybody lets a customer rest. */
const ASKED_DAYS = 366;

const asking = (TableName: string, asked: Asked, restSince: Instant) => ({
  TableName,
  Item: {
    ...askedKey(asked.customer),
    ...marshall({
      asked,
      at: asked.askedAt,
      expiresAt: secondsOf(addMinutes(asked.askedAt, ASKED_DAYS * MINUTES_OF_DAY)),
    }),
  },
  ConditionExpression: 'attribute_not_exists(pk) OR #at <= :restSince',
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':restSince': { S: restSince } },
});

const keeping = (TableName: string, answered: Answered) => ({
  TableName,
  Item: {
    ...answerKey(answered.id),
    ...marshall({ answered, expiresAt: secondsOf(answered.keptUntil) }, { removeUndefinedValues: true }),
  },
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** Ids and a number, as everything that goes over the bus. */
const telling = (TableName: string, { id, at }: Answered) => {
  const { ticketId, seq } = partsOf(id);
  return {
    TableName,
    Item: {
      ...surveyKey(ticketId, seq),
      ...marshall({
        ...{ id, ticketId, type: 'survey.answered', time: at, seq },
        ...{ wakes: false, frees: '', team: '', concerns: '' },
        expiresAt: secondsOf(addMinutes(at, TOLD_DAYS * MINUTES_OF_DAY)),
      }),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
};

const present = (ticketTable: string | undefined): string => {
  if (ticketTable === undefined) throw new Error('To take an answer needs the ticket table.');
  return ticketTable;
};
