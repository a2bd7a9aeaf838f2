/** What colleagues are told who follow a ticket, or were asked by a note to look at it: what happened, and nothing that anybody wrote. */
import type { ActorKind, Recorded } from '../events.ts';
import type { Titles } from '../vocabulary.ts';
import type { Template } from './template.ts';

type Actor = Recorded['actor'];

const OUTSIDE: Readonly<Record<Exclude<ActorKind, 'agent'>, Titles>> = {
  customer: { zh: '客户', en: 'the customer' },
  channel: { zh: '客户', en: 'the customer' },
  party: { zh: '外部协作方', en: 'a party outside' },
  system: { zh: '系统', en: 'the system' },
};

/** A colleague by id; of all others only what they are. */
const whoDid = ({ kind, id }: Actor): Titles => (kind === 'agent' ? { zh: id, en: id } : OUTSIDE[kind]);

export const mentioned = (by: Actor): Template => ({
  zh: (t) => [
    `${whoDid(by).zh} 在工单 ${t.code} 的备注里提到了您`,
    `${whoDid(by).zh} 请您看一下工单 ${t.code}「${t.subject}」的备注。`,
    `查看：gongdan timeline ${t.code}`,
  ],
  en: (t) => [
    `${whoDid(by).en} mentioned you in a note on ticket ${t.code}`,
    `${whoDid(by).en} asks you to look at a note on the ticket ${t.code} "${t.subject}".`,
    `Read it: gongdan timeline ${t.code}`,
  ],
});

const followed = (what: Titles, by: Actor): Template => ({
  zh: (t) => [
    `您关注的工单 ${t.code}：${what.zh}`,
    `您关注的工单 ${t.code}「${t.subject}」${what.zh}（${whoDid(by).zh}）。`,
    `查看：gongdan show ${t.code}`,
  ],
  en: (t) => [
    `Ticket ${t.code}, which you follow: ${what.en}`,
    `The ticket ${t.code} "${t.subject}", which you follow: ${what.en} (by ${whoDid(by).en}).`,
    `Read it: gongdan show ${t.code}`,
  ],
});

/** Undefined for what followers are not told, or not by this. */
export const toFollowers = (event: Recorded): Template | undefined => {
  const what = happened(event);
  return what && followed(what, event.actor);
};

const happened = (event: Recorded): Titles | undefined => {
  switch (event.type) {
    case 'ticket.replied':
      return { zh: '已回复客户', en: 'the customer was answered' };
    case 'ticket.resolved':
      return { zh: '已提交解决结果，等待质检', en: 'it was solved, and waits for its review' };
    case 'ticket.reviewed':
      return event.data.verdict === 'pass'
        ? { zh: '质检通过，已解决', en: 'it passed the review and is resolved' }
        : { zh: '质检未通过，退回重新处理', en: 'it came back from the review' };
    case 'ticket.reopened':
      return { zh: '已重新打开', en: 'it was opened again' };
    case 'ticket.closed':
      return { zh: '已关闭', en: 'it was closed' };
    case 'ticket.transferred': {
      const { queue, team, back } = event.data;
      const to = team ?? queue;
      return back
        ? { zh: `已退回原处理人（${to}）`, en: `it was sent back to who had it before (${to})` }
        : { zh: `已转派到 ${to}`, en: `it was transferred to ${to}` };
    }
    case 'ticket.sub-changed': {
      const { code, done } = event.data;
      return done
        ? { zh: `子工单 ${code} 已完成`, en: `its sub-ticket ${code} is done` }
        : { zh: `子工单 ${code} 又重新打开`, en: `its sub-ticket ${code} was opened again` };
    }
    case 'ticket.merged': {
      const { code } = event.data.into;
      return { zh: `已并入工单 ${code}`, en: `it was merged into the ticket ${code}` };
    }
    default:
      return undefined;
  }
};
