/** The shape of the resolution codes (解决代码) in a policy file. */
import * as z from 'zod';
import type { ResolutionCode } from '../core/domain/handling/checklist.ts';
import { name } from './common.ts';
import { section, titles } from './policy-parts.ts';

const code = section({
  name,
  title: titles,
  category: z.array(name, 'Write a list such as [refund, invoice]').min(1).optional(),
  needs: section({ steps: z.array(name).default([]), fields: z.array(name).default([]) }).prefault({}),
});
export type ResolutionPart = z.infer<typeof code>;

export const resolutionCodes = z.array(code).default([]);

export const toResolutionCode = ({ category, ...code }: ResolutionPart): ResolutionCode => ({
  ...code,
  ...(category && { category }),
});
