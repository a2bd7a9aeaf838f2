import { ApiProblem, Unreachable } from './api-problem.ts';
import type { DeskClient } from './desk-client.ts';

export interface FileToAttach {
  readonly name: string;
  /** MIME type: the content is held against it. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The customer may see it. */
  readonly shown?: boolean;
}

type Announced = Awaited<ReturnType<DeskClient['requestUpload']>>['attachment'];

/**
 * Announces a file and sends it. It can be read once it was checked, mostly a second later. Rejects as `requestUpload` does, with
 * ApiProblem when the store takes something else than was announced, and with Unreachable when it does not answer.
 *
 * ```ts
 * const { id } = await attachFile(desk, 'K7M2P9QX', { name: '凭证.png', type: 'image/png', bytes });
 * ```
 */
export const attachFile = async (
  desk: Pick<DeskClient, 'requestUpload'>,
  ticket: string,
  { name, type, bytes, shown }: FileToAttach,
): Promise<Announced> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const body = { name, type, size: bytes.length, sha256, ...(shown !== undefined && { shown }) };
  const { attachment, upload } = await desk.requestUpload({ id: ticket, body });
  await sendFile(upload, bytes);
  return attachment;
};

/** Sends the bytes of an announced file to where it was said. */
export const sendFile = async (
  { url, method, headers }: Awaited<ReturnType<DeskClient['requestUpload']>>['upload'],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  const answer = await stored(url, { method, headers, body: bytes });
  await answer.arrayBuffer();
};

/** The bytes behind a link of `readAttachment`. */
export const fetchFile = async ({ url }: { readonly url: string }): Promise<Uint8Array> =>
  new Uint8Array(await (await stored(url, {})).arrayBuffer());

/** The store answers refusals in its own words, which are not for people. */
const stored = async (url: string, request: RequestInit): Promise<Response> => {
  let answer: Response;
  try {
    answer = await fetch(url, request);
  } catch (error) {
    throw new Unreachable(new URL(url).origin, error);
  }
  if (answer.ok) return answer;
  await answer.arrayBuffer();
  throw new ApiProblem(
    answer.status,
    `The file store answered ${answer.status}: the link is too old, or the file is not the one that was announced.`,
  );
};
