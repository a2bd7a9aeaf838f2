/** Gives work to an agent who has room since a moment ago, or has just come. */
import { shared } from '../../adapters/shared.ts';
import { busFreed } from '../../contracts/bus.ts';
import { pullWork } from '../../core/usecases/pull-work.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('pull-work');
const ports = wireRouter(environment);

// Several events of a batch may free the same agent, and would only be in each other's way.
const pull = shared(
  (asked: Parameters<typeof pullWork>[1]) => pullWork(ports, asked),
  ({ agent, team }) => JSON.stringify([team, agent]),
);

export const handler = consumerOf(busFreed, ({ frees, team }, correlation) =>
  pull({ agent: frees, team, correlation }),
);
