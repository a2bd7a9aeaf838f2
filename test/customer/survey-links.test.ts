import { describe, expect, it } from 'vitest';
import { surveyId } from '../../core/domain/survey/survey.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { customerUrl, readLink } from '../../functions/shared/links.ts';
import { readSurveyLink, readUnsubscribeLink, surveyUrl, unsubscribeUrl } from '../../functions/shared/survey-links.ts';
import fc from '../support/properties.ts';

const KEY = 'a'.repeat(64);
const URL_OF = 'https://desk.example.com';
const AT = '2026-11-29T05:10:00.000Z';
const ticket = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/).map((ulid) => `tkt_${ulid}` as const);
const linkIn = (url: string): string => url.split('/').at(-1) as string;

describe('links of surveys', () => {
  it('say which solution they are about and until when, to the minute', () => {
    fc.assert(
      fc.property(ticket, fc.integer({ min: 1, max: 9999 }), fc.nat(1e6), (id, seq, minutes) => {
        const survey = { id: surveyId(id, seq), expiresAt: addMinutes(AT, minutes) };
        expect(readSurveyLink(KEY, linkIn(surveyUrl(`${URL_OF}/`, KEY, survey)))).toEqual(survey);
      }),
    );
  });

  it('refuses every other text, and the links of other pages', () => {
    const id = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE' as const;
    const link = linkIn(surveyUrl(URL_OF, KEY, { id: surveyId(id, 7), expiresAt: AT }));
    expect(readSurveyLink('b'.repeat(64), link)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.constantFrom(...'0aZ-._ é'), (at, letter) => {
        const changed = link.slice(0, at) + letter + link.slice(at + 1);
        if (changed !== link) expect(readSurveyLink(KEY, changed)).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void expect(readSurveyLink(KEY, text)).toBeUndefined()));
    expect(readLink(KEY, link)).toBeUndefined();
    expect(readSurveyLink(KEY, linkIn(customerUrl(URL_OF, KEY, { id, openedAt: AT })))).toBeUndefined();
    expect(readUnsubscribeLink(KEY, link)).toBeUndefined();
  });
});

describe('links to be told no more', () => {
  it('name a customer, whatever their id looks like', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 64, unit: 'binary' }), (customer) => {
        fc.pre(customer.isWellFormed());
        expect(readUnsubscribeLink(KEY, linkIn(unsubscribeUrl(URL_OF, KEY, customer)))).toBe(customer);
      }),
    );
  });

  it('refuses another customer under the same signature', () => {
    const [mine, other] = ['c-1', 'c-2'].map((id) => linkIn(unsubscribeUrl(URL_OF, KEY, id))) as [string, string];
    expect(readUnsubscribeLink(KEY, `${other.split('.')[0]}.${mine.split('.')[1]}`)).toBeUndefined();
    expect(readUnsubscribeLink('b'.repeat(64), mine)).toBeUndefined();
    expect(readUnsubscribeLink(KEY, 'nonsense')).toBeUndefined();
  });
});
