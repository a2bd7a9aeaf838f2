/** Dead letters: it sees how many there are, and moves them back, for all queues of the deployment. */
import { DEAD_LETTERS } from '../../contracts/routes/dead-letters.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireRates, wireStandings } from '../shared/wiring.ts';
import { wireDeadLetters } from '../shared/wiring-dead-letters.ts';
import { listDeadLetters } from './dead-letters/list-dead-letters.ts';
import { redriveDeadLetters } from './dead-letters/redrive-dead-letters.ts';
import { showDeadLetters } from './dead-letters/show-dead-letters.ts';

const environment = environmentOf('dead-letters');
const ports = { deadLetters: wireDeadLetters(environment) };

export const handler = httpFunction(
  'dead-letters',
  {
    listDeadLetters: listDeadLetters(ports),
    showDeadLetters: showDeadLetters(ports),
    redriveDeadLetters: redriveDeadLetters(ports),
  },
  { routes: DEAD_LETTERS, rates: wireRates(environment), standing: wireStandings(environment) },
);
