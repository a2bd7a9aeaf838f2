/** Rows of the ladder that hold for what a ticket is about and who is concerned. */

import { mentions } from '../classify.ts';
import { matches } from '../clocks/selection.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Rung } from './ladder.ts';

export interface Said {
  /** What the customer has just written. */
  readonly text?: string;
  /** They have just urged. */
  readonly urged?: true;
}

/** Those that hold now and have not fired yet; urges count every time. */
export const severityRungs = (ticket: Ticket, { text, urged }: Said, { escalation }: Policy): readonly Rung[] =>
  escalation.ladder.filter((rung) => {
    const { when, name } = rung;
    if (when.clock !== undefined || when.nature !== undefined) return false;
    if (when.urges === undefined ? ticket.rungs.includes(name) : !urged) return false;
    return isGrave(when, ticket, text) && matches(when, ticket);
  });

const isGrave = (when: Rung['when'], ticket: Ticket, text: string | undefined): boolean => {
  if (when.words && (text === undefined || !mentions(text, when.words))) return false;
  if (when.amountAbove !== undefined && (text === undefined || largestAmount(text) <= when.amountAbove)) return false;
  if (when.urges !== undefined && ticket.urges % when.urges !== 0) return false;
  if (when.reopens !== undefined && ticket.reopens < when.reopens) return false;
  return !when.repeat || ticket.repeatOf !== undefined || ticket.reopens > 0;
};

/** The highest level decides; one without a level counts as one more than now. */
export const mostSevere = (rungs: readonly Rung[], now: number): readonly Rung[] =>
  rungs.toSorted((a, b) => (b.level ?? now + 1) - (a.level ?? now + 1));

const AMOUNT =
  /(?:¥|￥|rmb|cny|人民币)\s*([\d,]+(?:\.\d+)?)(\s*万)?|([\d,]+(?:\.\d+)?)\s*(万)?\s*(?:元|块|圆|yuan|rmb|cny)/giu;

/** In yuan, the largest that the text names; 0 when it names none. */
export const largestAmount = (text: string): number => {
  let largest = 0;
  for (const [, before, wan, after, wanAfter] of text.normalize('NFKC').matchAll(AMOUNT)) {
    const amount = Number((before ?? after ?? '').replaceAll(',', '')) * (wan || wanAfter ? 10_000 : 1);
    if (amount > largest) largest = amount;
  }
  return largest;
};
