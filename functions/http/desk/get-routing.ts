import { type ExplainPorts, explainRouting } from '../../../core/usecases/explain-routing.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { routingView } from './routing-view.ts';

export const getRouting =
  (ports: ExplainPorts): Handler<'getRouting'> =>
  async ({ path, actor }) => {
    const explained = await explainRouting(ports, path.id, actor);
    return isRefused(explained) ? explained : { body: routingView(explained) };
  };
