import { openSubTicket as open } from '../../../core/usecases/open-sub-ticket.ts';
import type { SplitPorts } from '../../../core/usecases/split-message.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const openSubTicket =
  (ports: SplitPorts): Handler<'openSubTicket'> =>
  (call) => {
    const { subject, description, category, queue, wait } = call.body;
    const request = {
      ...{ subject, description },
      ...(category !== undefined && { category }),
      ...(queue !== undefined && { queue }),
      ...(wait && { wait: wait.for }),
    };
    return relate(call, 'sub-tickets', (input) => open(ports, { ...input, request }));
  };
