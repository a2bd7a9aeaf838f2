/** Whole records as they are shown: events of a timeline, fields of a form, member by member. */
import type { Customer } from '../vocabulary.ts';
import { IS_NAME, type KnownNames, NO_NAMES } from './known-names.ts';
import { maskCustomer, maskText } from './mask.ts';
import { maskAddress, maskEmail, maskIp, maskName, maskPhone } from './shapes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Members of events that hold what people wrote. */
const TEXTS: ReadonlySet<string> = new Set(
  'subject description text remarks reason note comment because message question answer handover title conversation'.split(
    ' ',
  ),
);
/** Members that are, or list, people from outside. */
const PEOPLE: ReadonlySet<string> = new Set(['party', 'parties', 'customer', 'requester', 'contact']);
const FILES: ReadonlySet<string> = new Set(['attachment', 'attachments']);

/**
 * The data of an event with what people wrote and who they are masked; ids, enums and numbers of orders stay. `known`: names that the
 * ticket knows.
 */
export const maskData = (data: Fields, known: KnownNames = NO_NAMES): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, maskMember(name, value, known)]));

const maskMember = (name: string, value: unknown, known: KnownNames): unknown => {
  const masked = (text: string): string => maskText(text, known);
  const inside: Mask = (record) => maskData(record, known);
  if (name === 'customer' && isRecord(value)) return maskCustomer(value as unknown as Customer);
  if (PEOPLE.has(name)) return within(value, (person) => inside(named(person, maskName)), masked);
  if (FILES.has(name)) return within(value, (file) => inside(named(file, masked)));
  if (name === 'fields' && isRecord(value)) return maskFields(value, known);
  if (name === 'extracted') return within(value, (one) => maskExtracted(one, masked));
  if (TEXTS.has(name)) return within(value, inside, masked);
  return MASKED_BY_NAME[name] && typeof value === 'string' ? MASKED_BY_NAME[name](value) : within(value, inside);
};

const named = (one: Fields, mask: (name: string) => string): Fields =>
  typeof one.name === 'string' ? { ...one, name: mask(one.name) } : one;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Mask = (record: Fields) => unknown;

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

/** What stands in a text: a phone is one whatever stood around it. */
const maskExtracted = (one: Fields, masked: (text: string) => string): Fields => {
  if (typeof one.value !== 'string') return one;
  return {
    ...one,
    value: one.kind === 'phone' ? maskPhone(one.value) : one.kind === 'text' ? masked(one.value) : one.value,
  };
};

/** A field called after a person, a phone or an address holds one, whatever it looks like; one called after an order holds no phone. */
const FIELD_MASKS: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/order|tracking|waybill|订单|运单|单号/i, (value) => value],
  [/phone|mobile|^tel|电话|手机/i, maskPhone],
  [/e-?mail|邮箱/i, maskEmail],
  [/address|地址|住址/i, maskAddress],
  [IS_NAME, maskName],
];

/** Fields of a ticket or of a form: `{name: {value, from}}` or `{name: value}`. */
export const maskFields = (fields: Fields, known: KnownNames = NO_NAMES): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      isRecord(field) && 'value' in field
        ? { ...field, value: maskField(name, field.value, known) }
        : maskField(name, field, known),
    ]),
  );

const maskField = (name: string, value: unknown, known: KnownNames): unknown => {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = `${value}`;
  const own = FIELD_MASKS.find(([pattern]) => pattern.test(name))?.[1];
  const masked = own ? own(text) : maskText(text, known);
  return masked === text ? value : masked;
};
