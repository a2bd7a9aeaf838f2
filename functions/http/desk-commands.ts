/** What agents, supervisors and reviewers do. */

import { randomIds as ids } from '../../adapters/ids.ts';
import { ulidParties } from '../../adapters/party-ids.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { APPROVALS } from '../../contracts/routes/approvals.ts';
import { COLLABORATION } from '../../contracts/routes/collaboration.ts';
import { DESK_COMMANDS } from '../../contracts/routes/desk-commands.ts';
import { PROFILES } from '../../contracts/routes/profiles.ts';
import { RELATIONS } from '../../contracts/routes/relations.ts';
import { REVIEWS } from '../../contracts/routes/reviews.ts';
import { VIEWS } from '../../contracts/routes/views.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import {
  wireDirectory,
  wireInsight,
  wirePolicies,
  wireRates,
  wireRosters,
  wireTicketDoor,
  wireTickets,
} from '../shared/wiring.ts';
import { wireReviewers } from '../shared/wiring-reviews.ts';
import { wireContacts, wireProfiles } from '../shared/wiring-surveys.ts';
import { wireViews } from '../shared/wiring-views.ts';
import { acceptTicket } from './desk/accept-ticket.ts';
import { acknowledgeTicket } from './desk/acknowledge-ticket.ts';
import { answerBack, approveTicket, askBack, rejectApproval, withdrawTicket } from './desk/approve-ticket.ts';
import { type AskPorts, askParty } from './desk/ask-party.ts';
import { assignTicket } from './desk/assign-ticket.ts';
import { attendTicket } from './desk/attend-ticket.ts';
import { awaitSubTickets } from './desk/await-sub-tickets.ts';
import { beat } from './desk/beat.ts';
import { bulkCommand } from './desk/bulk-command.ts';
import { claimTicket } from './desk/claim-ticket.ts';
import { classifyTicket } from './desk/classify-ticket.ts';
import { closeTicket } from './desk/close-ticket.ts';
import { calibrateReview, decideDispute, disputeReview } from './desk/dispute-review.ts';
import { draftReply } from './desk/draft-reply.ts';
import { escalateTicket } from './desk/escalate-ticket.ts';
import { finishTask } from './desk/finish-task.ts';
import { followTicket, unfollowTicket } from './desk/follow-ticket.ts';
import { holdTicket } from './desk/hold-ticket.ts';
import { linkTickets } from './desk/link-tickets.ts';
import { mergeTicket } from './desk/merge-ticket.ts';
import { noteOnTicket } from './desk/note-on-ticket.ts';
import { openSubTicket } from './desk/open-sub-ticket.ts';
import { putProfile } from './desk/put-profile.ts';
import { putView } from './desk/put-view.ts';
import { queueTicket } from './desk/queue-ticket.ts';
import { removeView } from './desk/remove-view.ts';
import { reopenTicket } from './desk/reopen-ticket.ts';
import { replyToTicket } from './desk/reply-to-ticket.ts';
import { resolveTicket } from './desk/resolve-ticket.ts';
import { resumeTicket } from './desk/resume-ticket.ts';
import { reviewTicket } from './desk/review-ticket.ts';
import { revokeLink } from './desk/revoke-link.ts';
import { runMacro } from './desk/run-macro.ts';
import { sendBack } from './desk/send-back.ts';
import { setFields } from './desk/set-fields.ts';
import { setPresence } from './desk/set-presence.ts';
import { splitMessage } from './desk/split-message.ts';
import { tagTicket } from './desk/tag-ticket.ts';
import { takeNext } from './desk/take-next.ts';
import { takeStep } from './desk/take-step.ts';
import { transferTicket } from './desk/transfer-ticket.ts';
import { unlinkTickets } from './desk/unlink-tickets.ts';
import { unmergeTicket } from './desk/unmerge-ticket.ts';

const environment = environmentOf('desk-commands');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  views: wireViews(environment),
  reviewers: wireReviewers(environment),
  rosterOf: wireRosters(environment),
  profiles: wireProfiles(environment),
  contacts: wireContacts(environment),
  insight: wireInsight(environment),
  policies: wirePolicies(environment),
  time,
  ids,
};

const linkOf: AskPorts['linkOf'] = async (ticketId, asked) =>
  (await import('../shared/party-links.ts')).partyLink(environment, ticketId, asked);

export const handler = httpFunction(
  'desk-commands',
  {
    classifyTicket: classifyTicket(ports),
    putProfile: putProfile(ports),
    queueTicket: queueTicket(ports),
    assignTicket: assignTicket(ports),
    claimTicket: claimTicket(ports),
    acceptTicket: acceptTicket(ports),
    replyToTicket: replyToTicket(ports),
    noteOnTicket: noteOnTicket(ports),
    holdTicket: holdTicket(ports),
    resumeTicket: resumeTicket(ports),
    transferTicket: transferTicket(ports),
    escalateTicket: escalateTicket(ports),
    acknowledgeTicket: acknowledgeTicket(ports),
    finishTask: finishTask(ports),
    resolveTicket: resolveTicket(ports),
    reviewTicket: reviewTicket(ports),
    approveTicket: approveTicket(ports),
    rejectApproval: rejectApproval(ports),
    askBack: askBack(ports),
    answerBack: answerBack(ports),
    withdrawTicket: withdrawTicket(ports),
    disputeReview: disputeReview(ports),
    decideDispute: decideDispute(ports),
    calibrateReview: calibrateReview(ports),
    reopenTicket: reopenTicket(ports),
    closeTicket: closeTicket(ports),
    mergeTicket: mergeTicket(ports),
    unmergeTicket: unmergeTicket(ports),
    linkTickets: linkTickets(ports),
    unlinkTickets: unlinkTickets(ports),
    splitMessage: splitMessage(ports),
    openSubTicket: openSubTicket(ports),
    awaitSubTickets: awaitSubTickets(ports),
    bulkCommand: bulkCommand(ports),
    tagTicket: tagTicket(ports),
    followTicket: followTicket(ports),
    unfollowTicket: unfollowTicket(ports),
    setFields: setFields(ports),
    takeStep: takeStep(ports),
    runMacro: runMacro(ports),
    sendBack: sendBack(ports),
    askParty: askParty({ ...ports, partyIds: ulidParties, linkOf }),
    revokeLink: revokeLink(ports),
    attendTicket: attendTicket(ports),
    takeNext: takeNext(ports),
    draftReply: draftReply(ports),
    beat: beat(ports),
    setPresence: setPresence(ports),
    putView: putView(ports),
    removeView: removeView(ports),
  },
  {
    routes: { ...APPROVALS, ...COLLABORATION, ...DESK_COMMANDS, ...PROFILES, ...RELATIONS, ...REVIEWS, ...VIEWS },
    rates: wireRates(environment),
    standing: wireTicketDoor(environment, (route) => (route === 'replyToTicket' ? 'reply' : 'command')),
  },
);
