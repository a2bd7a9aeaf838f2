import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../core/domain/privacy/detect.ts';
import fc from '../support/properties.ts';
import { DISGUISES, EMAIL_DISGUISES, PHONE_DISGUISES } from './disguises.ts';
import { bankCard, email, idCard, mobile } from './personal-texts.ts';

const found = (text: string): readonly string[] => findPersonalData(text).map(({ type, value }) => `${type} ${value}`);

const front = fc.constantFrom(
  '请联系',
  '【工单】客户留言：“',
  '',
  '我叫李四 ',
  '（',
  '😀',
  '订单E20261118004217没到，',
  '>>',
);
const back = fc.constantFrom('，谢谢', '”', '\n以上请核对', ' 在线等', '）', '；', '');

/** Of nothing but 0 and 1 a number is no number any more once they are letters. */
const hasOthers = (value: string): boolean => (value.match(/[2-9]/g) ?? []).length >= 5 || value.includes('@');

/** The value alone is found, wherever it stands; what is said around it may be found beside it. */
const findsIn = (type: string, values: fc.Arbitrary<string>, disguise: (value: string) => string) =>
  fc.assert(
    fc.property(front, values.filter(hasOthers).map(disguise), back, (before, value, after) => {
      const text = `${before}${value}${after}`;
      const places = findPersonalData(text).filter((one) => one.type === type);
      expect(
        places.map(({ value: seen }) => seen),
        text,
      ).toEqual([value]);
    }),
    { numRuns: 40 },
  );

describe('in every disguise it finds', () => {
  it.each(Object.entries(DISGUISES))('a phone, an identity number and a card: %s', (_name, disguise) => {
    findsIn('phone', mobile, disguise);
    findsIn('idCard', idCard, disguise);
    findsIn('bankCard', bankCard, disguise);
  });

  it.each(Object.entries(PHONE_DISGUISES))('a phone: %s', (_name, disguise) =>
    fc.assert(
      fc.property(front, mobile, back, (before, value, after) => {
        const phones = findPersonalData(`${before}${disguise(value)}${after}`).filter(({ type }) => type === 'phone');
        expect(phones.map(({ value: seen }) => disguise(value).includes(seen))).toEqual([true]);
        expect(phones[0]!.value.length).toBeGreaterThanOrEqual(11);
      }),
      { numRuns: 40 },
    ),
  );

  it.each(Object.entries(EMAIL_DISGUISES))('an e-mail address: %s', (_name, disguise) =>
    findsIn('email', email, disguise),
  );
});

describe('it finds', () => {
  it.each([
    ['13800138000,13900139000、13700137000', ['phone 13800138000', 'phone 13900139000', 'phone 13700137000']],
    ['13800138000/13900139000', ['phone 13800138000', 'phone 13900139000']],
    ['call +44 20 7946 0958 please', ['phone +44 20 7946 0958']],
    ['请拨打010-87654321转8001，或（0571）88776655', ['landline 010-87654321', 'landline （0571）88776655']],
    ['座机 87654321', ['landline 87654321']],
    ['车牌京A12345，粤B·D12345', ['plate 京A12345', 'plate 粤B·D12345']],
    [
      '护照E12345678，微信号：wx_abc123，QQ 123456789',
      ['passport E12345678', 'account wx_abc123', 'account 123456789'],
    ],
    ['服务器 10.0.0.1:8080，2001:db8::1 掉线', ['ip 10.0.0.1', 'ip 2001:db8::1']],
    ['身份证130503670401001', ['idCard 130503670401001']],
    ['身份证号110101199003071234抄错一位', ['idCard 110101199003071234']],
    ['香港身份证 P174468(6)', ['idCard P174468(6)']],
    ['卡号 4563 5112 3456 7890 128', ['bankCard 4563 5112 3456 7890 128']],
  ])('in %s', (text, values) => expect(found(text)).toEqual(values));

  it.each([
    ['联系销售李娜（手机', '李娜'],
    ['，赵敏收。', '赵敏'],
    ['本次由上官婉儿代表团队出面', '上官婉儿'],
    ['王小明先生您好', '王小明'],
    ['陈志强昨天打来电话说没收到', '陈志强'],
    ['收件人：郝运来 ', '郝运来'],
    ['我是古丽娜尔·艾合买提', '古丽娜尔·艾合买提'],
    ['阿卜杜拉·热合曼反映快递未到', '阿卜杜拉·热合曼'],
    ['Dear John Smith, ', 'John Smith'],
    ['寄件人 Zhang San ', 'Zhang San'],
  ])('the name in %s', (text, name) => expect(found(text)).toEqual([`name ${name}`]));

  it.each([
    ['寄到广东省深圳市南山区科技园南区深南大道10000号', '广东省深圳市南山区科技园南区深南大道10000号'],
    ['上海市浦东新区世纪大道100号环球金融中心，谢谢', '上海市浦东新区世纪大道100号环球金融中心'],
    ['新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放西路203号', '新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放西路203号'],
    ['住在翠苑一区12幢3单元401', '翠苑一区12幢3单元401'],
    ['请送到3号楼2单元501', '3号楼2单元501'],
    ['送到文三路478号就行', '文三路478号'],
    ['ship to 12 Baker Street please', '12 Baker Street'],
  ])('the address in %s', (text, address) => expect(found(text)).toEqual([`address ${address}`]));
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const date = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2026${`${month}`.padStart(2, '0')}${`${day}`.padStart(2, '0')}`);
const saidToBeOrder = fc.constantFrom(
  '订单',
  '订单号',
  '订单号：',
  '订单编号是',
  '运单号',
  '快递单号 ',
  '单号#',
  '工单号',
  'order ',
  'Order No. ',
  '流水号',
);

describe('it leaves', () => {
  it('numbers of orders and parcels as they are, labelled or known by their form', () => {
    const byForm = fc.oneof(
      fc.tuple(date, digits(6)).map(([day, rest]) => `E${day}${rest}`),
      fc.tuple(date, digits(5)).map((parts) => parts.join('')),
      digits(13).map((rest) => `SF${rest}`),
      digits(13).map((rest) => `YT${rest}`),
      digits(13).map((rest) => `JD${rest}-1-1-`),
      fc.tuple(date, digits(4)).map(([day, rest]) => `ORD-${day}-${rest}`),
      digits(15).map((rest) => `261118-${rest}`),
    );
    const byLabel = fc
      .tuple(saidToBeOrder, fc.oneof(mobile, digits(12), digits(13), digits(16), digits(19)))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.constantFrom('我的', '', '查一下 ', '“'),
        fc.oneof(byForm, byLabel),
        fc.constantFrom('没到', '，谢谢', '', '”'),
        (before, order, after) => {
          expect(found(`${before}${order}${after}`)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '订单号是 138 0013 8000',
    '编号13812345678、13812345679都没到',
    '13812345678是订单号',
    '产品编号ABC4111111111111111XYZ',
    '数字12345678901，11111111111，111111111111111111',
    '时间 12:30:45 价格1399 2399 599，原价199、1299、1599',
    '2026-11-18 13:50:00.123，满180, 1380, 1440减',
    '版本 1.2.3.4，第3.1.4.1节',
    '马上处理，高兴，方便的时候联系，周五安排，非常感谢',
    '客户高度不满，要求马上解决，产品质量问题，白色的裙子变黄色了',
    '客服何时回复？和任何人无关，由于路上堵车，对方重新发送',
    '我知道你们部门的快递不在这里，上门取件要等几号',
    '北京市海淀区的快递员态度差，在超市买的，小区门口',
    '张先生的快递',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  it('the places of what it finds apart from each other, in order, each with the letters that stand there', () => {
    const parts = fc.array(
      fc.oneof(
        mobile,
        idCard,
        bankCard,
        email,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('王小明', '北京市海淀区学院路1号', '电话'),
      ),
    );
    fc.assert(
      fc.property(parts, (all) => {
        const text = all.join('');
        let last = 0;
        for (const { value, at, confidence } of findPersonalData(text)) {
          expect(at[0]).toBeGreaterThanOrEqual(last);
          expect(text.slice(...at)).toBe(value);
          expect(confidence > 0 && confidence <= 1).toBe(true);
          last = at[1];
        }
      }),
    );
  });
});
