import type { Entry } from './envelope.ts';
import { compileParameter, compileTemplate } from './input-template.ts';
import type { PipeProperties } from './pipe-properties.ts';

/** How a pipe makes an event of a change record. Throws an Error when the template or a path is not valid. */
export function entryOf(id: string, arn: string, properties: PipeProperties): (record: unknown) => Entry {
  const { InputTemplate, EventBridgeEventBusParameters: target } = properties.TargetParameters;
  const reserved = {
    'aws.pipes.pipe-arn': arn,
    'aws.pipes.pipe-name': id,
    'aws.pipes.source-arn': properties.Source,
    'aws.pipes.target-arn': properties.Target,
  };
  const detail = InputTemplate === undefined ? JSON.stringify : compileTemplate(InputTemplate, reserved);
  const source = compileParameter(target.Source ?? `Pipe ${id}`);
  const detailType = compileParameter(target.DetailType ?? 'Event from aws:dynamodb');
  const time = target.Time === undefined ? undefined : compileParameter(target.Time);
  return (record) => ({
    source: source(record) ?? '',
    detailType: detailType(record) ?? '',
    detail: detail(record),
    time: time && timeOf(time(record)),
    resources: target.Resources,
  });
}

/** ISO text or epoch ms; anything else leaves the time to the bus. */
function timeOf(value: string | undefined): number | undefined {
  const time = value && /^\d+$/.test(value) ? Number(value) : Date.parse(value ?? '');
  return Number.isFinite(time) ? time : undefined;
}
