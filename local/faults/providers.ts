/** How those fail who bring messages to people. Nothing was sent then: whoever is asked again sends it once. */
import { AwsError } from '../aws.ts';
import type { Dice } from './dice.ts';

/** What a provider's address answers instead of what it should. */
export interface BrokenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = { 'content-type': 'application/json' };
const ANSWERS: readonly BrokenAnswer[] = [
  { status: 429, headers: { ...json, 'retry-after': '1' }, body: '{"message":"too many requests"}' },
  { status: 500, headers: json, body: '{"message":"internal error"}' },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad Gateway</h1></html>' },
  { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
];
const MAIL_ERRORS = [
  () => new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429),
  () => new AwsError('InternalServiceErrorException', 'The service failed.', 500),
] as const;

const oneOf = <T>(dice: Dice, place: string, things: readonly T[]): T =>
  things[Math.floor(dice(place).next() * things.length)] as T;

export const brokenAnswer = (dice: Dice, provider: string): BrokenAnswer =>
  oneOf(dice, `answer of ${provider}`, ANSWERS);

export const mailError = (dice: Dice): AwsError => oneOf(dice, 'answer of ses', MAIL_ERRORS)();
