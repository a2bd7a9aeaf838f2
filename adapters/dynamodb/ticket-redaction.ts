/** Events from which something is taken: written in the place of what stood there, so that nothing of it stays. */
import type { Update } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { resealed, type Sealed, standsAs } from '../../core/domain/audit.ts';
import type { Rewritten } from '../../core/ports.ts';
import { crypto, newSalt, saltAttribute } from './audit-chain.ts';
import { eventKey } from './ticket-table.ts';

interface Rewrites {
  readonly writes: readonly { readonly Update: Update }[];
  /** What the redaction has to say of each, by seq. */
  readonly replaced: NonNullable<Sealed['replaced']>;
}

/** Each on the condition that nobody has taken anything out of the event meanwhile: the salt changes with that. */
export const rewritesOf = (TableName: string, rewritten: readonly Rewritten[]): Rewrites => {
  const replaced: Record<string, string> = {};
  const writes = rewritten.flatMap(({ before, after, isWritten }): { readonly Update: Update }[] => {
    if (isWritten) {
      replaced[after.seq] = standsAs(after, before.salt ?? '', crypto);
      return [];
    }
    const salt = newSalt();
    const { kept, digest } = resealed(before, after, salt, crypto);
    replaced[after.seq] = digest;
    return [
      {
        Update: {
          TableName,
          Key: eventKey(after.ticketId, after.seq),
          UpdateExpression: `SET #data = :data, salt = :salt, kept = :kept${after.from === undefined ? ' REMOVE #from' : ''}`,
          ConditionExpression: 'salt = :before',
          ExpressionAttributeNames: { '#data': 'data', ...(after.from === undefined && { '#from': 'from' }) },
          ExpressionAttributeValues: {
            ...marshall({ ':data': after.data, ':kept': kept }, { removeUndefinedValues: true }),
            ':salt': saltAttribute(salt).salt as { B: Uint8Array },
            ':before': { B: Buffer.from(before.salt ?? '', 'base64') },
          },
        },
      },
    ];
  });
  return { writes, replaced };
};
