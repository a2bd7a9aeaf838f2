/** What falls due, through the queue of those who tell people. */
import type { NoticeQueue } from '../../core/ports-notices.ts';
import { type SendPorts, sendDelayed } from './send-delayed.ts';

export const createNoticeQueue = (ports: SendPorts): NoticeQueue => ({
  send: (all) =>
    sendDelayed(
      ports,
      all.map((due) => ({ detail: { due }, delayS: 0 })),
    ),
});
