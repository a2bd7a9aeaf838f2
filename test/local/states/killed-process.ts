/** A runtime that begins executions on the file it is given, and prints each name once it is on disk, until it is killed. */
import { Activity } from '../../../local/activity.ts';
import { Clock } from '../../../local/clock.ts';
import { machineArn } from '../../../local/states/context.ts';
import { StateMachines } from '../../../local/states/machines.ts';
import { Store } from '../../../local/store.ts';
import { KILLED_DEFINITION, START } from './machine.ts';

const store = new Store(process.argv[2]!);
const clock = new Clock({ kind: 'scaled', factor: 100 }, START);
const machines = new StateMachines({
  ...{ store, clock, activity: new Activity(), count: () => {}, authorize: () => {} },
  integrate: async (call) => call.arguments,
});
machines.kinds['AWS::StepFunctions::StateMachine']!.declare('Desk', {
  DefinitionString: JSON.stringify(KILLED_DEFINITION),
  RoleArn: 'role-of-desk',
});
machines.start();
for (let n = 0; ; n += 1) {
  await machines.call(
    'StartExecution',
    { stateMachineArn: machineArn('Desk'), name: `n-${n}`, input: JSON.stringify({ n }) },
    'Caller',
  );
  await store.durable();
  process.stdout.write(`n-${n}\n`);
}
