/** The tables of docs/notices.md, from the default policy and from what templates may speak of. */
import { both, list, markdownTable, nameOf } from '../../bin/page-words.ts';
import type { NoticeRule } from '../../core/domain/messages/notice-policy.ts';
import { OCCASIONS, type Occasion } from '../../core/domain/messages/occasion.ts';
import {
  COMMON,
  GATHERED,
  GATHERED_PLACEHOLDERS,
  isSometimes,
  LINK_OF,
  placeholdersOf,
  SHORT_LENGTHS,
} from '../../core/domain/messages/placeholders.ts';
import type { Policy } from '../../core/domain/policy.ts';

type Phrase = readonly [zh: string, en: string];

const TITLES: Readonly<Record<Occasion, Phrase>> = {
  received: ['已受理', 'their request is received, with what is promised'],
  owned: ['有人接手', 'somebody looks after it'],
  asked: ['请客户补充', 'it waits for what they are asked'],
  answered: ['有新回复', 'they are answered'],
  sooner: ['承诺提前', 'a promotion betters what was promised'],
  late: ['超时致歉', 'what was promised is not kept: an apology, and a new promise'],
  waiting: ['催客户回复', 'their answer is still waited for'],
  solved: ['已解决', 'it is solved'],
  ended: ['因无回复结束', 'it ends because they did not answer'],
  reopened: ['重新打开', 'it is opened again'],
  closed: ['已关闭', 'it is closed'],
  survey: ['满意度邀请', 'they are asked how it was'],
  surveyReminder: ['满意度提醒', 'they have not said yet how it was'],
  invitation: ['邀请评价店铺', 'they were content, and may tell others'],
  assigned: ['分派', 'a ticket is given to an agent'],
  handedOver: ['转派', 'a colleague hands a ticket over'],
  customerReplied: ['客户回复', 'the customer has written'],
  returned: ['质检退回', 'the review sends it back'],
  reworkLate: ['返工超时', 'a rework was not done in its time'],
  stillWaiting: ['挂起提醒', 'a hold for somebody else goes on'],
  warned: ['黄牌', 'a clock is close to its due time'],
  breached: ['红牌', 'a clock is late'],
  overdue: ['持续超时', 'a clock has been late for so long'],
  taken: ['收回', 'it was taken from whoever had it'],
  approved: ['审批通过', 'it was approved'],
  approvalRejected: ['审批未通过', 'it was not approved'],
  approvalQuestion: ['审批人提问', 'an approver wants to know something first'],
  reviewed: ['质检得分', 'it passed the review with a score'],
  approvalAsked: ['请审批', 'somebody has to approve it'],
  approvalReminder: ['审批提醒', 'half of the time for it is over'],
  approvalLate: ['审批超时', 'nobody has decided in time'],
  approvalAnswered: ['提问已答复', 'the approver’s question is answered'],
  reviewAsked: ['请质检', 'a review is given to a reviewer'],
  disputed: ['质检异议', 'an agent does not agree with a review'],
  disputeDecided: ['异议已复核', 'a dispute is decided'],
  escalated: ['升级', 'it is escalated'],
  taskOpened: ['升级任务', 'an escalation opens a task'],
  lowRating: ['低分评价', 'the customer was not content'],
  mentioned: ['备注提及', 'a note mentions somebody'],
  partyAsked: ['请外部协助', 'somebody outside is asked'],
  followed: ['关注的工单', 'something happens to a ticket that one follows'],
  alarm: ['值班告警', 'an alarm for those on duty'],
};

const onlyText = ({ only = {} }: NoticeRule): string =>
  Object.entries(only)
    .map(([name, values]) => `${name} ${values.join(', ')}`)
    .join('; ');

const tableText = ({ notices }: Policy): string =>
  markdownTable(
    ['什么事 when', '告诉谁 to', '渠道 by', '限定 only', '汇总 digest', '紧急 urgent'],
    notices.table.map((row) => [
      `${nameOf(row.when)} ${both(TITLES[row.when])}`,
      list(row.to),
      row.by.length === 0 ? '不发 off' : row.by.map(nameOf).join(' → '),
      onlyText(row),
      row.digest ? '●' : '',
      row.urgent ? '●' : '',
    ]),
  );

const placeholder = (name: string): string => nameOf(`{${name}}`);

const placeholdersText = (): string => {
  const own = (occasion: Occasion): string =>
    placeholdersOf(occasion)
      .filter((name) => name !== 'link' && (occasion === 'alarm' || !(COMMON as readonly string[]).includes(name)))
      .map((name) => `${placeholder(name)}${isSometimes(occasion, name) ? '?' : ''}`)
      .join(' ');
  return markdownTable(
    ['什么事 when', '占位符 placeholders', '{link}'],
    [
      ...OCCASIONS.map((occasion) => [nameOf(occasion), own(occasion), LINK_OF[occasion] ?? '']),
      [GATHERED.map(nameOf).join(', '), GATHERED_PLACEHOLDERS.map(placeholder).join(' '), ''],
    ],
  );
};

/** The page with every table anew. Throws Error on a table that has no place. */
export const withNotices = (page: string, policy: Policy): string => {
  const tables: Readonly<Record<string, string>> = {
    table: tableText(policy),
    common: COMMON.map(placeholder).join(' '),
    placeholders: placeholdersText(),
    short: Object.keys(SHORT_LENGTHS).map(placeholder).join(' '),
  };
  return Object.entries(tables).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- notices: ${name} -->\n).*?(<!-- end -->)`, 's');
    if (!place.test(text)) throw new Error(`The page has no place for ${name}.`);
    return text.replace(place, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
  }, page);
};
