import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { METRICS } from '../../contracts/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';
import type { Desk } from '../constructs/permissions.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';

const RECONCILE_MINUTES = 15;
const HOUR_MINUTES = 60;

/** What is done by the clock of the desk, not of a ticket. */
export class SchedulesStack extends Stack {
  constructor(scope: Construct, id: string, desk: Desk) {
    super(scope, id, { description: 'Gongdan: what is done on schedule' });
    const { tables, alarms } = desk;
    const TICKET_TABLE = tables.ticket.tableName;
    const DIRECTORY_TABLE = tables.directory.tableName;
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'Schedules', alarms }).queue;
    acknowledge(
      deadLetters,
      'AwsSolutions-SQS3',
      'It holds the dead letters of schedules; the check knows those of queues alone.',
    );
    const watch = new TicketFunction(this, 'WatchDesk', {
      name: 'watch-desk',
      desk,
      variables: {
        TICKET_TABLE,
        DIRECTORY_TABLE,
        POLICY_TABLE: tables.policy.tableName,
        INSIGHT_TABLE: tables.insight.tableName,
        CLOCKWORK: desk.environment.clockwork,
      },
      timeoutSeconds: 50, // done before the next turn begins
    });
    new DeskSchedule(this, 'EveryMinute', {
      ...{ invokes: watch, cron: '* * * * ? *', everyMinutes: 1 },
      ...{ deadLetters, alarms },
    });
    new RunbookAlarm(this, 'Red', {
      heading: 'A queue is red',
      about: 'for five minutes',
      topic: alarms,
      metric: watch.metric(METRICS.redQueues, 'Maximum', Duration.minutes(1)),
      threshold: 1,
      periods: 5,
    });
    new RunbookAlarm(this, 'OnDuty', {
      heading: 'An on-duty alarm is on',
      about: 'one of the policy',
      topic: alarms,
      metric: watch.metric(METRICS.dutyAlarms, 'Maximum', Duration.minutes(1)),
      threshold: 1,
    });
    const reconcile = new TicketFunction(this, 'ReconcileLoads', {
      name: 'reconcile-loads',
      desk,
      variables: { TICKET_TABLE, DIRECTORY_TABLE },
      timeoutSeconds: 300, // some 20 ms per agent, ten at a time
    });
    new DeskSchedule(this, 'EveryQuarter', {
      ...{ invokes: reconcile, cron: '0/15 * * * ? *', everyMinutes: RECONCILE_MINUTES },
      ...{ deadLetters, alarms },
    });
    const retain = new TicketFunction(this, 'RetainData', {
      name: 'retain-data',
      desk,
      variables: { TICKET_TABLE, POLICY_TABLE: tables.policy.tableName, CLOCKWORK: desk.environment.clockwork },
      timeoutSeconds: 600, // five thousand tickets at some 50 ms, twice over
    });
    new DeskSchedule(this, 'EveryHour', {
      ...{ invokes: retain, cron: '30 * * * ? *', everyMinutes: HOUR_MINUTES }, // a day's tickets in parts
      ...{ deadLetters, alarms },
    });
    new RunbookAlarm(this, 'ErasuresFail', {
      heading: 'Data is not erased',
      about: 'tickets whose time is over',
      topic: alarms,
      metric: retain.metric(METRICS.erasuresFailed, 'Maximum', Duration.days(1)),
      threshold: 1,
    });
    new RunbookAlarm(this, 'LoadsDiffer', {
      heading: 'Loads differ from tickets',
      about: 'twice in a row',
      topic: alarms,
      metric: reconcile.metric(METRICS.loadDifferences, 'Maximum', Duration.minutes(RECONCILE_MINUTES)),
      threshold: 1,
      periods: 2, // a list that was behind once is not behind again
    });
  }
}
