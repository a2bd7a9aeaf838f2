import * as z from 'zod';

/** What the provider wants to hear: anything else, and it tells again. */
export const receiptsTaken = z.union([
  z.strictObject({ code: z.literal(0), msg: z.string() }),
  z.strictObject({ result: z.literal(0), errmsg: z.string() }),
]);
