/** The shape of the texts of notices (模板) in a policy file. */
import * as z from 'zod';
import type { NoticePolicy } from '../core/domain/messages/notice-policy.ts';
import { section } from './policy-parts.ts';

export const templateName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9-]{0,39}$/,
    'A template is called like the occasion it is for, or otherwise in letters, digits and hyphens',
  );

const LONGEST = { subject: 200, text: 4000, short: 300 } as const;

const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !text.trim().includes('\n'), 'It is one line');

const words = section({
  subject: line(LONGEST.subject),
  text: z.string().min(1).max(LONGEST.text),
  short: line(LONGEST.short).optional(),
});
const template = section({ zh: words, en: words });

const toWords = ({ subject, text, short }: z.infer<typeof words>) => ({
  subject,
  text,
  ...(short !== undefined && { short }),
});

export const templates = z
  .record(templateName, template)
  .transform((file): NoticePolicy['templates'] =>
    Object.fromEntries(Object.entries(file).map(([name, { zh, en }]) => [name, { zh: toWords(zh), en: toWords(en) }])),
  );
export type TemplatesPart = z.infer<typeof templates>;
