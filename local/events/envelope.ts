import { randomUUID } from 'node:crypto';
import { ACCOUNT, AwsError, REGION } from '../aws.ts';

/** One entry of PutEvents. */
export interface Entry {
  readonly source: string;
  readonly detailType: string;
  /** The text of a JSON object. */
  readonly detail: string;
  /** Epoch ms; now when absent. */
  readonly time?: number | undefined;
  readonly resources?: readonly string[] | undefined;
}

/** An event as rules see it. */
export interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds, UTC. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const MOST_BYTES = 1_048_576;

/** Throws AwsError InvalidArgument or MalformedDetail, as PutEvents reports them for an entry. */
export function envelope(entry: Entry, now: number): Envelope {
  const { source, detailType, detail } = entry;
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail })) {
    if (typeof value !== 'string' || value === '') {
      throw new AwsError('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
    }
  }
  if (Buffer.byteLength(detail) + Buffer.byteLength(detailType) + Buffer.byteLength(source) > MOST_BYTES) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: ACCOUNT,
    time: `${new Date(entry.time ?? now).toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: entry.resources ?? [],
    detail: parseDetail(detail),
  };
}

function parseDetail(text: string): Record<string, unknown> {
  try {
    const detail: unknown = JSON.parse(text);
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail))
      return detail as Record<string, unknown>;
  } catch {
    // Reported below: to AWS bad syntax and the wrong type are the same fault.
  }
  throw new AwsError('MalformedDetail', 'Detail is malformed.');
}
