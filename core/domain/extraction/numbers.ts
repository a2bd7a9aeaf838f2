/** Numbers of orders and parcels in a text. */
import { labelled } from '../privacy/labels.ts';
import type { Extracted } from './extracted.ts';
import { carrierNamed, normalWaybill, waybillForm } from './tracking.ts';

/** Letters and digits that may be one number, perhaps in parts. */
const TOKEN = /(?<![0-9A-Za-z])[A-Za-z]{0,6}[-_]?[0-9][0-9A-Za-z]{2,31}(?:-[0-9A-Za-z]{1,20}){0,4}(?![0-9A-Za-z])/g;
/** A waybill with the letters of its carrier, in groups. */
const GROUPED = /(?<![0-9A-Za-z])(?:SF|YT|JD[A-Z]{0,2}|ZT|YD)[ -]?[0-9]{2,6}(?:[ -][0-9]{2,6}){1,5}(?![0-9A-Za-z])/gi;

const OF_ORDER = labelled('订单|定单|交易|订购|order');
const OF_PARCEL = labelled(
  '运单|面单|快递|物流|包裹|tracking|waybill|(?:顺丰|顺风|圆通|中通|申通|韵达|京东物流|京东快递|邮政|\\b(?:EMS|SF|YTO|ZTO|STO))(?:速运|速递|快递)?(?:运单|单)?',
);
const OF_EITHER = labelled('单');
/** Words before other numbers: neither an order's nor a parcel's. */
const OF_OTHER = labelled('电话|手机|微信|QQ|身份证|卡|账户|账号|工号|型号|货号|版本|发票|税号|批次|金额|价格');

/** What orders look like: a prefix and digits, a date and digits, and those of the large shops. */
const ORDER_FORMS: readonly RegExp[] = [
  /^(?:ORD(?:ER)?|PO|SO|DD|OD|NO|TB|TM|PDD|E|O|D|DH)[-_]?[0-9]{8,20}$/i,
  /^(?:[A-Z]{1,4}[-_]?)?20[12][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4,16}$/i,
  /^[12][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-[0-9]{15}$/,
  /^[0-9]{3}-[0-9]{7}-[0-9]{7}$/,
  /^(?:ORD(?:ER)?|PO|SO)(?:-[0-9A-Z]{2,12}){1,4}$/i,
];

const REACH = 48;

export const numbersIn = (text: string): Extracted[] => {
  const found: Extracted[] = [];
  for (const { 0: raw, index } of [...text.matchAll(GROUPED), ...text.matchAll(TOKEN)]) {
    const before = text.slice(Math.max(0, index - REACH), index);
    const one = judge(raw, before);
    if (one) found.push({ ...one, at: [index, index + raw.length] });
  }
  return found;
};

type Unplaced = { [K in Extracted['kind']]: Omit<Extract<Extracted, { kind: K }>, 'at'> }[
  | 'orderNumber'
  | 'trackingNumber'];

const judge = (raw: string, before: string): Unplaced | undefined => {
  const value = normalWaybill(raw);
  const digits = value.replace(/[^0-9]/g, '').length;
  if (OF_OTHER.test(before) || digits < 6) return undefined;
  const named = carrierNamed(before.slice(-16));
  const form = waybillForm(value, named);
  const isOrder = OF_ORDER.test(before);
  const isParcel = OF_PARCEL.test(before);
  const parcel = (confidence: number): Unplaced => {
    const carrier = form && (form.sure || named === form.carrier) ? form.carrier : (named ?? form?.carrier);
    return { kind: 'trackingNumber', value, ...(carrier && { carrier }), confidence };
  };
  const order = (confidence: number): Unplaced => ({ kind: 'orderNumber', value: raw, confidence });
  if (form?.sure) return parcel(isParcel || named ? 0.98 : 0.95);
  if (isOrder && raw.length <= 40) return order(0.95);
  if (isParcel && digits >= 8 && digits <= 20) return parcel(form ? 0.9 : 0.7);
  if (ORDER_FORMS.some((shape) => shape.test(raw))) return order(0.85);
  if (form && named === form.carrier) return parcel(0.8);
  if (OF_EITHER.test(before) && digits >= 8) return form ? parcel(0.65) : order(0.6);
  if (form && /^(?:7[0-9]{13,14}|4[36][0-9]{13})$/.test(value)) return parcel(0.6);
  // The large shops of the mainland count orders with 18 or 19 digits.
  return /^[1-9][0-9]{17,18}$/.test(value) ? order(0.5) : undefined;
};
