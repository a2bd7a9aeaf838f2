import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { speakForCustomer } from './speak-for-customer.ts';

export const confirmTicket =
  (ports: ChangePorts): Handler<'confirmTicket'> =>
  (call) =>
    speakForCustomer(ports, call, { type: 'close' });
