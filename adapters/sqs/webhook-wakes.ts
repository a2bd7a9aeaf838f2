/** Wakes of endpoints, through the queue of those who deliver. */
import type { Wakes } from '../../core/ports-webhooks.ts';
import { type SendPorts, sendDelayed } from './send-delayed.ts';

export const createWakes = (ports: SendPorts): Wakes => ({
  send: (wakes) =>
    sendDelayed(
      ports,
      wakes.map(({ webhook, delayS }) => ({ detail: { webhook }, delayS })),
    ),
});
