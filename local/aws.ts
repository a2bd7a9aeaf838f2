/** What every emulated AWS service shares: who calls, how it fails, what is counted. */

/** An error as an AWS service answers it. `code` is the exception's name, e.g. `ConditionalCheckFailedException`. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error document, e.g. `CancellationReasons`. */
  readonly members: Record<string, unknown>;
  constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** Who makes a call: the logical id of a function, state machine, pipe or rule in the template. */
export type Principal = string;

/** Throws AccessDenied when the principal's role does not allow `action` (e.g. `dynamodb:PutItem`) on `resource` (an ARN). */
export type Authorize = (
  principal: Principal,
  action: string,
  resource: string,
  context?: Readonly<Record<string, string | readonly string[]>>,
) => void;

/** Counts what AWS would bill. `name` e.g. `states.transitions`, `dynamodb.writeUnits`; `subject` e.g. a table or a ticket id. */
export type Count = (name: string, amount: number, subject?: string) => void;

/** One emulated service: `action` as in `x-amz-target` after the dot; the answer is the JSON body. */
export type Service = (action: string, body: any, principal: Principal) => Promise<unknown> | unknown;

/** The account and region that every local ARN carries. */
export const ACCOUNT = '000000000000';
export const REGION = 'local';
export const PARTITION = 'aws';

export const arn = (service: string, resource: string, region = REGION): string =>
  `arn:${PARTITION}:${service}:${region}:${ACCOUNT}:${resource}`;

/** A request of AWS's protocols: header names in small letters. */
export interface AwsCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As bytes for S3, else as text; undefined when it was too large to be read. */
  readonly body: string | Uint8Array | undefined;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** `unheard`: it was carried out, but whoever asked has died. */
export type CallAws = (call: AwsCall) => Promise<AwsAnswer | 'unheard'>;
