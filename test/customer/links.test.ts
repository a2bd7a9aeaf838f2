import { describe, expect, it } from 'vitest';
import { customerUrl, partyUrl, readApprovalLink, readLink } from '../../functions/shared/links.ts';
import fc from '../support/properties.ts';

const KEY = 'a'.repeat(64);
const OPENED = '2026-11-22T04:00:00.000Z';
const URL_OF = 'https://desk.example.com';
const ticket = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/).map((ulid) => `tkt_${ulid}` as const);
const linkIn = (url: string): string => url.split('/').at(-1) as string;

describe('links', () => {
  it('say what they are for, and always the same', () => {
    fc.assert(
      fc.property(ticket, fc.integer({ min: 0, max: 1000 }), (id, linkEpoch) => {
        const url = customerUrl(URL_OF, KEY, { id, openedAt: OPENED, linkEpoch });
        expect(customerUrl(`${URL_OF}/`, KEY, { id, openedAt: OPENED, linkEpoch })).toBe(url);
        expect(readLink(KEY, linkIn(url))).toEqual({
          ticketId: id,
          epoch: linkEpoch,
          expiresAt: '2027-05-22T00:00:00.000Z',
        });
      }),
    );
  });

  it('fit into a short message', () => {
    const id = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE';
    expect(customerUrl(URL_OF, KEY, { id, openedAt: OPENED }).length).toBeLessThanOrEqual(84);
  });

  it('refuses every other text: one letter changed, another key, the link of a party for that of a customer', () => {
    const [id, party] = ['tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE', 'pty_01KAN2Z5T7F0W8Q4S1B6M9C3DF'] as const;
    const link = linkIn(customerUrl(URL_OF, KEY, { id, openedAt: OPENED }));
    expect(readLink('b'.repeat(64), link)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.constantFrom(...'0aZ-._ é'), (at, letter) => {
        const changed = link.slice(0, at) + letter + link.slice(at + 1);
        if (changed !== link) expect(readLink(KEY, changed)).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void expect(readLink(KEY, text)).toBeUndefined()));
    const asked = linkIn(partyUrl(URL_OF, KEY, { ticketId: id, party, expiresAt: OPENED }));
    expect(readLink(KEY, asked)).toMatchObject({ ticketId: id, party });
    expect(readLink(KEY, asked.replace(`.${party.slice(4)}`, ''))).toBeUndefined();
  });

  it('refuses what is made up in the shape of one, also with a day that no calendar has', () => {
    const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9a-z]{1,${most}}$`));
    const made = fc.tuple(fc.constantFrom('01KAN2Z5T7F0W8Q4S1B6M9C3DE', 'x', 'x.y'), digits(7), digits(7));
    fc.assert(
      fc.property(made, ([of, first, days]) => {
        const link = `${of}.${first}-${days}.${'A'.repeat(22)}`;
        expect([readLink(KEY, link), readApprovalLink(KEY, link)]).toEqual([undefined, undefined]);
      }),
    );
    expect(readLink(KEY, `x.0-zzzzzz.${'A'.repeat(22)}`)).toBeUndefined();
  });
});
