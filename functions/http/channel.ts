/** The door of the channels and customers for tickets that are there. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { CHANNEL } from '../../contracts/routes/channel.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireKeys, wirePolicies, wireRates, wireTickets } from '../shared/wiring.ts';
import { addMessage } from './channel/add-message.ts';
import { confirmTicket } from './channel/confirm-ticket.ts';
import { getChannelForm, listChannelForms } from './channel/get-channel-form.ts';
import { getPublicState } from './channel/get-public-state.ts';
import { listNotices } from './channel/list-notices.ts';
import { reopenAsCustomer } from './channel/reopen-ticket.ts';
import { urgeTicket } from './channel/urge-ticket.ts';

const environment = environmentOf('channel');
const ports = {
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  keys: wireKeys(environment),
  time,
};

export const handler = httpFunction(
  'channel',
  {
    addMessage: addMessage(ports),
    urgeTicket: urgeTicket(ports),
    reopenAsCustomer: reopenAsCustomer(ports),
    confirmTicket: confirmTicket(ports),
    getPublicState: getPublicState(ports),
    listChannelForms: listChannelForms(ports),
    getChannelForm: getChannelForm(ports),
    listNotices: listNotices(ports),
  },
  { signed: ports, routes: CHANNEL, rates: wireRates(environment) },
);
