/** Personal data, and who changed and looked at what. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { PRIVACY } from '../../contracts/routes/privacy.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import {
  wireDirectory,
  wireInsight,
  wireKeys,
  wirePolicies,
  wireRates,
  wireStandings,
  wireTickets,
} from '../shared/wiring.ts';
import { wireAudit, wireLooks } from '../shared/wiring-audit.ts';
import { auditDay } from './privacy/audit-day.ts';
import { getAudit } from './privacy/get-audit.ts';
import { holdForLaw } from './privacy/hold-for-law.ts';
import { listErasures } from './privacy/list-erasures.ts';
import { listLooks } from './privacy/list-looks.ts';
import { listReveals } from './privacy/list-reveals.ts';
import { redactTicket } from './privacy/redact-ticket.ts';
import { revealData } from './privacy/reveal-data.ts';

const environment = environmentOf('privacy');
const tickets = wireTickets(environment);
const ports = {
  tickets,
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  insight: wireInsight(environment),
  keys: wireKeys(environment),
  time,
  looks: wireLooks(environment),
  ...wireAudit(environment, tickets),
};

export const handler = httpFunction(
  'privacy',
  {
    revealData: revealData(ports),
    redactTicket: redactTicket(ports),
    holdForLaw: holdForLaw(ports),
    getAudit: getAudit(ports),
    listLooks: listLooks(ports),
    auditDay: auditDay(ports),
    listReveals: listReveals(ports),
    listErasures: listErasures(ports),
  },
  { routes: PRIVACY, rates: wireRates(environment), standing: wireStandings(environment) },
);
