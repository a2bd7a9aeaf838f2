/** What the words right before a number say that it is. */

export type Label = 'order' | 'phone' | 'idCard' | 'bankCard';

/** Between a label and its number: "号码是：", brackets, emoji. Every letter fits in one way only, so that no text takes long. */
const LINK = String.raw`(?:[号码编数个的分别应该就是为有填写这那\s:：=#＃"'“”‘’「」【】\[\](（)）<《>》.+-]|\p{Extended_Pictographic}|\b(?:number|no|num|id|is)\b)`;
const AND = `(?:${LINK}|[,，、/和及与])`;

/**
 * Right before a place stands one of these words, with nothing but links between, and numbers of a list that were told before this
 * one. Of `listed` is what one of them looks like.
 */
export const labelled = (words: string, listed = '[A-Z]{0,4}[0-9]{6,30}'): RegExp =>
  new RegExp(`(?:${words})${LINK}*(?:${listed}${AND}+){0,4}$`, 'iu');

const WORDS: readonly (readonly [Label, string])[] = [
  [
    'order',
    '订单|定单|运单|面单|(?:快递|物流|包裹|商品|产品|合同|设备|学|考)(?:单|号|码)|单号|单子|工单|交易|流水|序列号|货号|编号|编码|条码|凭证|发票|票号|取件码|提货码|工号|金额|价格|原价|售价|总价|合计|共计|\\b(?:order|tracking|waybill|parcel|ticket|invoice|sku|serial|ref|reference|po|sn)',
  ],
  ['idCard', '身份证|身份|证件|证号|居民证|id[ _]?card|identity'],
  ['bankCard', '银行|卡号|卡|信用卡|储蓄卡|借记卡|账号|帐号|账户|帐户|收款|打款|card|account'],
  [
    'phone',
    '电话|手机|致电|拨打|联系|联系人|微信|热线|座机|固话|机号|回电|来电|呼叫|短信|打我|打给|加我|找我|tel|telephone|phone|mobile|cell|call|sms|wechat|weixin|vx|wx|fax|传真',
  ],
];

const REACH = 48;
const patterns = new Map<number, readonly (readonly [Label, RegExp])[]>();

/** A list is of numbers that look alike: a mobile after an order is a mobile. */
const patternsFor = (length: number): readonly (readonly [Label, RegExp])[] => {
  let made = patterns.get(length);
  if (!made) {
    const listed = length === 11 ? '1[3-9][0-9]{9}' : `[0-9]{${length}}`;
    made = WORDS.map(([label, words]) => [label, labelled(words, listed)] as const);
    patterns.set(length, made);
  }
  return made;
};

/** The label that stands right before a number of so many digits, if any. */
export const labelBefore = (text: string, start: number, length: number): Label | undefined => {
  const before = text.slice(Math.max(0, start - REACH), start);
  let found: Label | undefined;
  let nearest = -1;
  for (const [label, pattern] of patternsFor(length)) {
    const at = before.search(pattern);
    if (at > nearest) [found, nearest] = [label, at];
  }
  return found;
};

const ORDER_AFTER =
  /^["”’」】)）\s]*(?:这个|这|就|才|都)?(?:是|为)(?:我的|我)?(?:订单|运单|快递单|快递号|物流单|单号|工单|流水|编号)/u;

/** Whether the words right after a number say that it is one of an order or a parcel. */
export const isSaidToBeOrder = (text: string, end: number): boolean => ORDER_AFTER.test(text.slice(end, end + 16));

const OF_PHONES =
  /电话|手机|联系|致电|拨打|拨|打|微信|座机|固话|热线|回电|号码|短信|收件|收货|机主|加我|找我|\b(?:tel|phone|mobile|cell|call|contact|whatsapp|wechat|vx|wx)\b|[☎☏✆📱📞📲]/iu;

/** Whether phones are spoken of a little before a place. */
export const speaksOfPhones = (text: string, start: number): boolean =>
  OF_PHONES.test(text.slice(Math.max(0, start - 24), start));
