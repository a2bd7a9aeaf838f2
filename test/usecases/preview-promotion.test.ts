import { encodeTime } from 'ulid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import type { TicketCourse } from '../../core/domain/preview.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { previewPromotion } from '../../core/usecases/preview-promotion.ts';
import { POLICY } from '../functions/support/desk.ts';
import { openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

const SALE = `promotions:
  - name: sale
    title: { zh: 大促, en: Sale }
    from: 2026-03-20T10:00+08:00
    until: 2026-03-20T12:00+08:00
    targets: { firstResponse: 1 min }
`;
const policy = parsePolicy(POLICY.replace(/^promotions: \[\]$/m, SALE), 'sale.yaml');

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk(policy);
});
afterEach(() => desk.close());

const look = (most: number, days: { from?: string; to?: string } = {}) =>
  previewPromotion(desk.ports, { policy, promotion: 'sale', from: '2026-03-01', to: '2026-03-04', ...days }, most);

const PROMISE = { state: 'running', startedAt: '2026-03-01T04:00:00.000Z', pauses: [] } as const;
const opened = async (day: string, number: number): Promise<void> => {
  const ticketId: TicketId = `tkt_${encodeTime(Date.parse(`${day}T04:00:00.000Z`), 10)}${String(number).padStart(16, '0')}`;
  const numbers = {
    ...{ day, category: 'refund', created: 1, resolved: 0, firstResponseBreached: 0, resolutionBreached: 0 },
    ...{ firstResponded: 0, firstResponseMs: 0, resolutionMs: 0 },
  };
  const course: TicketCourse = {
    ...{ code: `T${number}`, priority: 'P2', category: 'refund', channel: 'shop', queue: 'aftersales' },
    customer: { tier: 'standard' },
    clocks: { firstResponse: PROMISE, resolution: PROMISE },
  };
  await desk.ports.insight.record({ ticketId, version: 1, numbers, course }, undefined);
};

it('looks at the tickets of all days, and says when there were more than it looks at', async () => {
  for (const [number, day] of ['2026-03-01', '2026-03-02', '2026-03-02', '2026-03-04'].entries())
    await opened(day, number);
  expect(await look(3)).toMatchObject({ tickets: 3, complete: false });
  expect(await look(4)).toMatchObject({ tickets: 4, complete: true });
  expect(await look(2, { to: '2026-03-01' })).toMatchObject({ tickets: 1, complete: true });
  expect(await look(2, { from: '2026-03-03' })).toMatchObject({ tickets: 1, complete: true });
  const [first] = (await look(4)).rows;
  expect(first).toMatchObject({ clock: 'firstResponse', tickets: 4, target: { minutes: 1 } });
  expect(first?.newlyMissed.codes).toHaveLength(4); // a day later none of them is answered
});
