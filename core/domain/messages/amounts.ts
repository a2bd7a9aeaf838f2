/** How much money a ticket is about, as its form says. */
import { moneyText } from '../handling/placeholders.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Language } from '../vocabulary.ts';

/** `退款金额 6,000.00 元`; several one after the other; undefined when no amount is filled in. */
export const amountsText = (
  { category, fields }: Pick<Ticket, 'category' | 'fields'>,
  { forms }: Pick<Policy, 'forms'>,
  language: Language,
): string | undefined => {
  const form = Object.hasOwn(forms, category) ? forms[category] : undefined;
  const amounts = (form?.fields ?? []).flatMap((field) => {
    const filled = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
    return field.type === 'money' && filled
      ? [`${field.title[language]} ${moneyText(Number(filled.value), field.currency, language)}`]
      : [];
  });
  return amounts.length > 0 ? amounts.join(language === 'zh' ? '，' : ', ') : undefined;
};
