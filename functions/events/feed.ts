/** Writes every event of a ticket behind the feed, and wakes the webhooks that it concerns: all events of a batch with one write. */
import DataLoader from 'dataloader';
import type { BusDetail } from '../../contracts/bus.ts';
import type { ThinEvent } from '../../core/domain/webhooks/thin-event.ts';
import { recordFeed } from '../../core/usecases/record-feed.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireFeedWriter, wireWakes, wireWebhooks } from '../shared/wiring-webhooks.ts';

const environment = environmentOf('feed');
const ports = {
  feed: wireFeedWriter(environment),
  webhooks: wireWebhooks(environment),
  wakes: wireWakes(environment),
};

const AT_ONCE = 100; // some 15 KB: an item takes 400

const recorded = new DataLoader(
  async (events: readonly ThinEvent[]) => {
    await recordFeed(ports, events);
    return events.map(() => true);
  },
  { cache: false, maxBatchSize: AT_ONCE },
);

/** What was put on the bus by an earlier deployment has neither code nor actor. */
const thin = ({
  id,
  type,
  time,
  ticketId,
  seq,
  phase,
  category,
  priority,
  queue,
  code,
  actor,
}: BusDetail): ThinEvent => ({
  ...{ id, type, time, ticketId, code: code ?? '', seq, phase, category, priority, queue, actor: actor ?? '' },
});

export const handler = consumer((event) => recorded.load(thin(event)));
