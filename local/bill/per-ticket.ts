/** Says of which ticket a database call is, so that the meter can count it for that ticket. */
import type { Service } from '../aws.ts';
import type { Meter } from './meter.ts';

const TICKET_ID = /^tkt_[0-9A-HJKMNP-TV-Z]{26}$/;
const LENGTH = 30; // looked at first: nearly all texts are something else

type Attributes = Readonly<Record<string, { readonly S?: unknown }>>;

/** DynamoDB counts within the call, before anything is awaited: the meter need not follow it any further. */
export const perTicket =
  (dynamodb: Service, meter: Meter): Service =>
  (action, body, principal) => {
    const ticket = ticketIn(body);
    return ticket === undefined
      ? dynamodb(action, body, principal)
      : meter.about(ticket, () => dynamodb(action, body, principal));
  };

/** The first ticket id in a key, an item's own attributes, or the values of a query. */
export function ticketIn(body: any): string | undefined {
  const members = Array.isArray(body?.TransactItems) ? body.TransactItems.flatMap(Object.values) : [body];
  for (const member of members as { Key?: Attributes; Item?: Attributes; ExpressionAttributeValues?: Attributes }[]) {
    const ticket =
      firstId(member?.Key) ??
      firstId(member?.Item) ??
      (member?.Key || member?.Item ? undefined : firstId(member?.ExpressionAttributeValues));
    if (ticket !== undefined) return ticket;
  }
  return undefined;
}

function firstId(attributes: Attributes | undefined): string | undefined {
  for (const value of Object.values(attributes ?? {})) {
    if (typeof value?.S === 'string' && value.S.length === LENGTH && TICKET_ID.test(value.S)) return value.S;
  }
  return undefined;
}
