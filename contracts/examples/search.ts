import type { Examples } from './example.ts';
import { page } from './ticket.ts';

export const SEARCH_EXAMPLES = {
  searchTickets: { answer: page },
} as const satisfies Examples;
