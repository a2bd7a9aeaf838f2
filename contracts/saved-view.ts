import * as z from 'zod';
import { name } from './common.ts';
import { view } from './view-requests.ts';

/** A list that somebody keeps under a name. */
export const savedView = z.object({ name, for: z.enum(['me', 'team']), ...view });
