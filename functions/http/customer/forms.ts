/** The pages' forms: each does what its JSON route does, and shows the page again. */
import { createHash, randomUUID } from 'node:crypto';
import type { CustomerView } from '../../../contracts/customer-views.ts';
import { STATUS } from '../../../contracts/problem.ts';
import type { PageName } from '../../../contracts/routes/pages.ts';
import { namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import type { TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { requestUpload } from '../../../core/usecases/request-upload.ts';
import type { Answer } from '../../shared/door.ts';
import { PAGE_HEADERS } from '../../shared/page-headers.ts';
import { actByLink } from './act.ts';
import type { CustomerPorts } from './customer-ports.ts';
import { customerView, partyView } from './customer-view.ts';
import { customerBy, partyBy } from './linked.ts';
import { customerPage, type Notice, timeText } from './page.ts';
import type { PageCall } from './page-call.ts';
import { partyPage } from './party-page.ts';
import { surveyForms } from './survey-forms.ts';

export type PageHandlers = Readonly<Record<PageName, (call: PageCall) => Promise<Answer>>>;

const DONE: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  answer: ['已发送，我们会尽快查看。', 'Sent: we will look at it soon.'],
  urge: ['已为您催办，您的工单排到了更前面。', 'Your request has moved forward.'],
  confirm: ['感谢确认，工单已结束。', 'Thank you: the ticket is closed.'],
  reopen: ['已重新打开，我们马上继续处理。', 'It is open again: we go on with it.'],
  rate: ['感谢您的评价！', 'Thank you for your rating!'],
  attach: ['文件已上传，检查后会显示在这里。', 'Uploaded: it shows here once it is checked.'],
};

const page = (text: string, status = 200): Answer => ({ status, headers: PAGE_HEADERS, body: undefined, text });

/** What a refusal says to a customer, in their language. */
const refusalText = ({ refused, detail }: Refused, language: Language, urgeFrom?: string): string => {
  const zh: Readonly<Record<string, string>> = {
    'urged-recently': `刚刚已经催过了${urgeFrom ? `，${timeText(urgeFrom, 'zh')} 之后可以再次催单` : '，请稍后再试'}。`,
    'already-rated': '您已经评价过了，谢谢！',
    'command-not-allowed-in-phase': '工单状态已变化，现在不能这样操作。',
    'file-too-large': '文件太大。',
    'file-type-not-allowed': '不支持这种文件。请上传照片或 PDF。',
    'too-many': '附件已经够多了。',
  };
  const en: Readonly<Record<string, string>> = {
    'urged-recently': `You have asked just now${urgeFrom ? `: again from ${timeText(urgeFrom, 'en')}` : ''}.`,
    'command-not-allowed-in-phase': 'The ticket has moved on: this is not possible now.',
  };
  return language === 'zh' ? (zh[refused] ?? '没有成功，请稍后再试。') : (en[refused] ?? detail);
};

export const pageHandlers = (ports: CustomerPorts): PageHandlers => {
  /** `notice`: what is said above everything, of the ticket as it is shown. */
  const shown = async (call: PageCall, notice?: (view: CustomerView) => Notice, status?: number): Promise<Answer> => {
    const link = call.path.link as string;
    const customer = await customerBy(ports, link);
    const fileUrl = (id: string): string => `/t/${link}/files/${id}`;
    const view = await customerView(ports, customer, { language: call.query.lang, fileUrl });
    return page(customerPage(view, { link, nonce: randomUUID(), ...(notice && { notice: notice(view) }) }), status);
  };
  const acts =
    (act: string, command: (body: never) => TicketCommand) =>
    async (call: PageCall): Promise<Answer> => {
      const customer = await customerBy(ports, call.path.link as string);
      const { nonce } = call.body as { readonly nonce?: string };
      const outcome = await actByLink(ports, { ticket: customer.asked.id, actor: customer.actor }, command(call.body), {
        ...{ correlation: call.correlation },
        ...(call.from !== undefined && { from: call.from }),
        ...(nonce !== undefined && { idempotencyKey: nonce }),
      });
      return afterwards(call, act, outcome);
    };
  const afterwards = async (call: PageCall, act: string, outcome: object): Promise<Answer> => {
    if (isRefused(outcome)) {
      const why = ({ language, urgeFrom }: CustomerView): Notice => ({
        kind: 'wrong',
        text: refusalText(outcome, language, urgeFrom),
      });
      return shown(call, why, STATUS[outcome.refused]);
    }
    // See other: to load the page again sends nothing again.
    const lang = call.query.lang ? `&lang=${call.query.lang}` : '';
    return {
      status: 303,
      headers: { ...PAGE_HEADERS, location: `/t/${call.path.link}?done=${act}${lang}` },
      body: undefined,
      text: '',
    };
  };
  return {
    ...surveyForms(ports),
    showStyle: async () => ({
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' },
      body: undefined,
      text: (await import('./style.ts')).STYLE,
    }),
    showTicket: async (call) => {
      const { done } = call.query as { readonly done?: string };
      const phrase = done === undefined ? undefined : DONE[done];
      if (!phrase) return shown(call);
      return shown(call, ({ language }) => ({ kind: 'note', text: phrase[language === 'zh' ? 0 : 1] }));
    },
    showFile: async (call) => {
      const { ticket } = await customerBy(ports, call.path.link as string);
      const found = ticket.attachments.find(
        ({ id, shown: may, state }) => id === call.path.attachment && may && state === 'clean',
      );
      if (!found) return shown(call, undefined, 404);
      const { url } = await ports.links.download(
        { ticketId: ticket.id, attachment: found.id },
        { name: maskText(found.name, namesOf(ticket)), type: found.type },
      );
      return { status: 303, headers: { ...PAGE_HEADERS, location: url }, body: undefined, text: '' };
    },
    sendAnswer: acts('answer', ({ text }: { text: string }) => ({ type: 'customerReply', text })),
    sendUrge: acts('urge', () => ({ type: 'urge' })),
    sendConfirmation: acts('confirm', () => ({ type: 'close' })),
    sendReopening: acts('reopen', ({ reason }: { reason: string }) => ({ type: 'reopen', reason })),
    sendRating: acts('rate', ({ stars, comment }: { stars: 1 | 2 | 3 | 4 | 5; comment?: string }) => ({
      type: 'rate',
      stars,
      ...(comment !== undefined && { comment }),
    })),
    sendFile: async (call) => {
      const customer = await customerBy(ports, call.path.link as string);
      const { file } = call.body as { readonly file: File };
      const bytes = new Uint8Array(await file.arrayBuffer());
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const requested = await requestUpload(ports, {
        ticket: customer.ticket.id,
        actor: customer.actor,
        correlation: call.correlation,
        file: {
          name: file.name.replace(/[\p{Cc}\p{Cf}/\\]/gu, '_').slice(0, 200) || 'file',
          type: file.type,
          size: bytes.length,
          sha256,
        },
      });
      if (!isRefused(requested)) await ports.send(requested.upload, bytes);
      return afterwards(call, 'attach', requested);
    },
    showQuestion: async (call) => {
      const asked = await partyBy(ports, call.path.link as string);
      const view = await partyView(ports, asked, call.query.lang);
      return page(partyPage(view, { link: call.path.link as string, nonce: randomUUID() }));
    },
    sendPartyAnswer: async (call) => {
      const link = call.path.link as string;
      const { actor, ticket, party } = await partyBy(ports, link);
      const { nonce, text } = call.body as { readonly nonce?: string; readonly text: string };
      const outcome = await actByLink(
        ports,
        { ticket: ticket.id, actor },
        { type: 'answerAsParty', party: party.id, text },
        {
          ...{ correlation: call.correlation },
          ...(call.from !== undefined && { from: call.from }),
          ...(nonce !== undefined && { idempotencyKey: nonce }),
        },
      );
      if (!isRefused(outcome)) {
        const lang = call.query.lang ? `?lang=${call.query.lang}` : '';
        return { status: 303, headers: { ...PAGE_HEADERS, location: `/p/${link}${lang}` }, body: undefined, text: '' };
      }
      const view = await partyView(ports, await partyBy(ports, link), call.query.lang);
      const notice: Notice = { kind: 'wrong', text: refusalText(outcome, view.language) };
      return page(partyPage(view, { link, nonce: randomUUID(), notice }), STATUS[outcome.refused]);
    },
  };
};
