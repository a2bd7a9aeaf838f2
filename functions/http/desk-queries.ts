/** What agents, supervisors and reviewers look at. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { APPROVALS } from '../../contracts/routes/approvals.ts';
import { DESK_QUERIES } from '../../contracts/routes/desk-queries.ts';
import { PROFILES } from '../../contracts/routes/profiles.ts';
import { REVIEWS } from '../../contracts/routes/reviews.ts';
import { SURVEYS } from '../../contracts/routes/surveys.ts';
import { VIEWS } from '../../contracts/routes/views.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import {
  wireAlarms,
  wireDirectory,
  wireInsight,
  wireKeys,
  wirePolicies,
  wireRates,
  wireRosters,
  wireTicketDoor,
  wireTickets,
} from '../shared/wiring.ts';
import { wireLooks } from '../shared/wiring-audit.ts';
import { wireContacts, wireProfiles, wireSurveys } from '../shared/wiring-surveys.ts';
import { wireViews } from '../shared/wiring-views.ts';
import { dryRunRouting } from './desk/dry-run-routing.ts';
import { getChecklist } from './desk/get-checklist.ts';
import { getClocks } from './desk/get-clocks.ts';
import { getDayReport } from './desk/get-day-report.ts';
import { getForm, listForms } from './desk/get-form.ts';
import { getMe } from './desk/get-me.ts';
import { getOpenApi } from './desk/get-open-api.ts';
import { getPolicyHistory } from './desk/get-policy-history.ts';
import { getProfile } from './desk/get-profile.ts';
import { getQuality } from './desk/get-quality.ts';
import { getRouting } from './desk/get-routing.ts';
import { getRules } from './desk/get-rules.ts';
import { getSatisfaction } from './desk/get-satisfaction.ts';
import { getScorecard } from './desk/get-scorecard.ts';
import { getTeam } from './desk/get-team.ts';
import { getTicket } from './desk/get-ticket.ts';
import { getTimeline } from './desk/get-timeline.ts';
import { listAlarms } from './desk/list-alarms.ts';
import { listApprovals } from './desk/list-approvals.ts';
import { listMacros, listResolutionCodes } from './desk/list-macros.ts';
import { listMine } from './desk/list-mine.ts';
import { listOfAgent } from './desk/list-of-agent.ts';
import { listOfCustomer } from './desk/list-of-customer.ts';
import { listOfOrder } from './desk/list-of-order.ts';
import { listOfTeam } from './desk/list-of-team.ts';
import { listPromotions } from './desk/list-promotions.ts';
import { listQueue } from './desk/list-queue.ts';
import { listQueues } from './desk/list-queues.ts';
import { listReviews } from './desk/list-reviews.ts';
import { listTeam } from './desk/list-team.ts';
import { listTeams } from './desk/list-teams.ts';
import { listViews } from './desk/list-views.ts';

const environment = environmentOf('desk-queries');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  rosterOf: wireRosters(environment),
  policies: wirePolicies(environment),
  insight: wireInsight(environment),
  alarms: wireAlarms(environment),
  keys: wireKeys(environment),
  views: wireViews(environment),
  looks: wireLooks(environment),
  surveys: wireSurveys(environment),
  profiles: wireProfiles(environment),
  contacts: wireContacts(environment),
  time,
};

export const handler = httpFunction(
  'desk-queries',
  {
    getTicket: getTicket(ports),
    getTimeline: getTimeline(ports),
    listQueue: listQueue(ports),
    listMine: listMine(ports),
    listApprovals: listApprovals(ports),
    listOfCustomer: listOfCustomer(ports),
    listOfOrder: listOfOrder(ports),
    listOfTeam: listOfTeam(ports),
    listViews: listViews(ports),
    listTeam: listTeam(ports),
    listTeams: listTeams(ports),
    getTeam: getTeam(ports),
    getMe: getMe(ports),
    listQueues: listQueues(ports),
    listAlarms: listAlarms(ports),
    getRouting: getRouting(ports),
    getClocks: getClocks(ports),
    listOfAgent: listOfAgent(ports),
    listPromotions: listPromotions(ports),
    dryRunRouting: dryRunRouting(ports),
    getRules: getRules(ports),
    getPolicyHistory: getPolicyHistory(ports),
    listForms: listForms(ports),
    getForm: getForm(ports),
    getChecklist: getChecklist(ports),
    listResolutionCodes: listResolutionCodes(ports),
    listMacros: listMacros(ports),
    getDayReport: getDayReport(ports),
    listReviews: listReviews(ports),
    getScorecard: getScorecard(ports),
    getQuality: getQuality(ports),
    getProfile: getProfile(ports),
    getSatisfaction: getSatisfaction(ports),
    getOpenApi,
  },
  {
    routes: { ...APPROVALS, ...DESK_QUERIES, ...PROFILES, ...REVIEWS, ...SURVEYS, ...VIEWS },
    rates: wireRates(environment),
    standing: wireTicketDoor(environment, (route) => (route === 'getTicket' ? 'view' : undefined)),
  },
);
