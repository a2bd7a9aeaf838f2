/** What values of some types look like in their normal form; the check and the JSON Schema read the same expressions. */
import type { Field } from './form.ts';

const SHAPES: Readonly<Partial<Record<Field['type'], string>>> = {
  orderNumber: '^[0-9A-Za-z][0-9A-Za-z_-]{3,63}$',
  trackingNumber: '^[0-9A-Z][0-9A-Z-]{5,38}[0-9A-Z]$',
  // With a country code, or digits as they are dialled in China: mobiles, landlines, service numbers.
  phone: '^(?:\\+[1-9][0-9]{6,14}|[0-9]{5,12})$',
  photo: '^att_[0-9A-Za-z_-]{1,60}$',
};

/** Source of a regular expression for the whole value; undefined: any text. */
export const shapeOf = (field: Field): string | undefined =>
  field.type === 'text' && field.pattern !== undefined ? `^(?:${field.pattern})$` : SHAPES[field.type];

const compiled = new Map<string, RegExp>();
const MOST_KEPT = 1000;

export const hasShape = (source: string, text: string): boolean => {
  let shape = compiled.get(source);
  if (!shape) {
    shape = new RegExp(source, 'u');
    if (compiled.size >= MOST_KEPT) compiled.clear();
    compiled.set(source, shape);
  }
  return shape.test(text);
};

/** Whether `2026-11-22` is such, and a day of the calendar. */
export const isDate = (text: string): boolean => {
  if (!/^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};
