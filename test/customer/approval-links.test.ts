/** Links of approvers: what they say, and that nothing else passes for one. */

import { describe, expect, it } from 'vitest';
import { approvalUrl, customerUrl, partyUrl, readApprovalLink, readLink } from '../../functions/shared/links.ts';
import fc from '../support/properties.ts';

const KEY = 'a'.repeat(64);
const ASKED = '2026-11-22T04:00:00.000Z';
const URL_OF = 'https://desk.example.com';
const ID = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE';
const linkIn = (url: string): string => url.split('/').at(-1) as string;
const ticket = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/).map((ulid) => `tkt_${ulid}` as const);
const agent = fc.stringMatching(/^[0-9A-Za-z_-]{1,60}$/).map((name) => `agt_${name}` as const);

describe('the link of an approver', () => {
  it('says who is asked what, and until when, and is always the same', () => {
    fc.assert(
      fc.property(ticket, agent, fc.integer({ min: 1, max: 100_000 }), (id, approver, request) => {
        const url = approvalUrl(URL_OF, KEY, { id, approval: { request, askedAt: ASKED } }, approver);
        expect(url.startsWith(`${URL_OF}/a/`)).toBe(true);
        expect(approvalUrl(`${URL_OF}/`, KEY, { id, approval: { request, askedAt: ASKED } }, approver)).toBe(url);
        expect(readApprovalLink(KEY, linkIn(url))).toEqual({
          ...{ ticketId: id, approver, request },
          expiresAt: '2026-12-23T00:00:00.000Z',
        });
      }),
    );
  });

  it('refuses every other text: one letter changed, another key, the links of others, and the other way round', () => {
    const link = linkIn(approvalUrl(URL_OF, KEY, { id: ID, approval: { request: 7, askedAt: ASKED } }, 'agt_luo'));
    expect(readApprovalLink('b'.repeat(64), link)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.constantFrom(...'0aZ-._ é'), (at, letter) => {
        const changed = link.slice(0, at) + letter + link.slice(at + 1);
        if (changed !== link) expect(readApprovalLink(KEY, changed)).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void expect(readApprovalLink(KEY, text)).toBeUndefined()));
    const customers = linkIn(customerUrl(URL_OF, KEY, { id: ID, openedAt: ASKED }));
    const partys = linkIn(partyUrl(URL_OF, KEY, { ticketId: ID, party: 'pty_luo', expiresAt: ASKED }));
    expect([readApprovalLink(KEY, customers), readApprovalLink(KEY, partys), readLink(KEY, link)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(readLink(KEY, partys)).toMatchObject({ party: 'pty_luo' });
  });
});
