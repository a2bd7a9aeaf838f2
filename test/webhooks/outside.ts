/** Events, webhooks and the functions behind them, on the desk of the function tests. */
import { openDesk, request } from '../functions/support/desk.ts';

export const openOutside = async () => {
  const desk = await openDesk();
  let seen = 0;
  const outside = {
    desk,
    /** Opens so many tickets. Answers their ids. */
    open: async (count: number, more: object = {}): Promise<string[]> => {
      const ids: string[] = [];
      for (let at = 0; at < count; at += 1) ids.push((await desk.open(request(undefined, more))).body.id);
      return ids;
    },
    /** The first event of each ticket, as one batch of the bus. */
    record: async (ids: readonly string[]): Promise<void> => {
      const { batchItemFailures } = await desk.deliverAll(
        'feed',
        ids.map((id) => [id, 1] as const),
      );
      if (batchItemFailures.length > 0) throw new Error('The feed took not all of them.');
    },
    /** Opens tickets and records them, then delivers until nothing is to do now. Answers the ids of the events. */
    happen: async (count: number, more: object = {}): Promise<string[]> => {
      const ids = await outside.open(count, more);
      await outside.record(ids);
      await outside.run();
      return ids.map((id) => `${id}.1`);
    },
    /** Handles the wakes that are due at once, and those that come of them. */
    run: async (): Promise<void> => {
      while (seen < desk.aws.queued.length) {
        const { body, delayS } = desk.aws.queued[seen++]!;
        if (delayS === 0) await outside.wake(body.detail.webhook);
      }
    },
    wake: async (webhook: string): Promise<void> => {
      const Records = [{ messageId: webhook, body: JSON.stringify({ detail: { webhook } }) }];
      const { batchItemFailures } = await desk.events.outbound({ Records });
      if (batchItemFailures.length > 0) throw new Error(`The wake of ${webhook} failed.`);
    },
    /** Time passes, and the sweep comes. */
    later: async (seconds: number, webhook: string): Promise<void> => {
      desk.wait(seconds);
      await outside.wake(webhook);
      await outside.run();
    },
    create: async (body: object): Promise<{ id: string; secret: string }> => {
      const created = await desk.outside('POST /v1/webhooks', '/v1/webhooks', { body });
      if (created.status !== 201) throw new Error(JSON.stringify(created.body));
      return created.body;
    },
    get: async (id: string) => (await desk.outside('GET /v1/webhooks/{webhook}', `/v1/webhooks/${id}`)).body,
    deliveries: async (id: string, query = 'limit=100') =>
      (await desk.outside('GET /v1/webhooks/{webhook}/deliveries', `/v1/webhooks/${id}/deliveries`, { query })).body,
    replay: (id: string, body: object) =>
      desk.outside('POST /v1/webhooks/{webhook}/replay', `/v1/webhooks/${id}/replay`, { body }),
    events: (query = '') => desk.outside('GET /v1/events', '/v1/events', query ? { query } : {}),
  };
  return outside;
};

export type Outside = Awaited<ReturnType<typeof openOutside>>;
