import { languageOf } from '../../../core/domain/classify.ts';
import type { ExplainPorts } from '../../../core/usecases/explain-routing.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { rejectInvalid } from '../../shared/validation.ts';
import { routingView } from './routing-view.ts';

/** The opening of tickets is loaded at its first use: nobody else here has to wait for it. */
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
    const { dryRun } = await import('../../../core/usecases/dry-run.ts');
    const explained = await dryRun(ports, { ...said, language, channel, ...(category !== undefined && { category }) });
    return isRefused(explained) ? explained : { body: routingView(explained) };
  };
