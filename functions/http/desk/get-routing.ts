import { type ExplainPorts, explainRouting } from '../../../core/usecases/explain-routing.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { routingView } from './routing-view.ts';

export const getRouting =
  (ports: ExplainPorts): Handler<'getRouting'> =>
  async ({ path }) => {
    const explained = await explainRouting(ports, path.id);
    return isRefused(explained) ? explained : { body: routingView(explained) };
  };
