/** Reads a ticket and its timeline through the API, as a supervisor would. */
import { ApiProblem } from '../../client/api-problem.ts';
import { createDeskClient } from '../../client/desk-client.ts';
import { eachItem } from '../../client/each-item.ts';
import type { TicketView, TimelineEvent } from '../../contracts/views.ts';

const PAGE = 100;

/** Undefined when there is no such ticket. */
export async function readTicket(
  url: string,
  token: string,
  idOrCode: string,
): Promise<{ ticket: TicketView; timeline: TimelineEvent[] } | undefined> {
  const desk = createDeskClient({ url, token });
  try {
    const ticket = await desk.getTicket({ id: idOrCode });
    const timeline: TimelineEvent[] = [];
    const pages = eachItem((page) =>
      desk.getTimeline({ id: ticket.id, query: { limit: PAGE, ...(page && { page }) } }),
    );
    for await (const event of pages) timeline.push(event);
    return { ticket, timeline };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}
