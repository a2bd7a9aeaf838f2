/** Named actions (快捷操作) that an agent runs on a ticket, wholly or not at all. */
import type { FieldValue, FieldValues } from '../forms/form.ts';
import type { HoldReason, Titles } from '../vocabulary.ts';

/** Texts hold placeholders such as `{code}`, see placeholders.ts. */
export type MacroAction =
  /** Literal values; those that a person gives are `inputs`. */
  | { readonly do: 'setFields'; readonly fields: FieldValues }
  | { readonly do: 'reply'; readonly text: Titles }
  | { readonly do: 'note'; readonly text: Titles }
  | { readonly do: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly do: 'takeStep'; readonly step: string; readonly note?: Titles }
  | { readonly do: 'hold'; readonly for: HoldReason; readonly reason?: Titles }
  | { readonly do: 'transfer'; readonly queue: string; readonly reason: Titles }
  | { readonly do: 'resolve'; readonly code: string; readonly text: Titles };

export interface Macro {
  readonly name: string;
  readonly title: Titles;
  /** For tickets of these alone; none: of all. */
  readonly category?: readonly string[];
  /** Fields whose values the person gives when they run it; they are set first. Money is never set in another way. */
  readonly inputs: readonly string[];
  readonly actions: readonly MacroAction[];
}

/** Commands of `../commands.ts` that a macro can give. */
export type MacroCommand =
  | { readonly type: 'setFields'; readonly fields: Readonly<Record<string, FieldValue>> }
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'takeStep'; readonly step: string; readonly note?: string }
  | { readonly type: 'hold'; readonly for: HoldReason; readonly reason?: string }
  | { readonly type: 'transfer'; readonly queue: string; readonly reason: string }
  | { readonly type: 'resolve'; readonly code: string; readonly text: string };
