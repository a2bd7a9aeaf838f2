/** Whether two who wrote are one person: by the id that their shop knows them by, their phone or their mail address. */
import type { Customer } from './vocabulary.ts';

type Known = Pick<Customer, 'id' | 'phone' | 'email'>;

export const isSameCustomer = ({ customer: a }: { customer: Known }, { customer: b }: { customer: Known }): boolean =>
  a.id === b.id || isSameMail(a, b) || isSame(foldedPhone(a.phone), foldedPhone(b.phone));

export const isSameMail = (a: Pick<Known, 'email'>, b: Pick<Known, 'email'>): boolean =>
  isSame(foldedMail(a.email), foldedMail(b.email));

/** Nobody is the same as another one because neither has said anything. */
const isSame = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one === other;

const foldedMail = (email: string | undefined): string | undefined =>
  email?.normalize('NFKC').trim().toLowerCase() || undefined;

/** Digits alone, as they are dialled within China: `+86 138 0013 8000` is 13800138000, `0086-10-6552 9988` is 01065529988. */
export const foldedPhone = (phone: string | undefined): string | undefined =>
  phone
    ?.normalize('NFKC')
    .replace(/[^+0-9]/g, '')
    .replace(/^(?:\+|00)?86(?=1[3-9][0-9]{9}$)/, '')
    .replace(/^(?:\+|00)860?(?=[1-9])/, '0')
    .replaceAll('+', '') || undefined;
