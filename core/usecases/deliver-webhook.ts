/**
 * Delivers to one endpoint what has come in the feed and what is due again, in rounds of at most ten side by side. Only one process at
 * a time is at an endpoint, so that a slow one keeps nobody waiting but itself. Database operations: three reads; with something to do a
 * write to begin and a transaction per round.
 */
import { addMs, type Instant, msBetween } from '../domain/time.ts';
import { afterOutcomes, isHopeless, stateOf } from '../domain/webhooks/breaker.ts';
import { type Delivery, isGone, judge, type Outcome, type Waiting } from '../domain/webhooks/delivery.ts';
import { type FeedPosition, samePosition } from '../domain/webhooks/thin-event.ts';
import { disabled, matches, signing, type Webhook } from '../domain/webhooks/webhook.ts';
import type { Time } from '../ports.ts';
import type { Attempt, Feed, Lane, Lanes, Round, Sender, Signer, Wakes } from '../ports-webhooks.ts';

export interface DeliverPorts {
  readonly lanes: Lanes;
  readonly feed: Pick<Feed, 'read'>;
  readonly wakes: Wakes;
  readonly sender: Sender;
  readonly signer: Signer;
  readonly time: Pick<Time, 'now'>;
  /** In [0, 1). */
  readonly random: () => number;
}

const SIDE_BY_SIDE = 10;
/** Events that a round looks at, most of which may not concern the endpoint. */
const LOOKED_AT = 2000;
const PAGE = 200;
/** Longer than the function may run. */
const LEASE_MS = 120_000;
/** What is due later is found by the sweep. */
const SWEEP_S = 300;

export type Delivered = 'unknown' | 'disabled' | 'open' | 'idle' | 'busy' | 'worked' | 'disabling' | 'opening';

/** `goOn`: whether there is time for another round. What is left is told to the queue. */
export const deliverWebhook = async (ports: DeliverPorts, id: string, goOn: () => boolean): Promise<Delivered> => {
  const found = await ports.lanes.read(id);
  if (!found) return 'unknown';
  const { webhook } = found;
  if (!webhook.enabled) return 'disabled';
  const now = ports.time.now();
  if (stateOf(found.lane.breaker, now) === 'open') return 'open';
  let taken = await next(ports, webhook, found.lane);
  if (taken.deliveries.length === 0 && samePosition(taken.position, found.lane.position)) return 'idle';
  let lane = await ports.lanes.take(id, found.lane, addMs(now, LEASE_MS));
  if (!lane) return 'busy';
  for (;;) {
    const round = await roundOf(ports, webhook, lane, taken);
    const opened = stateOf(round.breaker, ports.time.now()) === 'open';
    const last = opened || round.disabled !== undefined || !taken.more || !goOn();
    const written: Lane | undefined = await ports.lanes.commit(id, lane, { ...round, last });
    if (!written) return 'busy';
    if (round.disabled) return 'disabling';
    if (last) {
      await wakeAgain(ports, webhook, written);
      return opened && stateOf(lane.breaker, now) === 'closed' ? 'opening' : 'worked';
    }
    lane = written;
    taken = await next(ports, webhook, lane);
  }
};

interface Taken {
  readonly deliveries: readonly (Delivery | Waiting)[];
  readonly position: FeedPosition;
  /** There may be something to do behind these. */
  readonly more: boolean;
}

/** What is due again goes first; half open, one delivery alone. */
const next = async ({ lanes, feed, time }: DeliverPorts, webhook: Webhook, lane: Lane): Promise<Taken> => {
  const now = time.now();
  const most = stateOf(lane.breaker, now) === 'halfOpen' ? 1 : SIDE_BY_SIDE;
  const due = await lanes.due(webhook.id, now, most);
  if (due.length === most) return { deliveries: due, position: lane.position, more: true };
  const deliveries: Delivery[] = [...due];
  let position = lane.position;
  for (let looked = 0; looked < LOOKED_AT; ) {
    const page = await feed.read(position, PAGE);
    for (const item of page.items) {
      if (deliveries.length === most) return { deliveries, position: item.position, more: true };
      if (matches(webhook, item.event)) deliveries.push({ ...item, attempts: 0 });
    }
    position = page.next;
    looked += page.items.length;
    if (page.ended) return { deliveries, position, more: false };
  }
  return { deliveries, position, more: true };
};

const roundOf = async (
  ports: DeliverPorts,
  webhook: Webhook,
  { breaker: before }: Lane,
  { deliveries, position }: Taken,
): Promise<Omit<Round, 'last'>> => {
  const outcomes = await Promise.all(deliveries.map((delivery) => attempt(ports, webhook, delivery)));
  const now = ports.time.now();
  const attempts = deliveries.map((delivery, index) =>
    noted(delivery, outcomes[index] as Outcome, now, ports.random()),
  );
  const breaker = afterOutcomes(before, outcomes, now);
  const reason = outcomes.some(isGone) ? 'gone' : isHopeless(breaker, now) ? 'failing' : undefined;
  return {
    position,
    breaker,
    attempts,
    over: deliveries.filter(isWaiting),
    waiting: deliveries.flatMap((delivery, index) => {
      const { nextAt, attempt } = attempts[index] as Attempt;
      return nextAt === undefined ? [] : [{ ...delivery, attempts: attempt, dueAt: nextAt }];
    }),
    ...(reason && { disabled: disabled(webhook, reason) }),
  };
};

const isWaiting = (delivery: Delivery | Waiting): delivery is Waiting => 'dueAt' in delivery;

/** Secrets that have ended meanwhile sign no more. */
const attempt = async (
  { sender, signer, time }: DeliverPorts,
  { id, url, secrets }: Webhook,
  { event }: Delivery,
): Promise<Outcome> => {
  const body = JSON.stringify(event);
  const at = time.now();
  const names = signing(secrets, at).map(({ name }) => name);
  const headers = await signer.headers(id, names, { id: event.id, at, body });
  return sender.post({ url, headers, body });
};

const noted = ({ event, position, attempts }: Delivery, outcome: Outcome, now: Instant, random: number): Attempt => {
  const judged = judge(attempts, outcome, now, random);
  return {
    event: event.id,
    type: event.type,
    ...(position && { position }),
    attempt: attempts + 1,
    at: now,
    outcome,
    state: judged.state,
    ...(judged.state === 'waiting' && { nextAt: judged.dueAt }),
  };
};

/** After the lane was given back: who came while it was taken has turned away, so what came since is looked for here. */
const wakeAgain = async ({ lanes, feed, wakes, time }: DeliverPorts, { id }: Webhook, lane: Lane): Promise<void> => {
  const now = time.now();
  const pauseS = lane.breaker.closedTo === undefined ? 0 : secondsTo(now, lane.breaker.closedTo);
  const waiting = await lanes.first(id);
  const { items } = await feed.read(lane.position, 1);
  const earliest = Math.min(items.length > 0 ? 0 : Infinity, waiting ? secondsTo(now, waiting.dueAt) : Infinity);
  const delayS = Math.max(earliest, pauseS);
  if (delayS < SWEEP_S) await wakes.send([{ webhook: id, delayS }]);
};

const secondsTo = (now: Instant, then: Instant): number => Math.max(0, Math.ceil(msBetween(now, then) / 1000));
