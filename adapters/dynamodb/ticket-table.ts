/**
 * Keys of the ticket table.
 *
 * | item    | pk                             | sk                        | note                                       |
 * |---------|--------------------------------|---------------------------|--------------------------------------------|
 * | head    | <ticketId>                     | TICKET                    | the ticket as it stands                    |
 * | event   | <ticketId>                     | EVENT#<seq, 10 digits>    | append only                                |
 * | wait    | <ticketId>                     | WAIT                      | task token; written by the state machine   |
 * | draft   | <ticketId>                     | DRAFT                     | somebody writes an answer; TTL             |
 * | present | <ticketId>                     | PRESENT                   | who looks at it or writes, by agent; TTL   |
 * | intake  | INTAKE#<channel>#<uniqueId>    | INTAKE                    | permanent                                  |
 * | code    | CODE#<code>                    | CODE                      | permanent                                  |
 * | arrival | AGENT#<id>                     | EVENT#<ulid>              | an agent has room again; for the bus; TTL  |
 * | alarm   | ALARM#<name>                   | EVENT#<number, 10 digits> | an alarm was raised; for the bus; TTL      |
 * | survey  | SURVEY#<ticketId>              | EVENT#<seq, 10 digits>    | a survey was answered; for the bus; TTL    |
 * | nonce   | NONCE#<channel>#<nonce>        | NONCE                     | TTL                                        |
 * | due     | ERASE#<day>                    | <ticketId>                | archived; its data is erased from that day |
 * | reveal  | REVEALS#<who>                  | <time>#<ticketId>.<seq>   | somebody has read personal data; TTL       |
 * | reveals | REVEALS#<who>                  | COUNT#<hour>              | how often within the hour; TTL             |
 * | erasing | ERASING                        | DONE, RUN#<day>           | how far the erasing has come; its reports  |
 * | command | COMMAND#<actor>#<key>          | COMMAND                   | TTL 24 h; by actor: a key has one meaning  |
 *
 * | question                              | answered by                                                            |
 * |---------------------------------------|------------------------------------------------------------------------|
 * | ticket by id, by code                 | GetItem head; GetItem code, then head                                  |
 * | timeline of a ticket                  | Query pk, sk > EVENT#<seq>                                             |
 * | waiting tickets of a queue by urgency | byQueue: queueKey the queue, queueSort urgency (ADR 0005)              |
 * | given to somebody and not touched     | byQueue: queueKey `#untouched`, queueSort <priority>#<since>#<id>      |
 * | tickets of an agent by urgency        | byAssignee: assigneeKey agent id, assigneeSort urgency                 |
 * | tickets of a customer, open ones first | byCustomer: customerKey, customerSort `open#<id>`, later `done#<id>`   |
 * | tickets of an order                   | byOrder: orderKey the first order, orderSort id                        |
 * | what somebody revealed since a time   | Query REVEALS#<who>, sk > <time>                                       |
 * | what is to be erased on a day         | Query ERASE#<day>                                                      |
 * | tickets that fall due (sweeper alone) | byWake: wakeKey `WAKE#<shard>`, wakeSort `<time>#<id>` (wake-index.ts) |
 */
import type { CommandKey, Nonce } from '../../core/ports.ts';

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

const EVENT = 'EVENT#';

export const headKey = (ticketId: string) => key(ticketId, 'TICKET');
export const eventSort = (seq: number): string => `${EVENT}${String(seq).padStart(10, '0')}`;
export const eventKey = (ticketId: string, seq: number) => key(ticketId, eventSort(seq));
/** The first sort key after all events of a ticket. */
export const AFTER_EVENTS = 'EVENT$';
export const waitKey = (ticketId: string) => key(ticketId, 'WAIT');
export const draftKey = (ticketId: string) => key(ticketId, 'DRAFT');
export const presentKey = (ticketId: string) => key(ticketId, 'PRESENT');
/** Not of a ticket, but an event all the same: the pipe takes it by the beginning of its sort key. */
export const arrivalKey = (agentId: string, unique: string) => key(`AGENT#${agentId}`, `${EVENT}${unique}`);
/** The same of an alarm, in its nth episode. */
export const alarmKey = (name: string, number: number) => key(`ALARM#${name}`, eventSort(number));
/** The same of the answer to a survey, by the event that made the solution. */
export const surveyKey = (ticketId: string, seq: number) => key(`SURVEY#${ticketId}`, eventSort(seq));
export const intakeKey = (channel: string, uniqueId: string) => key(`INTAKE#${channel}#${uniqueId}`, 'INTAKE');
export const codeKey = (code: string) => key(`CODE#${code}`, 'CODE');
export const nonceKey = ({ channel, value }: Nonce) => key(`NONCE#${channel}#${value}`, 'NONCE');
export const commandKey = ({ actorId, key: name }: CommandKey) => key(`COMMAND#${actorId}#${name}`, 'COMMAND');

export const eraseDay = (day: string): string => `ERASE#${day}`;
export const eraseKey = (day: string, ticketId: string) => key(eraseDay(day), ticketId);
export const ERASING = 'ERASING';
export const erasedUntilKey = key(ERASING, 'DONE');
export const ERASE_RUN = 'RUN#';
export const eraseRunKey = (day: string) => key(ERASING, `${ERASE_RUN}${day}`);
export const revealsOf = (who: string): string => `REVEALS#${who}`;
export const revealKey = (who: string, time: string, eventId: string) => key(revealsOf(who), `${time}#${eventId}`);
export const revealCountKey = (who: string, hour: string) => key(revealsOf(who), `COUNT#${hour}`);

export const APPROVAL_QUEUE = 'approval';
export const REVIEW_QUEUE = 'review';
/** No queue has a name like this. */
export const UNTOUCHED = '#untouched';
export const untouchedSort = (priority: string, since: string, ticketId: string): string =>
  `${priority}#${since}#${ticketId}`;

/** How the sort keys of a customer's open tickets begin. */
export const OPEN = 'open#';
const DONE = 'done#';
/** The first sort key after all that is done. */
export const AFTER_DONE = 'done$';
export const customerSort = (ticketId: string, open: boolean): string => `${open ? OPEN : DONE}${ticketId}`;
