import { describe, expect, it } from 'vitest';
import { METRICS } from '../../contracts/metrics.ts';
import { embedded } from '../../functions/shared/metrics.ts';
import { resourcesOf, templatesOf } from './templates.ts';

describe('a number that a function tells', () => {
  const line = embedded(METRICS.redQueues, 2, Date.parse('2026-03-02T01:00:00Z'), 'WatchDesk');
  const [metrics] = line._aws.CloudWatchMetrics;

  it('stands in its line under its name, beside its dimension and its time in milliseconds', () => {
    expect(line).toMatchObject({ RedQueues: 2, FunctionName: 'WatchDesk', _aws: { Timestamp: 1772413200000 } });
    expect(metrics?.Metrics).toEqual([{ Name: 'RedQueues', Unit: 'Count' }]);
  });

  it('of one of several things stands under its name, too, and for all of them where the alarm watches', () => {
    const of = embedded(METRICS.dutyAlarms, 1, 0, 'WatchDesk', 'night');
    expect(of).toMatchObject({ DutyAlarms: 1, FunctionName: 'WatchDesk', Name: 'night' });
    expect(of._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['FunctionName'], ['FunctionName', 'Name']]);
  });

  it('is the one that its alarm watches: the same namespace, and the dimensions of it alone', () => {
    const [alarm] = resourcesOf(templatesOf('prod'), 'AWS::CloudWatch::Alarm').filter(
      ([, { Properties }]) => Properties.MetricName === METRICS.redQueues,
    );
    const { Namespace, Dimensions } = alarm?.[1].Properties ?? {};
    expect([metrics?.Namespace, metrics?.Dimensions]).toEqual([
      Namespace,
      [Dimensions.map(({ Name }: { Name: string }) => Name)],
    ]);
    expect(Dimensions[0].Value.Ref).toMatch(/^WatchDeskFunction/);
  });
});
