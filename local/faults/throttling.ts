/** How each service says that it has no capacity, or that somebody else is at the same item. */
import { AwsError } from '../aws.ts';
import type { Dice } from './dice.ts';

interface Throttling {
  /** Tells of every call, so that only items of transactions meet a conflict with one. */
  saw(action: string, body: any): void;
  answer(service: string, action: string, body: any): AwsError;
}

const TRANSACTIONS: ReadonlySet<string> = new Set(['TransactWriteItems', 'TransactGetItems']);
const SINGLE_WRITES: ReadonlySet<string> = new Set(['UpdateItem', 'DeleteItem']);

const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');
const ANSWERS: Readonly<Record<string, () => AwsError>> = {
  AmazonSQS: () => new AwsError('RequestThrottled', 'Request is throttled.', 403),
  S3: () => new AwsError('SlowDown', 'Please reduce your request rate.', 503),
  ses: () => new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429),
};

const IN_TABLES: Readonly<Record<string, string>> = {
  ThrottlingException: 'Throughput exceeds the current throughput limit for your table or index.',
  ProvisionedThroughputExceededException: 'The level of configured provisioned throughput for the table was exceeded.',
  TransactionConflictException: 'Transaction is ongoing for the item',
};
const REASONS: Readonly<Record<string, string>> = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError: 'Throughput exceeds the current throughput limit for your table or index.',
  ProvisionedThroughputExceeded: 'The level of configured provisioned throughput for the table was exceeded.',
};

export function throttlingOf(dice: Dice): Throttling {
  const random = dice('throttling answers');
  const oneOf = (names: readonly string[]): string => names[Math.floor(random.next() * names.length)] as string;
  const inTransactions = new Set<string>();
  const inTable = (action: string, body: any): AwsError => {
    if (TRANSACTIONS.has(action)) return cancelled(oneOf(Object.keys(REASONS)), body.TransactItems?.length ?? 1);
    const alone = !(SINGLE_WRITES.has(action) && inTransactions.has(nameOf(body)));
    const code = oneOf(Object.keys(IN_TABLES).filter((name) => !alone || name !== 'TransactionConflictException'));
    return new AwsError(code, IN_TABLES[code] as string);
  };
  const cancelled = (code: string, items: number): AwsError => {
    const hit = Math.floor(random.next() * items);
    const reasons = Array.from({ length: items }, (_, at) =>
      at === hit ? { Code: code, Message: REASONS[code] } : { Code: 'None' },
    );
    return new AwsError(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
      400,
      { CancellationReasons: reasons },
    );
  };
  return {
    saw(action, body) {
      if (action !== 'TransactWriteItems') return;
      for (const { Update, Delete } of body.TransactItems ?? [])
        for (const write of [Update, Delete]) if (write) inTransactions.add(nameOf(write));
    },
    answer: (service, action, body) =>
      service.startsWith('DynamoDB') ? inTable(action, body) : (ANSWERS[service] ?? throttled)(),
  };
}

/** One name for one item, however its key is written. */
const nameOf = ({ TableName, Key = {} }: any): string =>
  JSON.stringify([
    TableName,
    ...Object.keys(Key)
      .sort()
      .map((name) => Key[name]),
  ]);
