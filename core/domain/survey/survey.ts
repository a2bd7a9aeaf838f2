/** One survey per resolution (满意度): what is asked, and what customers answer. */
import type { Instant } from '../time.ts';
import type { AgentId, TicketId } from '../vocabulary.ts';

/** `<ticketId>.<seq of the event that made it resolved>` */
export type SurveyId = `${TicketId}.${number}`;

export type Stars = 1 | 2 | 3 | 4 | 5;

export interface Answer {
  readonly stars: Stars;
  /** Names of the policy's. */
  readonly reasons: readonly string[];
  readonly comment?: string;
  /** By article of the knowledge base that the ticket cites: whether it was useful. */
  readonly useful: Readonly<Record<string, boolean>>;
}

/** What the numbers tell it by, as it was when the ticket was solved. */
export interface SurveySubject {
  readonly id: SurveyId;
  /** Day of the solution in Asia/Shanghai, e.g. `2026-11-22`: what was asked and what was answered belong together. */
  readonly day: string;
  readonly category: string;
  readonly agent: AgentId;
}

/** What a customer was asked last. */
export interface Asked extends SurveySubject {
  readonly customer: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
}

export interface Answered extends SurveySubject, Answer {
  readonly at: Instant;
  /** By the survey's own page once the ticket was archived; else by the ticket, which tells of it. */
  readonly by: 'survey' | 'ticket';
  /** Few enough stars for the experts. */
  readonly low: boolean;
  /** Its own data goes with that of the ticket. */
  readonly keptUntil: Instant;
}

export const surveyId = (ticketId: TicketId, seq: number): SurveyId => `${ticketId}.${seq}`;

export const partsOf = (id: SurveyId): { readonly ticketId: TicketId; readonly seq: number } => {
  const dot = id.lastIndexOf('.');
  return { ticketId: id.slice(0, dot) as TicketId, seq: Number(id.slice(dot + 1)) };
};
