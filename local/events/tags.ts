import { z } from 'zod';

/** Tags have no effect on one machine. */
export const tags = z
  .union([z.array(z.strictObject({ Key: z.string(), Value: z.string() })), z.record(z.string(), z.string())])
  .optional();
