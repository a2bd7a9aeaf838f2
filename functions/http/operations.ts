/** What operators do. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { OPERATIONS } from '../../contracts/routes/operations.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import {
  wireAlarms,
  wireDirectory,
  wireInsight,
  wirePolicies,
  wireRates,
  wireStandings,
  wireTickets,
  wireWorkflow,
} from '../shared/wiring.ts';
import { acknowledgeAlarm } from './operations/acknowledge-alarm.ts';
import { changeRules } from './operations/change-rules.ts';
import { previewPromotion } from './operations/preview-promotion.ts';
import { publishPolicy } from './operations/publish-policy.ts';
import { putAgent } from './operations/put-agent.ts';
import { putTeam } from './operations/put-team.ts';
import { rebuildClocks } from './operations/rebuild-clocks.ts';
import { removeAgent } from './operations/remove-agent.ts';
import { removeTeam } from './operations/remove-team.ts';
import { restartWorkflow } from './operations/restart-workflow.ts';

const environment = environmentOf('operations');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  insight: wireInsight(environment),
  alarms: wireAlarms(environment),
  time,
  workflow: wireWorkflow(environment),
};

export const handler = httpFunction(
  'operations',
  {
    putAgent: putAgent(ports),
    removeAgent: removeAgent(ports),
    putTeam: putTeam(ports),
    removeTeam: removeTeam(ports),
    changeRules: changeRules(ports),
    publishPolicy: publishPolicy(ports),
    previewPromotion: previewPromotion(ports),
    rebuildClocks: rebuildClocks(ports),
    acknowledgeAlarm: acknowledgeAlarm(ports),
    restartWorkflow: restartWorkflow(ports),
  },
  { routes: OPERATIONS, rates: wireRates(environment), standing: wireStandings(environment) },
);
