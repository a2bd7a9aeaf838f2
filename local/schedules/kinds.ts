/** The resource types that say what happens when. */
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import { withSchedules } from './scheduled-rule.ts';
import {
  groupArn,
  groupProperties,
  type ScheduleProperties,
  scheduleArn,
  scheduleProperties,
  schedulerSchedule,
} from './scheduler-schedule.ts';
import type { Schedules } from './schedules.ts';

const DEFAULT_GROUP = 'default';

/** `rule`: the kind of the bus, for rules that follow a pattern. */
export function scheduleKinds(schedules: Schedules, rule: ResourceKind): ResourceKinds {
  const groups = new Set([DEFAULT_GROUP]);
  const nameOf = (id: string, property: (name: string) => unknown): string => String(property('Name') ?? id);
  return {
    'AWS::Events::Rule': withSchedules(rule, (id, schedule) => schedules.declare(id, schedule)),
    'AWS::Scheduler::ScheduleGroup': {
      identify: (id, property) => ({ ref: nameOf(id, property), attributes: { Arn: groupArn(nameOf(id, property)) } }),
      schema: groupProperties,
      declare: (id, { Name }) => groups.add(Name ?? id),
    },
    'AWS::Scheduler::Schedule': {
      identify(id, property) {
        const group = String(property('GroupName') ?? DEFAULT_GROUP);
        return { ref: nameOf(id, property), attributes: { Arn: scheduleArn(group, nameOf(id, property)) } };
      },
      schema: scheduleProperties,
      declare(id, properties) {
        const { GroupName, State } = properties;
        if (!groups.has(GroupName)) throw new Error(`GroupName: no template declares the schedule group ${GroupName}`);
        const schedule = schedulerSchedule(id, properties);
        schedules.declare(id, State === 'ENABLED' ? schedule : undefined);
      },
    } satisfies ResourceKind<ScheduleProperties>,
  };
}
