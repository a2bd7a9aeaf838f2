/** Names of the metrics that functions tell and alarms watch. */
export const METRICS_NAMESPACE = 'Gongdan';

export const METRICS = {
  /** Tickets for which nobody could be found, not even the last resort. */
  nobodyFound: 'NobodyForATicket',
  /** Queues that are red now. */
  redQueues: 'RedQueues',
  /** Queues that changed their colour. */
  colourChanges: 'ColourChanges',
  /** On-duty alarms of the policy that are on: 1 for each, and 0 when it clears; also by name. */
  dutyAlarms: 'DutyAlarms',
  /** Agents whose load is not what the tickets they hold add up to. */
  loadDifferences: 'LoadDifference',
  /** Since when the first of the due tickets should have been looked at, in seconds. */
  secondsBehind: 'SecondsBehind',
  /** Tickets whose personal data was erased, its time being over. */
  ticketsErased: 'TicketsErased',
  /** Those that could not be: tried again the next day. */
  erasuresFailed: 'ErasuresFailed',
  /** Webhooks whose endpoint fails so that nothing is sent for a while, or no more. */
  brokenWebhooks: 'BrokenWebhooks',
} as const;
export type MetricName = (typeof METRICS)[keyof typeof METRICS];
