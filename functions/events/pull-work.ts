/** Gives work to an agent who has room since a moment ago, or has just come. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { busFreed } from '../../contracts/bus.ts';
import { pullWork } from '../../core/usecases/pull-work.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireDirectory, wireInsight, wirePolicies, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('pull-work');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  insight: wireInsight(environment),
  time,
};

export const handler = consumerOf(busFreed, ({ frees, team }, correlation) =>
  pullWork(ports, { agent: frees, team, correlation }),
);
