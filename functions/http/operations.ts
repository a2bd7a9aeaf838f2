/** What operators do. */
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireDirectory, wirePolicies, wireTickets, wireWorkflow } from '../shared/wiring.ts';
import { publishPolicy } from './operations/publish-policy.ts';
import { putAgent } from './operations/put-agent.ts';
import { restartWorkflow } from './operations/restart-workflow.ts';

const environment = environmentOf('operations');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  workflow: wireWorkflow(environment),
};

export const handler = httpFunction('operations', {
  putAgent: putAgent(ports),
  publishPolicy: publishPolicy(ports),
  restartWorkflow: restartWorkflow(ports),
});
