/** How the texts of a policy file would look, without a ticket and without anybody to send them to. */
import type { NoticeChannel, NoticePolicy } from '../core/domain/messages/notice-policy.ts';
import { OCCASIONS, type Occasion } from '../core/domain/messages/occasion.ts';
import {
  GATHERED,
  GATHERED_PLACEHOLDERS,
  type Gathered,
  LINK_OF,
  placeholdersOf,
} from '../core/domain/messages/placeholders.ts';
import type { Facts, Rendered } from '../core/domain/messages/planned.ts';
import { type Renderable, render } from '../core/domain/messages/render.ts';
import { LANGUAGES, type Language } from '../core/domain/vocabulary.ts';
import { parsePolicy } from './policy.ts';
import { sampleOf } from './template-samples.ts';

export interface TemplateEntry {
  readonly name: string;
  readonly subject: Readonly<Record<Language, string>>;
  /** Where the table uses it. */
  readonly rows: readonly { readonly when: Occasion; readonly to: readonly string[]; readonly by: readonly string[] }[];
  readonly short: boolean;
}

/** Of a policy file. Throws PolicyError. */
export const noticesIn = (policyText: string, file: string): NoticePolicy => parsePolicy(policyText, file).notices;

/** All of them, in the order of the file. */
export const listTemplates = ({ table, templates }: NoticePolicy): readonly TemplateEntry[] =>
  Object.entries(templates).map(([name, { zh, en }]) => ({
    name,
    subject: { zh: zh.subject, en: en.subject },
    rows: table.filter(({ template }) => template === name).map(({ when, to, by }) => ({ when, to, by })),
    short: zh.short !== undefined && en.short !== undefined,
  }));

export const ROBOT_KINDS = ['wecom', 'dingtalk', 'feishu'] as const;
export const PREVIEW_CHANNELS = ['mail', 'sms', 'robot', 'hook'] as const;

export interface PreviewAs {
  readonly language: Language;
  readonly channel: (typeof PREVIEW_CHANNELS)[number];
  readonly robot: (typeof ROBOT_KINDS)[number];
  /** Instead of those of the sample, e.g. `{ code: 'ABCD2345' }`. */
  readonly facts?: Facts;
}

/** What somebody would get. `unknown`: there is no such template · `unfit`: it has no words for this channel. */
export const previewTemplate = (
  notices: NoticePolicy,
  name: string,
  { language, channel, robot, facts = {} }: PreviewAs,
): Rendered | { readonly refused: 'unknown' | 'unfit' } => {
  if (!Object.hasOwn(notices.templates, name)) return { refused: 'unknown' };
  const sample = sampleFor(name, notices, facts);
  const by: NoticeChannel = channel === 'robot' || channel === 'hook' ? `${channel}:preview` : channel;
  const withRobot = { ...notices, robots: { preview: { kind: robot } } };
  const link = sample.hasLink ? sampleOf(sample.occasion, 'link', language) : undefined;
  return (
    render(sample.planned, by, language, withRobot, link === undefined ? {} : { link }) ?? { refused: 'unfit' as const }
  );
};

const sampleFor = (name: string, { table }: NoticePolicy, facts: Facts) => {
  const gathered = GATHERED.find((each) => each === name);
  const row = table.find(({ template }) => template === name);
  const occasion: Occasion | Gathered = gathered ?? row?.when ?? OCCASIONS.find((each) => each === name) ?? 'followed';
  const isGathered = (each: Occasion | Gathered): each is Gathered => each === gathered;
  const has = isGathered(occasion) ? GATHERED_PLACEHOLDERS : placeholdersOf(occasion);
  const to = row?.to.includes('customer') ? (['customer'] as const) : ([] as const);
  const factsIn = (language: Language): Facts =>
    Object.fromEntries(
      has
        .filter((each) => each !== 'link')
        .flatMap((each) => {
          const value = facts[each] ?? sampleOf(occasion, each, language);
          return value === undefined ? [] : [[each, value]];
        }),
    );
  const planned: Renderable = {
    ...{ occasion, template: name, to },
    ...(!isGathered(occasion) &&
      occasion !== 'alarm' && { ticket: { ...SAMPLE_TICKET, code: facts.code ?? SAMPLE_TICKET.code } }),
    facts: Object.fromEntries(LANGUAGES.map((each) => [each, factsIn(each)])) as Readonly<Record<Language, Facts>>,
  };
  return { occasion, planned, hasLink: !isGathered(occasion) && occasion in LINK_OF };
};

const SAMPLE_TICKET = {
  id: 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE',
  code: 'K7M2Q9XD',
  priority: 'P1',
  category: 'delivery-delay',
} as const;
