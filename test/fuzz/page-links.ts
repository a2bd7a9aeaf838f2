/** Links that open the pages of the stage, where everything that somebody may write holds what no page may show as it stands. */
import type { ChannelClient } from '../../client/channel-client.ts';
import { deriveKey } from '../../contracts/signature.ts';
import { surveyId } from '../../core/domain/survey/survey.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { approvalUrl, partyUrl } from '../../functions/shared/links.ts';
import { surveyUrl, unsubscribeUrl } from '../../functions/shared/survey-links.ts';
import { days, type System } from '../support/system.ts';
import { MARK, PNG } from './marked.ts';
import type { Pools } from './values.ts';

type Posted = Awaited<ReturnType<ChannelClient['createTicket']>>;

const linkIn = (url: string): string => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');

/** `opened`: tickets of the stage. Pools by the beginning of the path: `links /t`. */
export const pageLinks = async (system: System, opened: readonly Posted[]): Promise<Pools> => {
  const { runtime } = system;
  const { url } = runtime;
  const key = deriveKey(runtime.secret('SigningSecret'), 'tracking');
  const marked = await markedTickets(system);
  const expiresAt = new Date(runtime.clock.now() + days(7)).toISOString();
  const reader = await system.desk('agt_reader', 'supervisor');
  await Promise.all(marked.map(({ trackingUrl }) => sendPhoto(new URL(new URL(trackingUrl).pathname, url))));
  await runtime.settle();
  const views = await Promise.all(marked.map(({ id }) => reader.getTicket({ id })));
  const solutions = await Promise.all(
    [...opened, ...marked].map(async ({ id }) => {
      const { items } = await reader.getTimeline({ id, query: { limit: 100 } });
      const passed = items.findLast(({ type, data }) => type === 'ticket.reviewed' && data.verdict === 'pass');
      return passed ? [surveyId(id as TicketId, passed.seq)] : [];
    }),
  );
  return {
    'links /t': [...opened, ...marked].map(({ trackingUrl }) => linkIn(trackingUrl)),
    'links /p': views.flatMap(({ id, parties }) =>
      parties.map(({ id: party, expiresAt: until }) =>
        linkIn(partyUrl(url, key, { ticketId: id, party: party as `pty_${string}`, expiresAt: until })),
      ),
    ),
    'links /s': solutions.flat().map((id) => linkIn(surveyUrl(url, key, { id, expiresAt }))),
    'links /u': ['c-1', 'c-queued', MARK].map((customer) => linkIn(unsubscribeUrl(url, key, customer))),
    'links /a': views.flatMap(({ id, approval }) =>
      (approval?.stages ?? []).flatMap(({ approvers }) =>
        approvers.map((approver) =>
          approval ? linkIn(approvalUrl(url, key, { id, approval }, approver as `agt_${string}`)) : '',
        ),
      ),
    ),
    attachment: views.flatMap(({ attachments }) => attachments.map(({ id }) => id)),
  };
};

/** As the form of the page does; the name of the file is for readers, too. */
const sendPhoto = async (page: URL): Promise<void> => {
  const body = new FormData();
  body.set('file', new File([PNG], `${MARK}.png`, { type: 'image/png' }));
  const { status } = await fetch(`${page}/attach`, { method: 'POST', body, redirect: 'manual' });
  if (status !== 303) throw new Error(`The photo was answered ${status}.`);
};

/** One that waits for an approval, one whose outside party is asked, one that is solved. */
const markedTickets = async (system: System): Promise<readonly Posted[]> => {
  await system.hire('agt_tan', 'complaints', { capacity: 100 });
  await system.hire('agt_fang', 'complaints', { roles: ['supervisor'], presence: 'offline' });
  const reader = await system.desk('agt_reader', 'supervisor');
  const tan = await system.desk('agt_tan', 'agent');
  const open = async (n: number): Promise<Posted> => {
    const posted = await system.post(`${MARK} ${n}`, {
      ...{ category: 'complaint', description: MARK, email: 'mark@example.com' },
    });
    const { assignee } = await reader.getTicket({ id: posted.id });
    if (assignee?.id !== 'agt_tan') await reader.assignTicket({ id: posted.id, body: { agent: 'agt_tan' } });
    await tan.acceptTicket({ id: posted.id });
    await tan.replyToTicket({ id: posted.id, body: { text: `您好 ${MARK}` } });
    return posted;
  };
  const [asking, approving, solved] = [await open(1), await open(2), await open(3)];
  await tan.askParty({
    id: asking.id,
    body: { kind: 'other', name: MARK, email: 'p@example.com', text: MARK, days: 7, language: 'en' },
  });
  await tan.setFields({ id: approving.id, body: { fields: { 'compensation-amount': 6000 } } });
  for (const { id } of [approving, solved])
    await tan.resolveTicket({ id, body: { code: 'apologised', text: `已致歉 ${MARK}` } });
  await system.runtime.settle();
  await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id: solved.id, body: { verdict: 'pass' } });
  await system.runtime.settle();
  return [asking, approving, solved];
};
