import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { speakForCustomer } from './speak-for-customer.ts';

export const reopenAsCustomer =
  (ports: ChangePorts): Handler<'reopenAsCustomer'> =>
  (call) =>
    speakForCustomer(ports, call, { type: 'reopen', reason: call.body.reason });
