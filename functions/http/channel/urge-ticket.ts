import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { speakForCustomer } from './speak-for-customer.ts';

export const urgeTicket =
  (ports: ChangePorts): Handler<'urgeTicket'> =>
  (call) =>
    speakForCustomer(ports, call, { type: 'urge', ...call.body });
