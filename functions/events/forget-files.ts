/** Takes files away when their ticket has let go of them. */
import { forgetFiles } from '../../core/usecases/forget-files.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireQuarantine, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('forget-files');
const ports = { tickets: wireTickets(environment), files: wireQuarantine(environment) };

export const handler = consumer((event) => forgetFiles(ports, event));
