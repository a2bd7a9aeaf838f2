/** What previews of templates are filled with: one ticket as it might be. */
import type { Language, Titles } from '../core/domain/vocabulary.ts';

const same = (text: string): Titles => ({ zh: text, en: text });
const until: Titles = { zh: '明天 10:30 前（UTC+8）', en: 'by tomorrow 10:30 (UTC+8)' };
const TASK = 'npx gongdan finish-task K7M2Q9XD 12';

/** By placeholder. Where one says different things of different occasions, by `<occasion> <placeholder>` as well. */
const SAMPLES: Readonly<Record<string, Titles>> = {
  code: same('K7M2Q9XD'),
  subject: { zh: '包裹延误三天', en: 'My parcel is three days late' },
  category: { zh: '配送延误', en: 'Delivery delay' },
  priority: same('P1'),
  order: same('E20261118004217'),
  owner: { zh: '林晓', en: 'Lin Xiao' },
  desk: { zh: '客服中心', en: 'Customer service' },
  'due firstResponse': { zh: '今天 16:30 前（UTC+8）', en: 'by today 16:30 (UTC+8)' },
  'due resolution': until,
  link: same('https://desk.example.com/t/01KAN2Z5T7F0W8Q4S1B6M9C3DE'),
  url: same('https://shop.example.com/reviews'),
  also: {
    zh: '大促期间咨询较多，回复可能稍慢，请您谅解。',
    en: 'We are getting many messages during the sale, so an answer may take a little longer.',
  },
  text: {
    zh: '包裹今天上午已送到驿站，取件码已发到您的手机。',
    en: 'Your parcel came to the pick-up point this morning. You have the code for it on your phone.',
  },
  'customerReplied text': { zh: '请问今天能送到吗？', en: 'Will it come today?' },
  'approvalAsked text': { zh: '全额退款，原路退回。', en: 'The whole amount goes back the way it came.' },
  'approvalReminder text': { zh: '全额退款，原路退回。', en: 'The whole amount goes back the way it came.' },
  'approvalLate text': { zh: '全额退款，原路退回。', en: 'The whole amount goes back the way it came.' },
  until,
  'sooner firstResponse': { zh: '今天 15:00 前（UTC+8）', en: 'by today 15:00 (UTC+8)' },
  'sooner resolution': { zh: '今天 18:00 前（UTC+8）', en: 'by today 18:00 (UTC+8)' },
  ends: { zh: '后天 12:00 前（UTC+8）', en: 'by Wednesday 12:00 (UTC+8)' },
  closes: { zh: '周四 15:20 前（UTC+8）', en: 'by Thursday 15:20 (UTC+8)' },
  expires: { zh: '下周一 15:20 前（UTC+8）', en: 'by Monday 15:20 (UTC+8)' },
  'late again': until,
  climbs: { zh: '今天 14:30 前（UTC+8）', en: 'by today 14:30 (UTC+8)' },
  due: { zh: '今天 16:30 前（UTC+8）', en: 'by today 16:30 (UTC+8)' },
  who: same('agt_lin'),
  'reopened who': { zh: '客户', en: 'the customer' },
  reason: { zh: '客户说仍未收到', en: 'the customer has still not got it' },
  'escalated reason': { zh: '已超时（红牌）', en: 'a target was missed' },
  because: { zh: '已超时（红牌）（规则 late-p1）', en: 'a target was missed (rule late-p1)' },
  remarks: { zh: '请附上承运商的回复。', en: 'Please attach what the carrier has answered.' },
  waits: { zh: '仍在等第三方', en: 'still waits for a third party' },
  clock: { zh: '解决', en: 'resolution' },
  minutes: same('30'),
  next: { zh: '总监审批', en: 'Director' },
  question: { zh: '客户是否已退回商品？', en: 'Has the customer sent it back?' },
  answer: { zh: '已退回，仓库昨天签收。', en: 'They have; it came to the warehouse yesterday.' },
  stage: { zh: '主管审批', en: 'Supervisor' },
  amount: { zh: '退款金额 6,200.00 元', en: 'Refund amount CNY 6,200.00' },
  risks: { zh: '涉及退款、曾重新打开', en: 'a refund, reopened before' },
  score: same('85'),
  decision: { zh: '维持原质检结果', en: 'the review stands as it was' },
  level: same('1'),
  title: { zh: '主管', en: 'Supervisor' },
  'taskOpened title': { zh: '联系承运商', en: 'Call the carrier' },
  'alarm title': { zh: '紧急工单无人处理', en: 'An urgent ticket that nobody touches' },
  said: { zh: '客户情绪激动，请尽快联系。', en: 'The customer is upset, please call soon.' },
  done: { zh: '提高优先级', en: 'its priority was raised' },
  tasks: {
    zh: `任务（主管）：联系承运商。完成后：${TASK}`,
    en: `Task (the supervisors): Call the carrier. When it is done: ${TASK}`,
  },
  task: {
    zh: `任务（主管）：联系承运商。完成后：${TASK}`,
    en: `Task (the supervisors): Call the carrier. When it is done: ${TASK}`,
  },
  stars: same('2'),
  comment: { zh: '等了三天才有人回复。', en: 'It took three days until anybody answered.' },
  what: { zh: '已回复客户', en: 'the customer was answered' },
  'alarm what': {
    zh: '2 张工单（P0、P1）已 10 分钟无人接手',
    en: '2 (P0, P1) that nobody has touched for 10 minutes',
  },
  alarm: same('urgent-untouched'),
  since: { zh: '今天 13:40（UTC+8）', en: 'today 13:40 (UTC+8)' },
  queues: same('logistics'),
  tickets: same('K7M2Q9XD 3HT8ZRW5'),
  count: same('2'),
  lines: {
    zh: '您关注的工单 K7M2Q9XD：已回复客户\n工单 3HT8ZRW5 仍在等第三方',
    en: 'Ticket K7M2Q9XD, which you follow: the customer was answered\nTicket 3HT8ZRW5 still waits for a third party',
  },
};

/** `occasion`: or the name of what gathers others. Nothing for a placeholder that there is not. */
export const sampleOf = (occasion: string, placeholder: string, language: Language): string | undefined =>
  (SAMPLES[`${occasion} ${placeholder}`] ?? SAMPLES[placeholder])?.[language];
