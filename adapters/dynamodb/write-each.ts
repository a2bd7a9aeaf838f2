/** Conditional writes that have nothing to do with each other, made with few calls. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { BatchPorts } from './batch-get.ts';
import { insist } from './insist.ts';
import { transact } from './transact.ts';

/** One item, and what has to hold for it. */
export type OneWrite = Pick<TransactWriteItem, 'Put' | 'Delete'>;

const TOGETHER = 64; // a transaction takes 100: two of these are a chunk of the search index

/**
 * Answers for each write whether its condition held, or what it failed of. They go as a transaction, for the sake of one call in
 * place of many: it is billed double, so one that is alone goes alone. A condition that does not hold leaves out its own write and
 * no other; what cannot go together for another reason goes one by one.
 */
export const writeEach = async (
  ports: BatchPorts,
  writes: readonly OneWrite[],
): Promise<readonly (boolean | Error)[]> => {
  const answers: (boolean | Error)[] = [];
  for (let at = 0; at < writes.length; at += TOGETHER)
    answers.push(...(await writeSome(ports, writes.slice(at, at + TOGETHER))));
  return answers;
};

const writeSome = async (ports: BatchPorts, writes: readonly OneWrite[]): Promise<(boolean | Error)[]> => {
  const answers = new Map<OneWrite, boolean | Error>();
  let left = writes;
  while (left.length > 1) {
    const failed = await together(ports, left);
    if (!failed) break;
    if (failed.size === 0) return writes.map((write) => answers.get(write) ?? true);
    for (const write of failed) answers.set(write, false);
    left = left.filter((write) => !failed.has(write));
  }
  await Promise.all(left.map(async (write) => answers.set(write, await alone(ports, write))));
  return writes.map((write) => answers.get(write) ?? true);
};

/** Those whose conditions do not hold, of which none was written if there are any; undefined when something else is in the way. */
const together = async (ports: BatchPorts, writes: readonly OneWrite[]): Promise<ReadonlySet<OneWrite> | undefined> => {
  try {
    const failed = await transact(
      ports,
      writes.map((item, at) => ({ role: String(at), item })),
    );
    return new Set(failed.flatMap((role) => writes[Number(role)] ?? []));
  } catch {
    return undefined; // each by itself says what it is
  }
};

const alone = async ({ client, time }: BatchPorts, { Put, Delete }: OneWrite): Promise<boolean | Error> => {
  try {
    await insist(time, async () => {
      if (Put) await client.send(new PutItemCommand(Put));
      if (Delete) await client.send(new DeleteItemCommand(Delete));
    });
    return true;
  } catch (error) {
    return error instanceof ConditionalCheckFailedException ? false : (error as Error);
  }
};
