/** Keeps what tickets are found by in step with what was said: all events of a batch side by side. */
import DataLoader from 'dataloader';
import type { BusDetail } from '../../contracts/bus.ts';
import { keepIndex } from '../../core/usecases/keep-index.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireIndexing } from '../shared/wiring-search.ts';

const ports = wireIndexing(environmentOf('index-ticket'));

const indexed = new DataLoader(
  async (told: readonly BusDetail[]) =>
    (await keepIndex(ports, told)).map((result) => (result.status === 'rejected' ? (result.reason as Error) : true)),
  { cache: false },
);

export const handler = consumer((event) => indexed.load(event));
