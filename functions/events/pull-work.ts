/** Gives work to an agent who has room since a moment ago, or has just come. */
import { busFreed } from '../../contracts/bus.ts';
import { pullWork } from '../../core/usecases/pull-work.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('pull-work');
const ports = wireRouter(environment);

export const handler = consumerOf(busFreed, ({ frees, team }, correlation) =>
  pullWork(ports, { agent: frees, team, correlation }),
);
