import type { LoadedResource } from '../assembly/load.ts';
import type { Identity } from '../permission/permission.ts';

/** As whom a schedule calls its target: undefined for any other resource. Scheduled rules are rules. */
export const scheduleIdentityOf = ({ type, properties }: LoadedResource): Identity | undefined =>
  type === 'AWS::Scheduler::Schedule'
    ? { roleArn: properties.Target.RoleArn, assumedBy: 'scheduler.amazonaws.com' }
    : undefined;
