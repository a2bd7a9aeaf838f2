import type { ClocksExplained } from '../../../contracts/clock-views.ts';
import { MINUTE_MS } from '../../../core/domain/time.ts';
import { explainClocks } from '../../../core/usecases/explain-clocks.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const getClocks =
  (ports: Parameters<typeof explainClocks>[0]): Handler<'getClocks'> =>
  async ({ path, actor }) => {
    const explained = await explainClocks(ports, path.id, actor);
    if (isRefused(explained)) return explained;
    const { ticket, at, totals, clocks } = explained;
    const body: ClocksExplained = {
      ...{ id: ticket.id, code: ticket.code, phase: ticket.phase, priority: ticket.priority, at },
      requesterWaitMinutes: minutes(totals.requesterWaitMs),
      agentWorkMinutes: minutes(totals.agentWorkMs),
      clocks: clocks.map(({ intervals, milestones, ...clock }) => ({
        ...clock,
        intervals: [...intervals],
        milestones: [...milestones],
      })),
    };
    return { body };
  };

const minutes = (ms: number): number => Math.round((ms / MINUTE_MS) * 10) / 10;
