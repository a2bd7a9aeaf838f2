/** Reads the members of a request, with the exceptions that AWS has for what is wrong with them. */
import { AwsError } from '../aws.ts';

const MOST_RESULTS = 1000;
const USUAL_RESULTS = 100;

/** A required string. */
export function text(body: any, member: string): string {
  const value = optionalText(body, member);
  if (value === undefined) throw invalid(member, 'must not be null');
  return value;
}

/** At most `longest` characters. */
export function optionalText(body: any, member: string, longest = Number.POSITIVE_INFINITY): string | undefined {
  const value = body[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, 'must be a string');
  if (value.length > longest) throw invalid(member, `must have length less than or equal to ${longest}`);
  return value;
}

/** Size of a page and where it begins; `first` when there is no token. */
export function page(body: any, first: number): { size: number; from: number } {
  const size = body.maxResults ?? USUAL_RESULTS;
  if (!Number.isInteger(size) || size < 0 || size > MOST_RESULTS)
    throw invalid('maxResults', `must be from 0 to ${MOST_RESULTS}`);
  const token = optionalText(body, 'nextToken');
  if (token !== undefined && !/^[1-9]\d{0,15}$/.test(token))
    throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return { size: size || USUAL_RESULTS, from: token === undefined ? first : Number(token) };
}

export function parseMachineArn(arn: string): string {
  const match = /^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:([^:]+)$/.exec(arn);
  if (!match) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  return match[1]!;
}

export function parseExecutionArn(arn: string): { machine: string; name: string } {
  const match = /^arn:[^:]+:states:[^:]*:[^:]*:execution:([^:]+):([^:]+)$/.exec(arn);
  if (!match) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  return { machine: match[1]!, name: match[2]! };
}

function invalid(member: string, reason: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member ${reason}`,
  );
}
