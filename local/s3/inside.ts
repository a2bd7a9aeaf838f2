/** The door of functions to S3: whole bodies in both directions, as messages between threads. */
import type { AwsAnswer, AwsCall, Principal } from '../aws.ts';
import { opened } from './outgoing.ts';
import type { S3 } from './s3.ts';

/** Rejects with AwsError in S3's words. */
export async function s3Call(s3: S3, call: AwsCall, principal: Principal): Promise<AwsAnswer> {
  const [path = '', query = ''] = call.path.split('?');
  const { body = '', method, headers } = call;
  const sent = typeof body === 'string' ? Buffer.from(body) : body;
  const answer = await s3.answer({ method, path, query, headers, body: [sent] }, principal, false);
  if (typeof answer.body === 'string') return { ...answer, body: answer.body };
  return { ...answer, body: Buffer.concat(await opened(answer.body).toArray()) };
}
