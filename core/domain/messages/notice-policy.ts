/** Who learns what, when and by which channel (通知). */
import type { Addressee } from '../escalation/addressee.ts';
import type { Language, Priority, Tier, Titles } from '../vocabulary.ts';
import type { Occasion } from './occasion.ts';

/** robot: of a chat group, `robot:<name>` · hook: a signed call, `hook:<name>` */
export type NoticeChannel = 'mail' | 'sms' | `robot:${string}` | `hook:${string}`;

/** Whom an occasion can concern; who that is, the ticket says. */
export const PARTS = [
  'customer',
  'assignee',
  'supervisor',
  'followers',
  'approvers',
  'reviewer',
  'requester',
  /** Who is named by what happened: mentioned, asked, told by the ladder, given a task, relieved of it, on duty. */
  'named',
] as const;
export type Part = (typeof PARTS)[number];

/** A row of the table. */
export interface NoticeRule {
  readonly when: Occasion;
  readonly to: readonly (Part | Addressee)[];
  /**
   * The first one by which they can be reached; the next ones are fall-backs. What customers prefer goes before. None: the row is switched
   * off. A robot or a hook is told once, whoever is meant, and needs nobody in `to`.
   */
  readonly by: readonly NoticeChannel[];
  /** Name of a template. */
  readonly template: string;
  readonly only?: {
    readonly category?: readonly string[];
    readonly priority?: readonly Priority[];
    readonly tier?: readonly Tier[];
    readonly channel?: readonly string[];
  };
  /** It waits for the next digest of whoever wants one. */
  readonly digest: boolean;
  /** It is sent in quiet hours, too. */
  readonly urgent: boolean;
}

export interface NoticePolicy {
  /** What the desk calls itself, at the foot of a mail. */
  readonly desk: Titles;
  /** In which people of the desk are told who have none of their own, and groups of them; customers, in that of their ticket. */
  readonly language: Language;
  readonly table: readonly NoticeRule[];
  /** Customers are not disturbed between these, `22:00` and `08:00` in this zone; what waits is sent at its end. */
  readonly quiet: { readonly from: string; readonly to: string; readonly timeZone: string };
  /** More than `after` notices to one person of the desk within `withinMinutes` become one message at the end of that time. */
  readonly burst: { readonly after: number; readonly withinMinutes: number };
  /** A customer whose ticket is late is promised it anew: this share (percent) of the time that was promised at first, from then on. */
  readonly apology: { readonly percent: number };
  /** When digests go out, `09:00`, in the zone of the quiet hours. */
  readonly digests: readonly string[];
  /** By name: texts with placeholders. */
  readonly templates: Readonly<Record<string, Readonly<Record<Language, TemplateText>>>>;
  /** Who sends what the policy calls sms, `robot:ops` and `hook:erp`: by name; secrets by the name of their secret. */
  readonly robots: Readonly<Record<string, { readonly kind: 'wecom' | 'dingtalk' | 'feishu' }>>;
  readonly hooks: Readonly<Record<string, { readonly url: string }>>;
}

export interface TemplateText {
  readonly subject: string;
  /** Lines; one of which a placeholder has nothing to say is left out. */
  readonly text: string;
  /** For SMS; without it there is none by SMS. One message: 70 letters of Chinese, 160 of English. */
  readonly short?: string;
}
