/** The tickets that bad requests speak of, and links that open no longer. */
import { deriveKey } from '../../contracts/signature.ts';
import type { Receipt } from '../../contracts/views.ts';
import type { PartyId } from '../../core/domain/relations.ts';
import { surveyId } from '../../core/domain/survey/survey.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { partyUrl } from '../../functions/shared/links.ts';
import { surveyUrl } from '../../functions/shared/survey-links.ts';
import type { Subject } from '../access/acts-by-route.ts';
import { days, type System } from '../support/system.ts';

/** handled: in the hands of agt_lin · closed · merged: into `handled`. */
export type Kind = 'handled' | 'closed' | 'merged';

interface Tickets extends Readonly<Record<Kind, { readonly subject: Subject; readonly receipt: Receipt }>> {
  /** Links of parties, good and over. */
  readonly party: string;
  readonly pastParty: string;
  /** Of a customer, revoked. */
  readonly pastLink: string;
  /** Of a survey about the closed one, good and over. */
  readonly survey: string;
  readonly pastSurvey: string;
}

export const openTickets = async (system: System): Promise<Tickets> => {
  const { runtime } = system;
  const people = await peopleOf(system);
  const [handled, merged, closed, left] = [
    await ticketOf(system, people, 'c-1'),
    await ticketOf(system, people, 'c-1'),
    await ticketOf(system, people, 'c-2'),
    await ticketOf(system, people, 'c-3'),
  ];
  await people.lin.revokeLink({ id: left.subject.id, body: {} });
  const party = await askedParty(people, closed.subject.id);
  const { id } = closed.subject;
  await people.lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await people.bai.reviewTicket({ id, body: { verdict: 'pass' } });
  await system.channel().confirmTicket({ id });
  await people.luo.mergeTicket({ id: merged.subject.id, body: { into: handled.subject.id } });
  await runtime.settle();
  const pastParty = pastPartyLink(system, closed.subject.id, party);
  const [survey, pastSurvey] = [await surveyLink(system, people, id, 7), await surveyLink(system, people, id, -1)];
  return { handled, closed, merged, party, pastParty, survey, pastSurvey, pastLink: linkIn(left.receipt.trackingUrl) };
};

/** As it was good until yesterday. */
const pastPartyLink = ({ runtime }: System, id: string, party: string): string => {
  const key = deriveKey(runtime.secret('SigningSecret'), 'tracking');
  const expiresAt = new Date(runtime.clock.now() - days(1)).toISOString();
  const asked = { ticketId: id as TicketId, party: `pty_${party.split('.')[1]}` as PartyId, expiresAt };
  return linkIn(partyUrl('http://desk.example', key, asked));
};

/** Good for so many days more. */
const surveyLink = async ({ runtime }: System, { luo }: People, id: string, more: number): Promise<string> => {
  const key = deriveKey(runtime.secret('SigningSecret'), 'tracking');
  const { items } = await luo.getTimeline({ id, query: { limit: 100 } });
  const seq = items.find(({ type }) => type === 'ticket.reviewed')?.seq ?? 0;
  const expiresAt = new Date(runtime.clock.now() + days(more)).toISOString();
  return linkIn(surveyUrl('http://desk.example', key, { id: surveyId(id as TicketId, seq), expiresAt }));
};

const peopleOf = async ({ desk }: System) => ({
  lin: await desk('agt_lin', 'agent'),
  luo: await desk('agt_luo', 'supervisor'),
  bai: await desk('agt_bai', 'reviewer'),
});
type People = Awaited<ReturnType<typeof peopleOf>>;

const ticketOf = async (system: System, { luo }: People, customer: string) => {
  const receipt = (await system.post('订单超时未派送', { customer })) as Receipt;
  const { id } = receipt;
  const { events } = await system.channel().addMessage({ id, body: { text: '还有一件事：请开发票。' } });
  const message = events.find(({ type }) => type === 'ticket.customer-replied')?.seq ?? 0;
  await luo.assignTicket({ id, body: { agent: 'agt_lin' } });
  return { receipt, subject: { id, partner: id, message } };
};

const askedParty = async ({ lin }: People, id: string): Promise<string> => {
  const body = { kind: 'courier', name: '网点', text: '几点派送？', days: 7 } as const;
  const { party } = await lin.askParty({ id, body });
  await lin.resumeTicket({ id });
  return linkIn(party.link ?? '');
};

export const linkIn = (url: string): string => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
