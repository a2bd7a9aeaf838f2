import type { Tickets } from '../../../core/ports.ts';
import type { Workflow } from '../../../core/ports-workflow.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { restartWorkflow as restart } from '../../../core/usecases/restart-workflow.ts';
import type { Handler } from '../../shared/door.ts';

export const restartWorkflow =
  (ports: { readonly tickets: Tickets; readonly workflow: Workflow }): Handler<'restartWorkflow'> =>
  async ({ path, body }) => {
    const restarted = await restart(ports, { idOrCode: path.id, generation: body.generation });
    return isRefused(restarted) ? restarted : { body: restarted };
  };
