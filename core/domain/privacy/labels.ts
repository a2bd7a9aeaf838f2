/** What the words right before a number say that it is. */

export type Label = 'order' | 'phone' | 'idCard' | 'bankCard';

/** Between a label and its number: "号码是：", brackets, emoji. Every letter fits in one way only, so that no text takes long. */
const LINK = String.raw`(?:[号码编数个的分别应该就是为有填写这那\s:：=#＃"'“”‘’「」【】\[\](（)）<《>》,，、/和及与.+-]|\p{Extended_Pictographic}|\b(?:number|no|num|id|is)\b)`;
/** Numbers that were told before this one, e.g. the first two of three. */
const LISTED = `(?:[A-Z]{0,4}[0-9]{6,30}${LINK}+){0,4}`;

/** Right before a place stands one of these words, with nothing but links and listed numbers between. */
export const labelled = (words: string): RegExp => new RegExp(`(?:${words})${LINK}*${LISTED}$`, 'iu');

const LABELS: readonly (readonly [Label, RegExp])[] = [
  [
    'order',
    labelled(
      '订单|定单|运单|面单|快递|物流|包裹|单号|单子|工单|交易|流水|序列号|货号|编号|编码|条码|批次|商品|产品|凭证|发票|票号|取件码|提货|尾款|金额|价格|原价|售价|总价|合计|共计|工号|\\b(?:order|tracking|waybill|parcel|ticket|invoice|sku|serial|ref|reference|po|sn)',
    ),
  ],
  ['idCard', labelled('身份证|身份|证件|证号|居民证|id[ _]?card|identity')],
  ['bankCard', labelled('银行|卡号|卡|信用卡|储蓄卡|借记卡|账号|帐号|账户|帐户|收款|打款|card|account')],
  [
    'phone',
    labelled(
      '电话|手机|致电|拨打|联系|联系人|微信|热线|座机|固话|机号|回电|来电|呼叫|短信|打我|打给|加我|找我|tel|telephone|phone|mobile|cell|call|sms|wechat|weixin|vx|wx|fax|传真',
    ),
  ],
];

const REACH = 48;
const ORDER_AFTER =
  /^["”’」】)）\s]*(?:这个|这|就|才|都)?(?:是|为)(?:我的|我)?(?:订单|运单|快递|物流|单号|工单|流水|编号)/u;

/** The label that stands right before a place of the text, if any. */
export const labelBefore = (text: string, start: number): Label | undefined => {
  const before = text.slice(Math.max(0, start - REACH), start);
  let found: Label | undefined;
  let nearest = -1;
  for (const [label, pattern] of LABELS) {
    const at = before.search(pattern);
    if (at > nearest) [found, nearest] = [label, at];
  }
  return found;
};

/** Whether the words right after a number say that it is one of an order or a parcel. */
export const isSaidToBeOrder = (text: string, end: number): boolean => ORDER_AFTER.test(text.slice(end, end + 16));

const OF_PHONES =
  /电话|手机|联系|致电|拨打|拨|打|微信|座机|固话|热线|回电|号码|短信|收件|收货|机主|加我|找我|\b(?:tel|phone|mobile|cell|call|contact|whatsapp|wechat|vx|wx)\b|[☎☏✆📱📞📲]/iu;

/** Whether phones are spoken of a little before a place. */
export const speaksOfPhones = (text: string, start: number): boolean =>
  OF_PHONES.test(text.slice(Math.max(0, start - 24), start));
