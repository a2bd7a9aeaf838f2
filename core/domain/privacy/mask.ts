/** Personal data as it is shown: enough to recognise, not enough to use. */
import type { Customer } from '../vocabulary.ts';
import { findPersonalData } from './detect.ts';
import type { Found, Personal } from './found.ts';
import { maskAddress, maskCard, maskEmail, maskIp, maskName, maskPhone } from './shapes.ts';

export { maskEmail, maskName, maskPhone } from './shapes.ts';

const MASKS: Record<Personal, (value: string) => string> = {
  phone: maskPhone,
  landline: maskPhone,
  idCard: (value) => maskCard(value, 3, 2),
  bankCard: (value) => maskCard(value, 0, 4),
  passport: (value) => maskCard(value, 1, 2),
  plate: (value) => maskCard(value, 2, 2),
  account: (value) => maskCard(value, 1, 1),
  email: maskEmail,
  address: maskAddress,
  name: maskName,
  ip: maskIp,
};

/** Masks personal data wherever it stands in a text; all else stays as it is. To mask what is masked changes nothing. */
export const maskText = (text: string): string => {
  let masked = text;
  // What is masked may leave another reading of its neighbours: it is read again until nothing is found any more.
  for (;;) {
    const next = maskFound(masked, findPersonalData(masked));
    if (next === masked) return masked;
    masked = next;
  }
};

/** Masks what was found in a text, and leaves the letters between as they are. */
const maskFound = (text: string, found: readonly Found[]): string => {
  let masked = '';
  let from = 0;
  for (const { type, value, at } of found) {
    masked += text.slice(from, at[0]) + MASKS[type](value);
    from = at[1];
  }
  return masked + text.slice(from);
};

export const maskCustomer = (customer: Customer): Customer => ({
  id: customer.id,
  tier: customer.tier,
  ...(customer.name !== undefined && { name: maskName(customer.name) }),
  ...(customer.phone !== undefined && { phone: maskPhone(customer.phone) }),
  ...(customer.email !== undefined && { email: maskEmail(customer.email) }),
});

/** Members of events that hold what people wrote. */
const TEXTS: ReadonlySet<string> = new Set(
  'subject description text remarks reason note comment because message question answer handover title conversation'.split(
    ' ',
  ),
);
/** Members that are, or list, people from outside. */
const PEOPLE: ReadonlySet<string> = new Set(['party', 'parties', 'customer', 'requester', 'contact']);
const FILES: ReadonlySet<string> = new Set(['attachment', 'attachments']);

/** The data of an event with what people wrote and who they are masked; ids, enums and numbers of orders stay. */
export const maskData = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, maskMember(name, value)]));

const maskMember = (name: string, value: unknown): unknown => {
  if (name === 'customer' && isRecord(value)) return maskCustomer(value as unknown as Customer);
  if (PEOPLE.has(name)) return within(value, maskPerson, maskText);
  if (FILES.has(name)) return within(value, maskFile);
  if (name === 'fields' && isRecord(value)) return maskFields(value);
  if (name === 'extracted') return within(value, maskExtracted);
  if (TEXTS.has(name)) return within(value, maskData, maskText);
  return MASKED_BY_NAME[name] && typeof value === 'string' ? MASKED_BY_NAME[name](value) : within(value, maskData);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Mask = (record: Record<string, unknown>) => unknown;

/** Masks each record and each text of a value, and of lists in it. */
const within = (value: unknown, mask: Mask, ofText = (text: string): string => text): unknown => {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return value.map((one) => within(one, mask, ofText));
  return isRecord(value) ? mask(value) : value;
};

const MASKED_BY_NAME: Readonly<Record<string, (value: string) => string>> = {
  email: maskEmail,
  phone: maskPhone,
  address: maskAddress,
  ip: maskIp,
};

const maskPerson: Mask = (person) =>
  maskData(typeof person.name === 'string' ? { ...person, name: maskName(person.name) } : person);

const maskFile: Mask = (file) =>
  maskData(typeof file.name === 'string' ? { ...file, name: maskText(file.name) } : file);

/** What stands in a text: a phone is one whatever stood around it. */
const maskExtracted: Mask = (one) => {
  if (typeof one.value !== 'string') return one;
  return {
    ...one,
    value: one.kind === 'phone' ? maskPhone(one.value) : one.kind === 'text' ? maskText(one.value) : one.value,
  };
};

/** A field called after a person, a phone or an address holds one, whatever it looks like; one called after an order holds no phone. */
const FIELD_MASKS: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/order|tracking|waybill|订单|运单|单号/i, (value) => value],
  [/phone|mobile|^tel|电话|手机/i, maskPhone],
  [/e-?mail|邮箱/i, maskEmail],
  [/address|地址|住址/i, maskAddress],
  [
    /(?:contact|recipient|customer|person|holder|real|full|payee|sender|receiver)_?-?name$|^name$|^recipient$|^receiver$|^payee$|姓名|收件人|收货人|联系人|户名/i,
    maskName,
  ],
];

/** Fields of a ticket or of a form: `{name: {value, from}}` or `{name: value}`. */
export const maskFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      isRecord(field) && 'value' in field ? { ...field, value: maskField(name, field.value) } : maskField(name, field),
    ]),
  );

const maskField = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = `${value}`;
  const own = FIELD_MASKS.find(([pattern]) => pattern.test(name))?.[1];
  const masked = own ? own(text) : maskText(text);
  return masked === text ? value : masked;
};
