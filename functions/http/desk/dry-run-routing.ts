import { languageOf } from '../../../core/domain/classify.ts';
import { dryRun } from '../../../core/usecases/dry-run.ts';
import type { ExplainPorts } from '../../../core/usecases/explain-routing.ts';
import type { Handler } from '../../shared/door.ts';
import { rejectInvalid } from '../../shared/validation.ts';
import { routingView } from './routing-view.ts';

export const dryRunRouting =
  (ports: ExplainPorts): Handler<'dryRunRouting'> =>
  async ({ body }) => {
    const { channels } = await ports.policies.active();
    const {
      category,
      channel = channels[0]?.name ?? '',
      language = languageOf(`${body.subject}\n${body.description}`),
      ...said
    } = body;
    const names = channels.map(({ name }) => name);
    if (!names.includes(channel))
      rejectInvalid([{ path: 'channel', message: `There is no channel ${channel}; allowed are ${names.join(', ')}` }]);
    const explained = await dryRun(ports, { ...said, language, channel, ...(category !== undefined && { category }) });
    return { body: routingView(explained) };
  };
