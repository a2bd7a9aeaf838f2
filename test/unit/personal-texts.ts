/** Texts with personal data in them, made up from a seed: every value with a check digit has the right one. */
import fc from '../support/properties.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));

export const mobile = fc.tuple(fc.constantFrom(...'3456789'), digits(9)).map(([second, rest]) => `1${second}${rest}`);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export const idCard = fc
  .tuple(
    fc.constantFrom('110101', '440305', '330106', '510104', '650102'),
    fc.integer({ min: 1950, max: 2015 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(([place, year, month, day, order]) => {
    const body = `${place}${year}${`${month}`.padStart(2, '0')}${`${day}`.padStart(2, '0')}${order}`;
    const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
    return `${body}${'10X98765432'[sum % 11]}`;
  });

export const bankCard = fc.tuple(fc.constantFrom('622202', '621700', '622848'), digits(12)).map(([bank, rest]) => {
  const body = `${bank}${rest}`;
  const sum = [...body].reverse().reduce((total, letter, place) => {
    const doubled = place % 2 === 0 ? Number(letter) * 2 : Number(letter);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
});

export const email = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/), fc.constantFrom('qq.com', '163.com', 'example.org'))
  .map(([local, domain]) => `${local}@${domain}`);

const name = fc
  .tuple(fc.constantFrom(...'王李张刘陈赵'), fc.constantFrom('伟', '娜', '丽华', '志强', '小明'))
  .map((letters) => letters.join(''));

export const address = fc
  .tuple(fc.constantFrom('北京市海淀区', '浙江省杭州市西湖区', '广东省深圳市南山区'), fc.integer({ min: 1, max: 999 }))
  .map(([district, number]) => `${district}学院路${number}号`);

const sentence = fc.constantFrom(
  '我的订单到现在没到',
  '请尽快处理',
  '退款什么时候到账',
  '，',
  '。',
  ' ',
  '联系人：',
  '电话',
  '订单E20261118004217',
  '运单SF1381234567890',
  '一共三件',
  'please call',
  '😀',
  '（',
  '）',
  '12',
  '-',
);

export const textWithPersonalData = fc
  .array(fc.oneof(sentence, mobile, idCard, bankCard, email, name, address), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
