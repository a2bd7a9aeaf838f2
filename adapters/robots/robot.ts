/** A group's robot, whichever chat it lives in. */
import type { OutgoingMessage } from '../../core/ports-notices.ts';
import type { Secret } from '../secrets/named.ts';

type RobotMessage = Extract<OutgoingMessage, { kind: 'robot' }>;

export interface RobotCall {
  readonly message: RobotMessage;
  readonly secret: Secret;
  readonly baseUrl?: string;
  readonly nowMs: number;
  readonly timeoutMs?: number;
}

/** What customers write must not call the whole group: `<@all>` and `<at id=all>` are read by the chats, not shown. */
export const withoutCalls = (markdown: string): string => markdown.replace(/<(?=@|\/?at\b)/gi, '＜');

/** As much of a text as takes so many bytes of UTF-8, with `…` at its end when something is missing. Never half a letter. */
export const cutToBytes = (text: string, most: number): string => {
  if (Buffer.byteLength(text) <= most) return text;
  let cut = '';
  let left = most - Buffer.byteLength('…');
  for (const letter of text) {
    left -= Buffer.byteLength(letter);
    if (left < 0) break;
    cut += letter;
  }
  return `${cut}…`;
};
