import { isObject, type Json, type Report } from './problem.ts';

/** What an Express state machine does not have, since it keeps nothing while it waits. */
export function validateExpress(state: Json, report: Report): void {
  const resource = String(state.Resource);
  if (/\.(waitForTaskToken|sync(:\d)?)$/.test(resource))
    report('Resource', 'an Express state machine does not support .waitForTaskToken and .sync');
  if (/^arn:[^:]+:states:[^:]*:[^:]*:activity:/.test(resource))
    report('Resource', 'an Express state machine does not support activities');
  const config = isObject(state.ItemProcessor) ? state.ItemProcessor.ProcessorConfig : undefined;
  if (isObject(config) && config.Mode === 'DISTRIBUTED')
    report('ItemProcessor/ProcessorConfig/Mode', 'an Express state machine has no DISTRIBUTED mode');
}
