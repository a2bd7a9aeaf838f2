/** Gives work to an agent who has room since a moment ago, or has just come. */
import { together } from '../../adapters/together.ts';
import { busFreed } from '../../contracts/bus.ts';
import { pullTogether } from '../../core/usecases/pull-work.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('pull-work');
const ports = wireRouter(environment, 'beside');

// Several events of a batch may free the same agent, and who is freed side by side would only be in each other's way.
const pull = together(
  (asked: Parameters<typeof pullTogether>[1]) => pullTogether(ports, asked),
  ({ agent, team }) => JSON.stringify([team, agent]),
);

export const handler = consumerOf(busFreed, ({ frees, team }, correlation) =>
  pull({ agent: frees, team, correlation }),
);
