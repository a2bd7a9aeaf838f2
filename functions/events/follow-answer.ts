/** What follows when a customer has said how it was: numbers, experts who look into it, an invitation. */
import { randomIds as ids } from '../../adapters/ids.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { type BusAnswer, type BusDetail, busAnswer, busDetail } from '../../contracts/bus.ts';
import { followAnswer, followRating } from '../../core/usecases/survey-follow.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireTickets } from '../shared/wiring.ts';
import { wireDuePlaces, wireSurveys } from '../shared/wiring-surveys.ts';

const environment = environmentOf('follow-answer');
const ports = {
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  surveys: wireSurveys(environment),
  duePlaces: wireDuePlaces(environment),
  ids,
  time,
};

const said = {
  parse: (detail: unknown): BusAnswer | BusDetail => {
    const answer = busAnswer.safeParse(detail);
    return answer.success ? answer.data : busDetail.parse(detail);
  },
};

export const handler = consumerOf(said, (event, correlation) =>
  'survey' in event
    ? followAnswer(ports, { id: event.survey, correlation })
    : followRating(ports, { ticketId: event.ticketId, seq: event.seq, correlation }),
);
