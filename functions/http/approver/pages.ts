/** An approver's page and its forms: each does what its JSON route does, and shows the page again. */
import { randomUUID } from 'node:crypto';
import { STATUS } from '../../../contracts/problem.ts';
import type { ApproverPageName } from '../../../contracts/routes/approver-pages.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import { changeTicket, type TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { knowing } from '../../../core/usecases/onward-facts.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Answer } from '../../shared/door.ts';
import { approvalPath } from '../../shared/links.ts';
import { PAGE_HEADERS } from '../../shared/page-headers.ts';
import type { Notice } from '../customer/page.ts';
import { approvalPage } from './approval-page.ts';
import { type ApproverPorts, type Asked, askedBy } from './linked-approval.ts';

/** A checked request of a page. */
interface PageCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: { readonly lang?: Language; readonly done?: keyof typeof DONE };
  readonly body: {
    readonly nonce?: string;
    readonly remarks?: string;
    readonly reason?: string;
    readonly text?: string;
  };
  readonly correlation: string;
  readonly from?: string;
}
type ApproverHandlers = Readonly<Record<ApproverPageName, (call: PageCall) => Promise<Answer>>>;

type Phrase = readonly [zh: string, en: string];

const DONE = {
  approve: ['已同意，谢谢。', 'You have agreed. Thank you.'],
  reject: ['已驳回，处理人会收到您的原因。', 'Rejected: who has the ticket is told why.'],
  ask: ['已发送，处理人答复后会通知您。', 'Sent: you are told when they have answered.'],
} as const satisfies Readonly<Record<string, Phrase>>;

/** What a refusal says to somebody who is no user of the API. */
const REFUSED: Readonly<Record<string, Phrase>> = {
  'approval-void': ['申请内容已经变化，没有生效。', 'It has changed since: nothing was done.'],
  'already-approved': ['您已经同意过了。', 'You have agreed already.'],
  'approved-another-stage': [
    '您已经同意过另一个环节，这个环节由其他人审批，没有生效。',
    'You have agreed to another stage, this one is for others: nothing was done.',
  ],
  'needed-in-later-stage': [
    '后面的环节只有您能批，这个环节请留给其他人，没有生效。',
    'A later stage cannot do without you, leave this one to others: nothing was done.',
  ],
  'not-an-approver': ['现在由其他人审批，没有生效。', 'Others are asked now: nothing was done.'],
  'own-work': ['不能审批自己提交的申请。', 'Nobody approves what they have asked for themselves.'],
  'question-open': ['已有一个问题在等答复。', 'A question is open already.'],
  'command-not-allowed-in-phase': ['这个申请已经处理完了，没有生效。', 'This was decided already: nothing was done.'],
};
const ELSE: Phrase = ['没有成功，请稍后再试。', 'That did not work. Please try again later.'];

export const approverHandlers = (ports: ApproverPorts): ApproverHandlers => {
  const shown = async (
    call: PageCall,
    phrase?: Phrase,
    kind: Notice['kind'] = 'note',
    status = 200,
  ): Promise<Answer> => {
    const link = call.path.link as string;
    const asked = await askedBy(ports, link);
    const language = call.query.lang ?? 'zh';
    const text = approvalPage(asked, {
      ...{ policy: await ports.policies.active(), language, link, nonce: randomUUID() },
      ...(phrase && { notice: { kind, text: phrase[language === 'zh' ? 0 : 1] } }),
      ...(asked.anew && { anewPath: await pathOf(asked, asked.anew) }),
    });
    return { status, headers: PAGE_HEADERS, body: undefined, text };
  };
  const pathOf = async ({ linked }: Asked, anew: NonNullable<Asked['anew']>): Promise<string> =>
    approvalPath(await ports.keys.tracking(), anew.id, anew.approval, linked.approver);

  const acts =
    (act: keyof typeof DONE, commandOf: (body: PageCall['body'], request: number) => TicketCommand) =>
    async (call: PageCall): Promise<Answer> => {
      const { linked, actor } = await askedBy(ports, call.path.link as string);
      const command = commandOf(call.body, linked.request);
      const { nonce } = call.body;
      const changed = await changeTicket(ports, {
        ...{ idOrCode: linked.ticketId, actor, correlation: call.correlation, command: knowing(ports, command) },
        ...(call.from !== undefined && { from: call.from }),
        ...(nonce !== undefined && { idempotency: { key: `link:${nonce}`, digest: `${act} ${digestOf(command)}` } }),
      });
      return isRefused(changed) ? refused(call, changed) : done(call, act);
    };
  const refused = (call: PageCall, { refused: code }: Refused): Promise<Answer> =>
    shown(call, REFUSED[code] ?? ELSE, 'wrong', STATUS[code]);
  // See other: to load the page again sends nothing again.
  const done = (call: PageCall, act: string): Answer => {
    const lang = call.query.lang ? `&lang=${call.query.lang}` : '';
    const location = `/a/${call.path.link}?done=${act}${lang}`;
    return { status: 303, headers: { ...PAGE_HEADERS, location }, body: undefined, text: '' };
  };

  return {
    showApproval: (call) => shown(call, call.query.done && DONE[call.query.done]),
    sendApproval: acts('approve', ({ remarks }, request) => ({
      ...{ type: 'approve', request },
      ...(remarks !== undefined && { remarks }),
    })),
    sendRejection: acts('reject', ({ reason = '' }, request) => ({ type: 'rejectApproval', request, reason })),
    sendAskingBack: acts('ask', ({ text = '' }, request) => ({ type: 'askBack', request, text })),
  };
};
