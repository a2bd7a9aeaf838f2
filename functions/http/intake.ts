/** The door of the channels for new requests. */

import { randomIds as ids } from '../../adapters/ids.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { CHANNEL } from '../../contracts/routes/channel.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireKeys, wirePolicies, wireRates, wireTickets } from '../shared/wiring.ts';
import { createTicket } from './channel/create-ticket.ts';

const environment = environmentOf('intake');
const ports = {
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  keys: wireKeys(environment),
  publicUrl: environment.PUBLIC_URL,
  time,
  ids,
};

export const handler = httpFunction(
  'intake',
  { createTicket: createTicket(ports) },
  {
    signed: ports,
    routes: CHANNEL,
    rates: wireRates(environment),
  },
);
