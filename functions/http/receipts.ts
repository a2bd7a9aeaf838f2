/** What providers of short messages tell of them. */
import { RECEIPTS } from '../../contracts/routes/receipts.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireKeys, wireRates } from '../shared/wiring.ts';
import { wireDeliveryPorts } from '../shared/wiring-deliveries.ts';
import { takeReceipts } from './receipts/take-receipts.ts';

const environment = environmentOf('receipts');
const ports = { ...wireDeliveryPorts(environment), keys: wireKeys(environment) };

export const handler = httpFunction(
  'receipts',
  { takeReceipts: takeReceipts(ports) },
  { routes: RECEIPTS, rates: wireRates(environment) },
);
