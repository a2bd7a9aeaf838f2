/** The page of somebody who is asked to approve: read and answered without any script. */

import type { Recorded } from '../../../core/domain/events.ts';
import { codesOf, formOf } from '../../../core/domain/handling/resolution.ts';
import { type Html, html } from '../../../core/domain/html.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import { type ApprovalState, isUnanswered } from '../../../core/usecases/look-at-approval.ts';
import { documentOf, type Notice, timeText } from '../customer/page.ts';
import type { Asked } from './linked-approval.ts';

type Phrase = readonly [zh: string, en: string];

interface Shown {
  readonly policy: Policy;
  readonly language: Language;
  readonly link: string;
  /** Makes a form that is sent twice count once. */
  readonly nonce: string;
  readonly notice?: Notice;
  /** Where the request is that stands in the place of this one. */
  readonly anewPath?: string;
}

const STATES: Readonly<Record<ApprovalState, Phrase>> = {
  open: ['等您审批', 'It waits for your decision'],
  given: ['您已同意，正在等其他人', 'You have agreed; it waits for others'],
  notAsked: ['现在由其他人审批', 'Others are asked now'],
  changed: [
    '申请内容已经变化，这个链接不再有效。请以新的申请为准。',
    'What you were asked to approve has changed, so this link is void. The new request holds.',
  ],
  approved: ['已经批准', 'It has been approved'],
  rejected: ['已经驳回', 'It has been rejected'],
  withdrawn: ['申请已撤回', 'It was taken back'],
  unanswered: ['提问未在期限内答复，已退回处理', 'A question was not answered in time, so it went back to be handled'],
};

export const approvalPage = ({ ticket, state, history, names }: Asked, shown: Shown): string => {
  const { language, link, nonce, notice, policy, anewPath } = shown;
  const known = namesOf(ticket);
  const t = ([zh, en]: Phrase): string => (language === 'zh' ? zh : en);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const form = (act: string, body: Html): Html =>
    html`<form method="post" action="/a/${link}/${act}?lang=${language}"><input type="hidden" name="nonce" value="${`${nonce}-${act}`}">${body}</form>`;
  const solved = 'resolution' in ticket && state !== 'changed' ? ticket.resolution : undefined;
  const open = state === 'open' && ticket.phase === 'approval' ? ticket.approval : undefined;
  const body = html`
<header><span>${t(['审批', 'Approval'])} ${ticket.code}</span></header>
<h1>${maskText(ticket.subject, known)}</h1>
${notice && html`<section class="${notice.kind}" role="status"><p>${notice.text}</p></section>`}
<section aria-label="${t(['状态', 'State'])}"><p class="state">${t(STATES[state])}</p>
${open && html`<p class="next">${t(['请在 ', 'Please answer by '])}${timeText(open.dueAt, language)}${t([' 之前答复', ''])}</p>`}
${anewPath !== undefined && html`<p><a href="${anewPath}?lang=${language}">${t(['查看新的申请', 'See the new request'])}</a></p>`}</section>
${
  solved &&
  html`<section><h2>${t(['申请内容', 'What is asked'])}</h2><dl>
<dt>${t(['申请人', 'Asked by'])}</dt><dd>${nameOf(solved.by)}</dd>
<dt>${t(['解决方式', 'Resolution'])}</dt><dd>${codeTitle(ticket, solved.code, policy, language)}</dd>
${amountsOf(ticket, policy, language).map(({ title, value }) => html`<dt>${title}</dt><dd>${value}</dd>`)}
<dt>${t(['告诉客户的话', 'What the customer is told'])}</dt><dd class="said">${maskText(solved.text, known)}</dd></dl></section>`
}
${open?.question && html`<section class="note"><p>${nameOf(open.question.by)}${t(['问：', ' asks: '])}${maskText(open.question.text, known)}</p><p class="soft">${t(['等待答复', 'Not answered yet'])}</p></section>`}
${history.length > 0 && html`<h2>${t(['审批记录', 'So far'])}</h2><ol>${history.map((event) => html`<li class="said"><strong>${t(saidOf(event))}</strong> ${event.actor.kind === 'agent' && nameOf(event.actor.id)} <time datetime="${event.time}">${timeText(event.time, language)}</time>${textOf(event, known)}</li>`)}</ol>`}
${
  open &&
  html`<section>${form('approve', html`<label for="remarks">${t(['备注（选填）', 'Remarks (optional)'])}</label><textarea id="remarks" name="remarks" maxlength="1000"></textarea><button>${t(['同意', 'Approve'])}</button>`)}
<details><summary>${t(['不同意', 'Reject'])}</summary>${form('reject', html`<label for="reason">${t(['原因', 'Why'])}</label><textarea id="reason" name="reason" required maxlength="1000"></textarea><button class="plain">${t(['驳回', 'Reject'])}</button>`)}</details>
${!open.question && html`<details><summary>${t(['先问一下', 'Ask first'])}</summary>${form('ask', html`<label for="text">${t(['想了解什么？', 'What do you want to know?'])}</label><textarea id="text" name="text" required maxlength="10000"></textarea><button class="plain">${t(['发送', 'Send'])}</button>`)}</details>`}</section>`
}
`;
  const other = `/a/${link}?lang=${language === 'zh' ? 'en' : 'zh'}`;
  return documentOf(`${ticket.code} · ${t(['审批', 'Approval'])}`, language, body, other);
};

const codeTitle = ({ category }: Ticket, code: string, policy: Policy, language: Language): string =>
  codesOf(policy, category).find(({ name }) => name === code)?.title[language] ?? code;

/** What the rules look at: for these values somebody is asked. */
const amountsOf = (ticket: Ticket, policy: Policy, language: Language): readonly { title: string; value: string }[] => {
  const looked = new Set(policy.approvals.flatMap(({ when }) => (when.field ? [when.field.field] : [])));
  return formOf(policy, ticket.category).fields.flatMap((field) => {
    const filled = Object.hasOwn(ticket.fields, field.name) ? ticket.fields[field.name] : undefined;
    if (!looked.has(field.name) || !filled) return [];
    const value =
      typeof filled.value === 'number' ? filled.value.toLocaleString('en') : maskText(filled.value, namesOf(ticket));
    return [{ title: field.title[language], value: field.type === 'money' ? `${value} ${field.currency}` : value }];
  });
};

const SAID: Readonly<Partial<Record<Recorded['type'], Phrase>>> = {
  'ticket.approved': ['同意', 'Approved'],
  'ticket.approval-rejected': ['驳回', 'Rejected'],
  'ticket.approval-question': ['提问', 'Asked'],
  'ticket.approval-answered': ['答复', 'Answered'],
  'ticket.approval-reminded': ['已提醒', 'Reminded'],
  'ticket.approval-late': ['超时，已请更多人审批', 'Late: more people are asked'],
  'ticket.approval-withdrawn': ['撤回', 'Taken back'],
  'ticket.approval-requested': ['内容变化，重新申请', 'Changed, asked anew'],
};

const saidOf = (event: Recorded): Phrase => {
  if (isUnanswered(event)) return ['提问未答复，退回处理', 'Not answered in time: back to be handled'];
  return SAID[event.type] ?? [event.type, event.type];
};

const textOf = ({ data }: Recorded, known: KnownNames): Html | false => {
  const { remarks, reason, text } = data as Readonly<Record<string, unknown>>;
  const said = [remarks, reason, text].find((each) => typeof each === 'string');
  return typeof said === 'string' && html`<p>${maskText(said, known)}</p>`;
};
