/** The JSON API of EventBridge over the embedded bus. */
import { type Authorize, AwsError, type Service } from '../aws.ts';
import { type Bus, busArn } from './bus.ts';
import type { Request } from './request.ts';

const MOST_ENTRIES = 10;

/** Only PutEvents. An entry that is refused is reported beside those that went through. Throws AwsError. */
export function eventsService(bus: Bus, authorize: Authorize): Service {
  return (action, body, principal) => {
    if (action !== 'PutEvents')
      throw new AwsError('UnknownOperationException', `EventBridge ${action} is not emulated.`);
    const entries: readonly Request[] = body.Entries ?? [];
    if (entries.length < 1 || entries.length > MOST_ENTRIES) {
      throw new AwsError(
        'ValidationException',
        `Entries must have 1 to ${MOST_ENTRIES} members; it has ${entries.length}.`,
      );
    }
    const buses = entries.map(({ EventBusName, Source, DetailType }) => {
      const name = bus.find(EventBusName);
      authorize(principal, 'events:PutEvents', busArn(name), {
        'events:source': String(Source),
        'events:detail-type': String(DetailType),
      });
      return name;
    });
    const results = entries.map((entry, index) => {
      try {
        const { Source: source, DetailType: detailType, Detail: detail, Time, Resources: resources } = entry;
        const time = Time === undefined ? undefined : timeOf(Time);
        return { EventId: bus.publish(buses[index]!, { source, detailType, detail, time, resources }) };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  };
}

/** The JSON protocol has epoch seconds; a state machine may pass ISO text. Answers epoch ms. */
function timeOf(value: unknown): number {
  const time = typeof value === 'number' ? value * 1000 : Date.parse(String(value));
  if (Number.isFinite(time)) return time;
  throw new AwsError('InvalidArgument', 'Parameter Time is not valid.');
}
