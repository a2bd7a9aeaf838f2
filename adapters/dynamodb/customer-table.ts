/**
 * Keys of the customer table: what outlives a ticket.
 *
 * | item    | pk                | sk                | note                                                          |
 * |---------|-------------------|-------------------|---------------------------------------------------------------|
 * | profile | CUSTOMER#<id>     | PROFILE           | how they want to be treated; TTL                              |
 * | asked   | CUSTOMER#<id>     | ASKED             | the last survey; TTL                                          |
 * | invited | CUSTOMER#<id>     | INVITED           | the last invitation; TTL                                      |
 * | answer  | ANSWER#<ticketId> | <seq, 10 digits>  | of the solution that the event with this seq made; TTL        |
 *
 * | question                             | answered by |
 * |--------------------------------------|-------------|
 * | profile, last survey of a customer   | GetItem     |
 * | the answer to a survey               | GetItem     |
 * | the last answer about a ticket       | Query       |
 */
import { partsOf, type SurveyId } from '../../core/domain/survey/survey.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

const customerPk = (id: string): string => `CUSTOMER#${id}`;

export const profileKey = (customer: string) => key(customerPk(customer), 'PROFILE');
export const askedKey = (customer: string) => key(customerPk(customer), 'ASKED');
export const invitedKey = (customer: string) => key(customerPk(customer), 'INVITED');
/** Partition of the answers about a ticket. */
export const answersOf = (ticketId: TicketId) => ({ S: `ANSWER#${ticketId}` });
export const answerKey = (id: SurveyId) => {
  const { ticketId, seq } = partsOf(id);
  return { pk: answersOf(ticketId), sk: { S: String(seq).padStart(10, '0') } };
};
