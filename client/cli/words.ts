/** The words of the terminal in both languages. */
import type { TicketView } from '../../contracts/views.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A phrase, Chinese first. */
export type Phrase = readonly [zh: string, en: string];

export const say = (phrase: Phrase, language: Language): string => phrase[language === 'zh' ? 0 : 1];

/** The locale of messages, by POSIX: LC_ALL, else LC_MESSAGES, else LANG. */
export const localeOf = (env: Readonly<Record<string, string | undefined>>): string | undefined =>
  env.LC_ALL || env.LC_MESSAGES || env.LANG;

/** `LANG`-like values: `zh_CN.UTF-8` is Chinese, everything else English. */
export const languageOfLocale = (locale: string | undefined): Language => (locale?.startsWith('zh') ? 'zh' : 'en');

export const PHASES: Readonly<Record<TicketView['phase'], Phrase>> = {
  queued: ['排队中', 'queued'],
  handling: ['处理中', 'handling'],
  paused: ['让路暂停', 'paused'],
  onHold: ['挂起', 'on hold'],
  approval: ['审批中', 'in approval'],
  review: ['质检中', 'in review'],
  resolved: ['已解决', 'resolved'],
  closed: ['已关闭', 'closed'],
  archived: ['已归档', 'archived'],
  merged: ['已合并', 'merged'],
};

export const PRESENCES = {
  online: ['在线', 'online'],
  busy: ['忙碌', 'busy'],
  away: ['离开', 'away'],
  offline: ['离线', 'offline'],
} as const satisfies Record<string, Phrase>;

export const COLUMNS = {
  code: ['工单', 'ticket'],
  phase: ['阶段', 'phase'],
  priority: ['优先级', 'priority'],
  level: ['升级', 'level'],
  category: ['类型', 'category'],
  subject: ['主题', 'subject'],
  assignee: ['坐席', 'agent'],
  firstResponse: ['首响时限', 'respond by'],
  resolution: ['解决时限', 'resolve by'],
  queue: ['队列', 'queue'],
  channel: ['渠道', 'channel'],
  customer: ['客户', 'customer'],
  wish: ['客户偏好', 'they wish'],
  orders: ['订单', 'orders'],
  opened: ['提交时间', 'opened'],
  version: ['版本', 'version'],
  hold: ['挂起', 'hold'],
  holdFrozen: ['禁止挂起', 'no holds'],
  unanswered: ['待回复', 'unanswered'],
  acknowledged: ['已确认升级', 'acknowledged'],
  followers: ['关注', 'followers'],
  task: ['任务', 'task'],
  totals: ['用时', 'taken'],
  pausedFor: ['让路给', 'paused for'],
  repeatOf: ['重复投诉', 'repeats'],
  answer: ['处理结果', 'resolution'],
  reviews: ['质检', 'reviews'],
  approval: ['审批', 'approval'],
  question: ['审批人问', 'asked by an approver'],
  allowed: ['可用操作', 'you may'],
  id: ['编号', 'id'],
  name: ['姓名', 'name'],
  team: ['部门', 'team'],
  roles: ['角色', 'roles'],
  presence: ['状态', 'presence'],
  load: ['负载', 'load'],
  duty: ['在岗', 'duty'],
  open: ['持有', 'holds'],
  claimed: ['领取', 'claimed'],
  paused: ['让路', 'paused'],
  skills: ['技能', 'skills'],
  languages: ['语言', 'languages'],
  seq: ['序', '#'],
  time: ['时间', 'time'],
  actor: ['谁', 'who'],
  what: ['发生了什么', 'what happened'],
  created: ['新建', 'created'],
  resolved: ['解决', 'resolved'],
  firstBreached: ['首响超时', 'response breached'],
  resolutionBreached: ['解决超时', 'resolution breached'],
  meanFirst: ['平均首响(分)', 'mean response (min)'],
  meanResolution: ['平均解决(分)', 'mean resolution (min)'],
  total: ['合计', 'total'],
  service: ['服务', 'service'],
  amount: ['用量', 'amount'],
  cost: ['费用', 'cost'],
  to: ['收件人', 'to'],
  fields: ['表单', 'fields'],
  field: ['字段', 'field'],
  type: ['形式', 'type'],
  needed: ['要求', 'needed'],
  options: ['选项', 'options'],
  step: ['步骤', 'step'],
  steps: ['检查清单', 'checklist'],
  evidence: ['凭证', 'evidence'],
  inputs: ['需填写', 'asks for'],
  does: ['动作', 'does'],
  tags: ['标签', 'tags'],
  attachments: ['附件', 'files'],
  links: ['关联', 'links'],
  subs: ['子工单', 'sub-tickets'],
  parent: ['父工单', 'part of'],
  absorbed: ['已吸收', 'absorbed'],
  into: ['并入', 'merged into'],
  parties: ['外部协作', 'asked outside'],
  cameFrom: ['转自', 'came from'],
  stars: ['评价', 'rating'],
  legalHold: ['法务保留', 'legal hold'],
  present: ['在场', 'looking at it'],
} as const satisfies Record<string, Phrase>;
