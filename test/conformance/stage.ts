/** One declared state machine on a stepped clock, with an integration that answers for every service. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { Activity } from '../../local/activity.ts';
import { Clock } from '../../local/clock.ts';
import { machineArn } from '../../local/states/context.ts';
import { StateMachines } from '../../local/states/machines.ts';
import { Store } from '../../local/store.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const MOST_TURNS = 20_000;
const CALLER = 'Conformance';

export type Integrate = (call: { resource: string; arguments: unknown }) => Promise<unknown>;

/** Declares `definition`; throws an Error with the reasons when it is refused. */
export function openStage(definition: unknown, integrate: Integrate) {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, START);
  const machines = new StateMachines({
    ...{ store, clock, activity: new Activity(), count: () => {}, authorize: () => {}, integrate },
  });
  const close = (): void => {
    machines.stop();
    clock.stop();
    store.close();
  };
  try {
    const kind = machines.kinds['AWS::StepFunctions::StateMachine']!;
    const DefinitionString = JSON.stringify(definition);
    kind.declare('Machine', kind.schema.parse({ DefinitionString, RoleArn: 'arn:aws:iam::000000000000:role/Role' }));
    machines.start();
  } catch (error) {
    close();
    throw error;
  }

  const call = async (action: string, body: object): Promise<any> => machines.call(action, body, CALLER);
  const describe = (executionArn: string) => call('DescribeExecution', { executionArn });
  return {
    ...{ clock, close, call, describe },
    async begin(input: unknown): Promise<string> {
      const request = { stateMachineArn: machineArn('Machine'), input: JSON.stringify(input) };
      return (await call('StartExecution', request)).executionArn;
    },
    /** Lets everything happen that needs no time to pass. */
    async settle(): Promise<void> {
      for (let turns = 0; turns < 50; turns += 1) await turn();
    },
    /** The execution as it ended; undefined when it does not come to its end. */
    async runToEnd(executionArn: string): Promise<any> {
      for (let turns = 0; turns < MOST_TURNS; turns += 1) {
        await turn();
        const execution = await describe(executionArn);
        if (execution.status !== 'RUNNING') return execution;
        const next = clock.next();
        if (turns % 5 === 4 && next !== undefined) {
          clock.moveTo(next);
          await pause(1); // the clock runs its timers in a turn of their own
        }
      }
    },
    async history(executionArn: string): Promise<any[]> {
      return (await call('GetExecutionHistory', { executionArn, maxResults: 1000 })).events;
    },
  };
}
