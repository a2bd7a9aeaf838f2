/** Compares what is found of personal data with recorded cases: `detect`, `count`, `validate`, `mask-style`. */
import { isBankCard, isEmail, isIdCard, isPhone } from '../../core/domain/privacy/checks.ts';
import { findPersonalData } from '../../core/domain/privacy/detect.ts';
import { maskText } from '../../core/domain/privacy/mask.ts';
import { agree, disagree, skip, type Verdict } from './verdict.ts';

const NAMES: Record<string, string> = {
  id_card: 'idCard',
  bank_card: 'bankCard',
  plate_number: 'plate',
  license_plate: 'plate',
};
const typeOf = (name: string): string => NAMES[name] ?? name;

const CHECKS: Record<string, (value: string) => boolean> = {
  phone: isPhone,
  idCard: isIdCard,
  bankCard: isBankCard,
  email: isEmail,
};

/** Where the file does not tell landlines from mobiles, neither is told here. */
const isOf = (wanted: string, given: string): boolean =>
  given === wanted || (wanted === 'phone' && given === 'landline');

export function judgePersonalData(row: any): Verdict {
  switch (row.kind) {
    case 'detect':
      return judgeDetection(row);
    case 'count':
      return judgeCount(row);
    case 'validate':
      return judgeValidity(row);
    case 'mask-style':
      return maskText(row.value).includes(row.value) ? disagree(`${row.value} is still there`) : agree;
    default:
      return skip(`the kind ${row.kind}`);
  }
}

/** Each value that is expected, as it stands, and none besides; and no more of it once the text is masked. */
function judgeDetection({ text, expect, known_hard: hard = [] }: any): Verdict {
  const found = findPersonalData(text);
  const masked = maskText(text);
  const wrong: string[] = [];
  for (const { type, value } of expect) {
    const isFound = found.some((one) => isOf(typeOf(type), one.type) && one.value === value);
    const isGone = !masked.includes(value);
    const counts = isBare(type, value) ? TALLY.bare : TALLY.disguised;
    counts.all += 1;
    if (isFound && isGone) counts.found += 1;
    if (!isFound) wrong.push(`missing: ${type} ${value}`);
    if (!isGone) wrong.push(`not masked: ${value}`);
  }
  for (const { type, value } of found)
    if (![...expect, ...hard].some((one) => isOf(typeOf(one.type), type) && one.value === value))
      wrong.push(`found as well: ${type} ${value}`);
  return wrong.length === 0 ? agree : disagree(`${wrong.join('; ')} in ${text}`);
}

const TALLY = { bare: { found: 0, all: 0 }, disguised: { found: 0, all: 0 } };

/** As one would write it into a form: a number without separators, all else in plain letters. */
const isBare = (type: string, value: string): boolean =>
  ['phone', 'id_card', 'bank_card'].includes(type)
    ? /^[0-9]+[Xx]?$/.test(value)
    : value.normalize('NFKC') === value && !/\p{Cf}/u.test(value);

export const tallyOfDetection = (): string =>
  `found and masked: ${TALLY.bare.found} of ${TALLY.bare.all} bare, ${TALLY.disguised.found} of ${TALLY.disguised.all} disguised`;

function judgeCount({ text, type, count }: any): Verdict {
  const found = findPersonalData(text).filter((one) => isOf(typeOf(type), one.type));
  return found.length === count ? agree : disagree(`expected ${count} ${type}, found ${found.length} in ${text}`);
}

function judgeValidity({ type, value, valid }: any): Verdict {
  const check = CHECKS[typeOf(type)];
  if (!check) return skip(`validity of ${type}`);
  return check(value) === valid ? agree : disagree(`${type} ${value} is ${valid ? '' : 'not '}valid`);
}
