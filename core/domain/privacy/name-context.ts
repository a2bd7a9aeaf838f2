/** What stands before and after names. */

const LINK = String.raw`[\s:：=为是叫“"'「『【(（\[<《,，、/|]{0,4}`;

/** Says that a name follows: a label of a form, or "my name is". */
const LABEL = new RegExp(
  `(?:\\bname|姓名|名字|名称是|名叫|我叫|叫做|户名|开户名|本人|联系人|收件人|收货人|收件|寄件人|发件人|取件人|签收人|申请人|负责人|经办人|投诉人|当事人|持卡人|被保险人|投保人|乘客|旅客|患者|法人|法定代表人|监护人|(?:客户|用户|会员|个人|员工|人员|联系)(?:资料|信息|名|姓名)|寄给|收款人|付款人|真名|实名|机主|户主|署名|抄送|致)${LINK}$`,
  'iu',
);
/** People who are called by name right after. */
const ROLE = new RegExp(
  `(?:客户|顾客|用户|会员|员工|同事|经理|主管|主任|组长|店长|客服|专员|坐席|销售|快递员|快递小哥|配送员|司机|业务员|顾问|老师|医生|律师|工程师|师傅|买家|卖家|店主|朋友|同学|室友|邻居|亲属|家属|家人|老公|老婆|丈夫|妻子|爱人|父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|儿子|女儿|女士|先生|小姐|亲爱的|尊敬的|助理|总监|董事长|总裁|财务|采购|代表|对接人|接待人|值班|委托人?)${LINK}$`,
  'u',
);
/** Verbs and prepositions that people follow, and much else. */
const VERB =
  /(?:由|请|找|联系|通知|告知|转告|转给|转接|交给|发给|寄给|送给|给|与|和|跟|同|及|向|对|让|派|感谢|谢谢|@|＠|我是|他是|她是|叫|替|帮|被|、|代|委托|安排|指派|分配|邀请|采访|陪同)[\s“"'「]{0,2}$/u;

/** 3 and more: says that a name follows, as a label does; 2: a person does; 1.5: often one does; 0.3: a phrase begins; 0 else. */
export const before = (text: string, start: number): number => {
  const near = text.slice(Math.max(0, start - 14), start);
  if (LABEL.test(near)) return /[:：=]["“\s]*$/.test(near) ? 3.5 : 3;
  if (ROLE.test(near)) return /[:：=]["“\s]*$/.test(near) ? 3 : 2;
  if (VERB.test(near)) return 1.5;
  return near === '' || /[^\p{Script=Han}A-Za-z0-9*]$/u.test(near) ? 0.3 : 0;
};

const TITLE =
  /^\s?(?:先生|女士|小姐|太太|同学|师傅|老师|医生|经理|主任|主管|总监|同志|律师|教授|夫人|阿姨|大哥|大姐|[总董]|（先生）|（女士）)/u;
/** What people do, have, or are asked for. */
const DEED =
  /^(?:收(?=[\s，。,.!！)）]|$)|亲收|代收|签收|转交|[（(，,：:\s]{0,2}(?:手机|电话|联系电话|联系方式|身份证|微信|邮箱|男|女|tel\b|phone\b)|的(?:身份证|手机|电话|号码|联系|微信|邮箱|地址|住址|银行卡|账户|账号|卡号|快递|包裹|订单|名字|资料|信息|护照)|[，,、：:\s]{0,2}[+0-9０-９]{3}|[于在]\s?[0-9０-９]|[，,\s]{0,2}你好|[，,\s]{0,2}您好|代表|本人|表示|反映|反馈|来电|致电|打来|打电话|投诉|申请|购买|下单|负责|出面|接待|跟进|对接|处理|提交|提出|签字|同意|要求|说|称|已|将|曾|昨天|今天|前天|刚刚|刚才)/u;

/** 王先生: a surname alone, which tells little. */
export const isTitled = (text: string, end: number): boolean => TITLE.test(text.slice(end, end + 5));

/** 2.2: a title; 2: what only people do; 0.7: the word ends; 0.5: another one follows, or something of theirs; 0 else. */
export const after = (text: string, end: number): number => {
  const near = text.slice(end, end + 8);
  if (TITLE.test(near)) return 2.2;
  if (DEED.test(near)) return 2;
  if (near === '' || !/^[\p{Script=Han}*·•・]/u.test(near)) return 0.7;
  return /^[和与跟及的在于收是给到把被让都也去来向要]/u.test(near) ? 0.5 : 0;
};
