/** What the agents of the demo write, by category: the first line answers, the second resolves. */
import type { TicketView } from '../../contracts/views.ts';

type Lines = readonly [answer: string, resolution: string];

const ANSWERS: Readonly<Record<string, { readonly code: string; readonly zh: Lines; readonly en: Lines }>> = {
  'logistics-query': {
    code: 'located',
    zh: ['您好，已为您联系承运网点核实包裹位置，稍后回复。', '包裹已到达目的地分拨中心，明天派送，已短信告知客户。'],
    en: [
      'Hello, I am asking the courier where your parcel is.',
      'Parcel located at the local depot, delivery tomorrow.',
    ],
  },
  'delivery-delay': {
    code: 'delivered',
    zh: ['非常抱歉让您久等，已加急催派，站长会直接联系您。', '站点今日专人送达，已补偿延误券。'],
    en: [
      'I am sorry for the wait. The depot has been told to deliver today.',
      'Delivered by special run, voucher given.',
    ],
  },
  'lost-or-damaged': {
    code: 'replaced',
    zh: ['收到，麻烦您保留外包装，我们马上为您安排补发。', '已核实破损，补发新件并登记承运商索赔。'],
    en: [
      'Thank you for the photos. Please keep the box; a replacement is being arranged.',
      'Replacement sent, claim filed.',
    ],
  },
  refund: {
    code: 'refund-chased',
    zh: ['您好，正在核对退款流水，请稍等。', '退款已重新提交，银行 1–3 个工作日到账。'],
    en: ['Hello, I am checking the refund with our bank.', 'Refund sent again, 1 to 3 working days.'],
  },
  'return-exchange': {
    code: 'exchanged',
    zh: ['可以换的，运费我们承担，取件时间您看明天上午方便吗？', '已安排上门取件并发出换货。'],
    en: ['Of course. A label is on its way to you.', 'Return label sent, exchange reserved.'],
  },
  'fee-dispute': {
    code: 'corrected',
    zh: ['您好，正在核对这笔费用的计费依据。', '确认多收，差额已原路退回。'],
    en: ['I am checking how this fee was worked out.', 'Fee was wrong, the difference was paid back.'],
  },
  'payment-failure': {
    code: 'paid',
    zh: ['您好，已查到支付流水，请先不要重复付款。', '支付通道已恢复，订单状态已更正。'],
    en: ['I found your payment attempt. Please do not pay again.', 'Channel restored, order corrected.'],
  },
  invoice: {
    code: 'issued',
    zh: ['您好，发票信息已收到，正在开具。', '电子发票已开具并发送到客户邮箱。'],
    en: ['Hello, your invoice is being reissued.', 'Invoice sent by mail.'],
  },
  account: {
    code: 'secured',
    zh: ['您好，为了您的账户安全，请先通过人脸核验。', '账户已按安全流程保护，已发送自助找回链接。'],
    en: [
      'For your safety the account is locked until we have verified you.',
      'Account secured, link for self-service recovery sent.',
    ],
  },
  promotion: {
    code: 'granted',
    zh: ['您好，正在核对活动规则。', '符合活动条件，优惠已补发。'],
    en: ['I am looking at the rules of this promotion.', 'Discount applied afterwards.'],
  },
  'product-question': {
    code: 'answered',
    zh: ['您好，我和采购同事确认一下参数再回复您。', '已按商品资料答复客户。'],
    en: ['Let me check that with our buyers.', 'Answered from the product sheet.'],
  },
  'order-change': {
    code: 'changed',
    zh: ['收到，订单还没出库，马上为您修改。', '订单信息已按客户要求修改。'],
    en: ['Your order has not shipped yet: changing it now.', 'Order changed as asked.'],
  },
  complaint: {
    code: 'apologised',
    zh: ['非常抱歉给您带来不好的体验，我来全程负责您的问题。', '已向客户致歉，责任人已处理并回访。'],
    en: ['I am very sorry. I shall look after this myself.', 'Apologised, the matter was raised with the team.'],
  },
};

/** The agent's words for a ticket as they see it. */
export const answersTo = ({ category, language }: Pick<TicketView, 'category' | 'language'>) => {
  const found = ANSWERS[category];
  if (!found) throw new Error(`The demo has no answer for the category ${category}.`);
  const [answer, resolution] = found[language];
  return { answer, resolve: { code: found.code, text: resolution } };
};
