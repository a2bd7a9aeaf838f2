import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { speakForCustomer } from './speak-for-customer.ts';

export const addMessage =
  (ports: ChangePorts): Handler<'addMessage'> =>
  (call) =>
    speakForCustomer(ports, call, { type: 'customerReply', text: call.body.text });
