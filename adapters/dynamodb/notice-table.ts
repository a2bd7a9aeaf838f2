/**
 * Keys of the notice table: who was told what, what is told later, and how people are reached.
 *
 * | item    | pk                  | sk                                | note                                                       |
 * |---------|---------------------|-----------------------------------|------------------------------------------------------------|
 * | notice  | <ticketId>          | NOTICE#<seq>#<occasion>#<whom>    | one message about one event to one person; TTL 30 days     |
 * | notice  | ALARM:<name>        | NOTICE#<number>#<occasion>#<whom> | the same of an alarm                                       |
 * | notice  | digest:<id>, burst… | NOTICE#<minute>#<occasion>#<whom> | the same of a message that gathers several                 |
 * | line    | digest:<id>, burst… | LINE#<minute>#<notice>            | what it gathers; TTL 30 days                               |
 * | due     | DUE#<hour>          | <minute>#<kind>#<id>              | something to do at that minute; TTL 30 days after          |
 * | cursor  | DUE                 | CURSOR                            | how far the look over what is due has come                 |
 * | burst   | BURST#<agent>       | <begin of the window>             | the first notices within it; TTL 1 day                     |
 * | message | MESSAGE#<provider's>  | MESSAGE                           | which notice a provider's number is of; TTL 7 days         |
 * | contact | CONTACT#<whom>      | CONTACT                           | wishes, and where they cannot be reached; TTL 400 days     |
 *
 * | question                            | answered by                                     |
 * |-------------------------------------|-------------------------------------------------|
 * | was this said to them               | the condition of the write that begins it       |
 * | what was told of a ticket           | Query <ticketId>                                |
 * | what does a digest say              | Query digest:<id>, sk begins LINE#<minute>#     |
 * | what falls due until a minute       | Query DUE#<hour>, sk between, hour by hour      |
 * | how is somebody reached             | GetItem contact                                 |
 * | which notice does a receipt mean    | GetItem message                                 |
 */
import type { Instant } from '../../core/domain/time.ts';

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

export const NOTICE = 'NOTICE#';
/** `id`: `<thing>.<number>#<occasion>#<whom>`. */
export const noticeKey = (id: string) => {
  const dot = id.indexOf('.');
  return key(id.slice(0, dot), `${NOTICE}${id.slice(dot + 1)}`);
};
export const noticeIdOf = (pk: string, sk: string): string => `${pk}.${sk.slice(NOTICE.length)}`;

const LINE = 'LINE#';
/** `group`: `<thing>.<number>`, of the notice that gathers. */
export const linesOf = (group: string): { readonly pk: string; readonly begin: string } => {
  const dot = group.indexOf('.');
  return { pk: group.slice(0, dot), begin: `${LINE}${group.slice(dot + 1)}#` };
};
export const lineKey = (group: string, notice: string) => {
  const { pk, begin } = linesOf(group);
  return key(pk, `${begin}${notice}`);
};

const HOUR_LENGTH = '2026-11-22T08'.length;
const DUE = 'DUE';
export const cursorKey = key(DUE, 'CURSOR');
/** `position`: begins with a time. */
export const dueHour = (position: string): string => `${DUE}#${position.slice(0, HOUR_LENGTH)}`;
export const dueKey = (minute: Instant, kind: string, id: string) => key(dueHour(minute), `${minute}#${kind}#${id}`);
/** Behind all that falls due at a minute, and before the next one. */
export const afterMinute = (minute: Instant): string => `${minute}$`;

export const burstKey = (person: string, window: Instant) => key(`BURST#${person}`, window);
/** `number`: by which the provider calls it. */
export const messageKey = (number: string) => key(`MESSAGE#${number}`, 'MESSAGE');
export const contactKey = (recipient: string) => key(`CONTACT#${recipient}`, 'CONTACT');

export const DAY_S = 24 * 60 * 60;
