/** Personal data, and who changed and looked at what. */
import * as requests from '../privacy-requests.ts';
import { page } from '../requests.ts';
import { LEADS, type Route } from './route.ts';

const AUDITORS = ['operator', 'auditor'] as const;

const audit = <P extends `/v1/${string}`>(path: P, summary: string) =>
  ({ method: 'GET', path, auth: 'token', scopes: AUDITORS, function: 'privacy', status: 200, summary }) as const;

const command = <P extends `/v1/tickets/{id}/${string}`>(path: P, summary: string) =>
  ({ method: 'POST', path, auth: 'token', function: 'privacy', status: 200, summary }) as const;

export const PRIVACY = {
  revealData: {
    ...command('/v1/tickets/{id}/reveal', 'Read personal data unmasked, for a reason that is kept'),
    scopes: ['agent', 'supervisor', 'reviewer'],
    body: requests.revealData,
  },
  redactTicket: {
    ...command('/v1/tickets/{id}/redact', 'Take a value out of the ticket for good; it may be sent again'),
    scopes: LEADS,
    body: requests.redactTicket,
  },
  holdForLaw: {
    ...command('/v1/tickets/{id}/legal-hold', 'Keep its personal data, or keep it no longer'),
    scopes: ['operator'],
    body: requests.holdForLaw,
    command: true,
  },
  getAudit: audit('/v1/tickets/{id}/audit', 'Whether its timeline is as it was written, and who changed it'),
  listLooks: { ...audit('/v1/tickets/{id}/looks', 'Who has read it, the last one first'), query: page },
  auditDay: audit('/v1/audit/{day}', 'Whether the timelines of all tickets opened on a day are as they were written'),
  listReveals: { ...audit('/v1/reveals', 'What somebody has read unmasked'), query: requests.listReveals },
  listErasures: audit('/v1/retention/reports', 'What was erased on the last days'),
} as const satisfies Record<string, Route>;
