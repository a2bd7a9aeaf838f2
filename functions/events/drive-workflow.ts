/** Starts the workflow of a new ticket, and wakes it when somebody has moved the ticket. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { driveWorkflow } from '../../core/usecases/drive-workflow.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireWorkflow } from '../shared/wiring.ts';

const environment = environmentOf('drive-workflow');
const ports = {
  policies: wirePolicies(environment, 'beside'),
  workflow: wireWorkflow(environment),
  time,
};

export const handler = consumer((event) => driveWorkflow(ports, event));
