/** How notices are called, inside and with the providers. */
import type { Occasion } from '../domain/messages/occasion.ts';

/** One message about one event to one person, robot or hook. `eventId`: `<thing>.<number>`. */
export const noticeId = (eventId: string, occasion: Occasion | Gathering, whom: string): string =>
  `${eventId}#${occasion}#${whom}`;

/** What one person is told together: at a time of the day, or since it was too much at once. */
export type Gathering = 'digest' | 'burst';

/** The event of an alarm's nth episode. */
export const alarmEventId = (alarm: string, number: number): string => `ALARM:${alarm}.${number}`;

/** Letters that every provider carries. */
export const tagOf = (id: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(id)))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');

/** Undefined for what is no tag of ours. */
export const idOfTag = (tag: string): string | undefined => {
  if (!/^[A-Za-z0-9_-]+$/.test(tag)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(tag.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const id = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return partsOf(id) && id;
  } catch {
    return undefined;
  }
};

export interface NoticeParts {
  /** A ticket's id, or what else the notice is about. */
  readonly about: string;
  /** Of the event. */
  readonly number: string;
  readonly occasion: string;
  readonly whom: string;
}

export const partsOf = (id: string): NoticeParts | undefined => {
  const [, about, number, occasion, whom] = /^([^.#]+)\.([^#]+)#([^#]+)#(.+)$/s.exec(id) ?? [];
  return about && number && occasion && whom ? { about, number, occasion, whom } : undefined;
};
