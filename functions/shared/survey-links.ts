/**
 * Links of what outlives a ticket: where a customer answers a survey, and where they say that they want no more of them. Each is signed
 * for its own purpose, so that none opens what another one does.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { partsOf, type SurveyId, surveyId } from '../../core/domain/survey/survey.ts';
import { type Instant, MINUTE_MS, toInstant, toMs } from '../../core/domain/time.ts';

const SIGNATURE_LENGTH = 22; // base64url of 132 bits

const sign = (key: string, purpose: 'survey' | 'unsubscribe', text: string): string =>
  createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url').slice(0, SIGNATURE_LENGTH);

const isSame = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

const urlOf = (publicUrl: string, path: string): string => `${publicUrl.replace(/\/$/, '')}${path}`;

/** What the link of a survey says. */
export interface LinkedSurvey {
  readonly id: SurveyId;
  readonly expiresAt: Instant;
}

/** Minutes since 1970 in base 36. */
const minutesOf = (instant: Instant): string => Math.ceil(toMs(instant) / MINUTE_MS).toString(36);

const surveyText = ({ id, expiresAt }: LinkedSurvey): string => {
  const { ticketId, seq } = partsOf(id);
  return `${ticketId.slice('tkt_'.length)}.${seq.toString(36)}-${minutesOf(expiresAt)}`;
};

export const surveyUrl = (publicUrl: string, key: string, survey: LinkedSurvey): string => {
  const text = surveyText(survey);
  return urlOf(publicUrl, `/s/${text}.${sign(key, 'survey', text)}`);
};

const SURVEY = /^([0-9A-Za-z_]{1,40})\.([0-9a-z]{1,7})-([0-9a-z]{1,7})\.([0-9A-Za-z_-]{22})$/;

/** Undefined for what is no link of ours. Whether the survey is still open is for the ticket to say. */
export const readSurveyLink = (key: string, link: string): LinkedSurvey | undefined => {
  const [, ticket, seq, minutes, signature] = SURVEY.exec(link) ?? [];
  if (ticket === undefined || seq === undefined || minutes === undefined || signature === undefined) return undefined;
  const survey = {
    id: surveyId(`tkt_${ticket}`, Number.parseInt(seq, 36)),
    expiresAt: toInstant(Number.parseInt(minutes, 36) * MINUTE_MS),
  };
  const text = surveyText(survey);
  return isSame(signature, sign(key, 'survey', text)) && link === `${text}.${signature}` ? survey : undefined;
};

/** For a customer, by the id that their channel gave; it does not expire, as every mail's has to go on working. */
export const unsubscribeUrl = (publicUrl: string, key: string, customer: string): string => {
  const text = Buffer.from(customer).toString('base64url');
  return urlOf(publicUrl, `/u/${text}.${sign(key, 'unsubscribe', text)}`);
};

const UNSUBSCRIBE = /^([0-9A-Za-z_-]{1,400})\.([0-9A-Za-z_-]{22})$/;

/** The customer's id; undefined for what is no link of ours. */
export const readUnsubscribeLink = (key: string, link: string): string | undefined => {
  const [, text, signature] = UNSUBSCRIBE.exec(link) ?? [];
  if (text === undefined || signature === undefined) return undefined;
  const customer = Buffer.from(text, 'base64url').toString();
  const ours =
    isSame(signature, sign(key, 'unsubscribe', text)) && Buffer.from(customer).toString('base64url') === text;
  return ours ? customer : undefined;
};
