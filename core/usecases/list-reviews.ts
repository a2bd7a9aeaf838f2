/**
 * What a reviewer has to do: resolutions that they were given, and those that nobody was; disputes and second looks at reviews of
 * others. Never their own work. Rows are read until the page is full, but at most so many: it may be short, and still lead on.
 */
import type { ReviewTask } from '../domain/review/quality.ts';
import type { Risk } from '../domain/review/review.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Page, TicketSummary, Tickets } from '../ports.ts';
import type { Insight } from '../ports-insight.ts';
import { summaryOfTicket } from './summary-of-ticket.ts';

export interface ListReviewsPorts {
  readonly tickets: Pick<Tickets, 'queue' | 'current'>;
  readonly insight: Pick<Insight, 'reviewTasks'>;
}

export interface ToReview {
  readonly kind: 'review' | ReviewTask['kind'];
  readonly ticketId: TicketId;
  readonly code: string;
  readonly category: string;
  readonly ticket?: TicketSummary;
  readonly seq?: number;
  readonly at: Instant;
  readonly of: string;
  readonly asked?: string;
  readonly risks?: readonly Risk[];
}

interface Asked {
  readonly reviewer: string;
  readonly after: string | undefined;
  readonly limit: number;
}

const READS = 8;

/** In the order of the queue of the reviewers, most urgent first: the longer one waits, the more urgent. Two operations each time. */
export const listReviews = ({ tickets }: ListReviewsPorts, asked: Asked): Promise<Page<ToReview>> =>
  filled(asked, async (place, limit) => {
    const { items, next } = await tickets.queue('review', place, limit);
    const whole = await Promise.all(items.map(({ id }) => tickets.current(id)));
    return {
      items: whole.flatMap((ticket) => toReview(ticket, asked.reviewer)),
      ...(next !== undefined && { next }),
    };
  });

const toReview = (ticket: Ticket | undefined, reviewer: string): readonly ToReview[] => {
  if (ticket?.phase !== 'review') return [];
  const { id, code, category, resolution, sampled, assignee } = ticket;
  const given = sampled?.reviewer;
  if (resolution.by === reviewer || assignee.id === reviewer || (given ?? reviewer) !== reviewer) return [];
  return [
    {
      ...{ kind: 'review', ticketId: id, code, category, at: resolution.at, of: resolution.by },
      ticket: summaryOfTicket(ticket),
      ...(given !== undefined && { asked: given }),
      ...(sampled && { risks: sampled.risks }),
    },
  ];
};

/** Oldest first. One operation each time. */
export const listReviewTasks = (
  { insight }: ListReviewsPorts,
  kind: ReviewTask['kind'],
  asked: Asked,
): Promise<Page<ToReview>> =>
  filled(asked, async (place, limit) => {
    const { items, next } = await insight.reviewTasks(kind, place, limit);
    const isFor = ({ by, of, asked: who = asked.reviewer }: ReviewTask): boolean =>
      by !== asked.reviewer && of !== asked.reviewer && who === asked.reviewer;
    return { items: items.filter(isFor).map(({ by: _, ...task }) => task), ...(next !== undefined && { next }) };
  });

const filled = async (
  { after, limit }: Asked,
  read: (place: string | undefined, limit: number) => Promise<Page<ToReview>>,
): Promise<Page<ToReview>> => {
  const items: ToReview[] = [];
  let place = after;
  for (let reads = 0; reads < READS; reads += 1) {
    const page = await read(place, limit - items.length);
    items.push(...page.items);
    place = page.next;
    if (place === undefined || items.length >= limit) break;
  }
  return { items, ...(place !== undefined && { next: place }) };
};
