/**
 * Links that open without an account: a customer's, to follow their ticket, an outside party's, to answer what they were asked, and an
 * approver's, to say yes or no to one request.
 * They carry who they are for and until when, signed; a ticket counts how often its links were revoked, and that count is signed too.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Approval } from '../../core/domain/approval/approval.ts';
import type { PartyId } from '../../core/domain/relations.ts';
import { addMs, type Instant, toInstant, toMs } from '../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../core/domain/vocabulary.ts';

const SIGNATURE_LENGTH = 22; // base64url of 132 bits
const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a customer's link is good, from the opening of the ticket: a ticket is over long before. */
const LINK_DAYS = 180;

/** What a link says of itself. */
export interface Linked {
  readonly ticketId: TicketId;
  /** `linkEpoch` of the ticket when the link was made; none for parties, whose links end with the party. */
  readonly epoch: number;
  readonly expiresAt: Instant;
  readonly party?: PartyId;
}

const sign = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url').slice(0, SIGNATURE_LENGTH);

/** Days since 1970 in base 36: a link goes into a short message. */
const daysOf = (instant: Instant): string => Math.ceil(toMs(instant) / DAY_MS).toString(36);
const instantOf = (days: string): Instant => toInstant(Number.parseInt(days, 36) * DAY_MS);

const text = ({ ticketId, epoch, expiresAt, party }: Linked): string =>
  [
    ticketId.slice('tkt_'.length),
    ...(party ? [party.slice('pty_'.length)] : []),
    `${epoch.toString(36)}-${daysOf(expiresAt)}`,
  ].join('.');

const linkOf = (key: string, linked: Linked): string => `${text(linked)}.${sign(key, text(linked))}`;

const urlOf = (publicUrl: string, path: string): string => `${publicUrl.replace(/\/$/, '')}${path}`;

/** Always the same for a ticket, until it is revoked. */
export const customerUrl = (
  publicUrl: string,
  key: string,
  { id, openedAt, linkEpoch = 0 }: { readonly id: TicketId; readonly openedAt: Instant; readonly linkEpoch?: number },
): string => {
  const expiresAt = addMs(openedAt, LINK_DAYS * DAY_MS);
  return urlOf(publicUrl, `/t/${linkOf(key, { ticketId: id, epoch: linkEpoch, expiresAt })}`);
};

export const partyUrl = (
  publicUrl: string,
  key: string,
  { ticketId, party, expiresAt }: { readonly ticketId: TicketId; readonly party: PartyId; readonly expiresAt: Instant },
): string => urlOf(publicUrl, `/p/${linkOf(key, { ticketId, party, epoch: 0, expiresAt })}`);

// Four digits of days (4,600 years): six could name one that no calendar has, which is a fault and no refusal.
const SHAPE = /^([0-9A-Za-z_]{1,40})(?:\.([0-9A-Za-z_]{1,40}))?\.([0-9a-z]{1,6})-([0-9a-z]{1,4})\.([0-9A-Za-z_-]{22})$/;

/** What a link that we made says; undefined for any other text. Whether it is still good is for the ticket to say. */
export const readLink = (key: string, link: string): Linked | undefined => {
  const [, ticket, party, epoch, days, signature] = SHAPE.exec(link) ?? [];
  if (ticket === undefined || epoch === undefined || days === undefined || signature === undefined) return undefined;
  const linked: Linked = {
    ticketId: `tkt_${ticket}`,
    epoch: Number.parseInt(epoch, 36),
    expiresAt: instantOf(days),
    ...(party !== undefined && { party: `pty_${party}` as const }),
  };
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(key, text(linked)))];
  const ours = given.length === expected.length && timingSafeEqual(given, expected);
  return ours && linkOf(key, linked) === link ? linked : undefined;
};

/** How long an approver's link is good, from when they were asked. Later they sign in. */
const APPROVAL_DAYS = 30;

/** What an approver's link says of itself. */
export interface LinkedApproval {
  readonly ticketId: TicketId;
  /** Seq of the event that asked: a request that changed since is another one. */
  readonly request: number;
  readonly approver: AgentId;
  readonly expiresAt: Instant;
}

const approvalText = ({ ticketId, request, approver, expiresAt }: LinkedApproval): string =>
  `${ticketId.slice('tkt_'.length)}.${approver.slice('agt_'.length)}.${request.toString(36)}-${daysOf(expiresAt)}`;

// Signed as something else than the other links, so that none of them passes for one.
const approvalLink = (key: string, linked: LinkedApproval): string =>
  `${approvalText(linked)}.${sign(key, `approval ${approvalText(linked)}`)}`;

/** Path of the page; always the same for a request, a stage and an approver. */
export const approvalPath = (
  key: string,
  ticketId: TicketId,
  { request, askedAt }: Pick<Approval, 'request' | 'askedAt'>,
  approver: AgentId,
): string =>
  `/a/${approvalLink(key, { ticketId, request, approver, expiresAt: addMs(askedAt, APPROVAL_DAYS * DAY_MS) })}`;

/** For messages to somebody who is asked to approve: `approval` as the ticket has it. */
export const approvalUrl = (
  publicUrl: string,
  key: string,
  { id, approval }: { readonly id: TicketId; readonly approval: Pick<Approval, 'request' | 'askedAt'> },
  approver: AgentId,
): string => urlOf(publicUrl, approvalPath(key, id, approval, approver));

const APPROVAL = /^([0-9A-Za-z_]{1,40})\.([0-9A-Za-z_-]{1,60})\.([0-9a-z]{1,6})-([0-9a-z]{1,4})\.([0-9A-Za-z_-]{22})$/;

/** The same as `readLink` for links of approvers. */
export const readApprovalLink = (key: string, link: string): LinkedApproval | undefined => {
  const [, ticket, approver, request, days, signature] = APPROVAL.exec(link) ?? [];
  if (!ticket || !approver || !request || !days || !signature) return undefined;
  const linked: LinkedApproval = {
    ticketId: `tkt_${ticket}`,
    request: Number.parseInt(request, 36),
    approver: `agt_${approver}`,
    expiresAt: instantOf(days),
  };
  const [given, expected] = [Buffer.from(link), Buffer.from(approvalLink(key, linked))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? linked : undefined;
};
