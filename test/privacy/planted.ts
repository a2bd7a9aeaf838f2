/** People who do not exist, each with data that stands nowhere else: whoever finds it knows where it came from. */

export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly idCard: string;
  readonly address: string;
}

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何'];
const GIVEN = [...'霁筠翀骅珩璟燊姝妤婳'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const digits = (number: number, length: number): string => String(number).padStart(length, '0');

/** With the check digit that it has to have. */
const idCardOf = (number: number): string => {
  const first = `33011019${digits(60 + (number % 40), 2)}0${1 + (number % 9)}1${number % 10}${digits(number, 3)}`;
  const sum = [...first].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return first + '10X98765432'[sum % 11];
};

/** The nth one; n < 1,000. */
export const personOf = (n: number): Person => ({
  name: `${SURNAMES[n % 20]}${GIVEN[Math.floor(n / 20) % 10]}${GIVEN[(Math.floor(n / 20) + 1 + (n % 9)) % 10]}`,
  phone: `1397${digits(7_000_000 + n * 4_211, 7)}`,
  email: `planted.${digits(n, 3)}.q7x@mail.example`,
  idCard: idCardOf(n),
  address: `浙江省杭州市余杭区文一西路${8000 + n}号${1 + (n % 9)}幢${digits(100 + n, 4)}室`,
});

/** What must stand nowhere, also as it would stand in an address. */
export const tracesOf = ({ name, phone, email, idCard, address }: Person): string[] =>
  [name, phone, email, idCard, address.slice(address.indexOf('文'))].flatMap((value) => [
    value,
    ...(encodeURIComponent(value) === value ? [] : [encodeURIComponent(value)]),
  ]);

/** How a person's data stands in what people write. */
export const letterOf = ({ name, phone, email, idCard, address }: Person): string =>
  `收件人：${name}，手机号${phone}，邮箱${email}，身份证号${idCard}。地址：${address}。包裹没有送到，请回电。`;

/** Which of these traces stand in a text: all of them in one walk over it. */
export const searcherFor = (traces: readonly string[]): ((text: string) => string[]) => {
  const escaped = traces.map((trace) => trace.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  return (text) => [...new Set(text.match(pattern) ?? [])];
};
