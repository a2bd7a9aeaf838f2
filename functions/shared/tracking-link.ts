/** The link by which a customer follows their ticket: whoever has it may see the public state. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TicketId } from '../../core/domain/vocabulary.ts';

const SIGNATURE_LENGTH = 24; // 96 bits

const sign = (key: string, ticketId: string): string =>
  createHmac('sha256', key).update(ticketId).digest('hex').slice(0, SIGNATURE_LENGTH);

/** `<ticketId>.<24 hex>` */
const trackingLink = (key: string, ticketId: TicketId): string => `${ticketId}.${sign(key, ticketId)}`;

export const trackingUrl = (publicUrl: string, key: string, ticketId: TicketId): string =>
  `${publicUrl.replace(/\/$/, '')}/v1/tracking/${trackingLink(key, ticketId)}`;

/** The ticket of a link that we made; undefined for any other text. */
export const ticketOfLink = (key: string, link: string): TicketId | undefined => {
  const [ticketId = '', signature = ''] = link.split('.');
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(key, ticketId))];
  const ours = given.length === expected.length && timingSafeEqual(given, expected);
  return ours && `${ticketId}.${signature}` === link ? (ticketId as TicketId) : undefined;
};
