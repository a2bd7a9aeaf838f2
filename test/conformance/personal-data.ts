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
  const found = findPersonalData(text).map(({ type, value }) => `${type} ${value}`);
  const wanted: string[] = expect.map(({ type, value }: any) => `${typeOf(type)} ${value}`);
  const maybe: string[] = hard.map(({ type, value }: any) => `${typeOf(type)} ${value}`);
  const missing = wanted.filter((one) => !found.includes(one));
  const more = found.filter((one) => !wanted.includes(one) && !maybe.includes(one));
  const masked = maskText(text);
  const left = expect
    .filter(({ value }: any) => masked.includes(value))
    .map(({ value }: any) => `not masked: ${value}`);
  const wrong = [...missing.map((one) => `missing: ${one}`), ...more.map((one) => `found as well: ${one}`), ...left];
  return wrong.length === 0 ? agree : disagree(`${wrong.join('; ')} in ${text}`);
}

function judgeCount({ text, type, count }: any): Verdict {
  const found = findPersonalData(text).filter((one) => one.type === typeOf(type));
  return found.length === count ? agree : disagree(`expected ${count} ${type}, found ${found.length} in ${text}`);
}

function judgeValidity({ type, value, valid }: any): Verdict {
  const check = CHECKS[typeOf(type)];
  if (!check) return skip(`validity of ${type}`);
  return check(value) === valid ? agree : disagree(`${type} ${value} is ${valid ? '' : 'not '}valid`);
}
