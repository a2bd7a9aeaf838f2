/** Receipt handles name one receive of one message, so that a stale one does nothing. */
import { AwsError } from '../aws.ts';

export interface Receipt {
  readonly id: number;
  readonly receives: number;
}

export const receiptHandle = (receipt: Receipt, messageId: string): string =>
  Buffer.from(`${receipt.id}:${receipt.receives}:${messageId}`).toString('base64url');

/** Throws ReceiptHandleIsInvalid. */
export function readReceipt(handle: unknown): Receipt {
  const match = /^(\d+):(\d+):/.exec(Buffer.from(String(handle), 'base64url').toString());
  if (!match)
    throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  return { id: Number(match[1]), receives: Number(match[2]) };
}
