/** State machines on a stepped clock, with integrations that the test writes. */
import { setImmediate as turn } from 'node:timers/promises';
import { Activity } from '../../../local/activity.ts';
import type { Authorize, Principal } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { executionArn, machineArn } from '../../../local/states/context.ts';
import { StateMachines } from '../../../local/states/machines.ts';
import { Store } from '../../../local/store.ts';

export const START = Date.parse('2026-03-14T01:59:00Z');
export const CALLER = 'Caller';

export interface Call {
  readonly resource: string;
  readonly arguments: any;
  readonly principal: Principal;
}

export interface Options {
  readonly file?: string;
  readonly now?: number;
  readonly integrate?: (call: Call) => Promise<unknown>;
  readonly authorize?: Authorize;
  readonly transitions?: (amount: number, execution: string | undefined) => void;
}

const MOST_TURNS = 50;

/** A machine `Desk` with the given definition (JSONata unless it says otherwise), started. */
export function openMachine(definition: object, options: Options = {}) {
  const store = new Store(options.file ?? ':memory:');
  const clock = new Clock({ kind: 'stepped' }, options.now ?? START);
  const activity = new Activity();
  const machines = new StateMachines({
    ...{ store, clock, activity },
    authorize: options.authorize ?? (() => {}),
    count: (_name, amount, subject) => options.transitions?.(amount, subject),
    integrate: (options.integrate ?? (async () => ({}))) as (call: any) => Promise<unknown>,
  });
  const kind = machines.kinds['AWS::StepFunctions::StateMachine']!;
  const declare = (text: string) =>
    kind.declare('Desk', kind.schema.parse({ DefinitionString: text, RoleArn: 'role-of-desk' }));
  declare(JSON.stringify({ QueryLanguage: 'JSONata', ...definition }));
  machines.start();

  const call = async (action: string, body: object): Promise<any> => machines.call(action, body, CALLER);
  /** Until nothing moves; a call that never answers does not count. */
  const settle = async () => {
    for (let turns = 0; turns < MOST_TURNS; turns += 1) await turn();
  };
  return {
    ...{ store, clock, machines, declare, call, settle },
    async begin(input: unknown = {}, name = 'one'): Promise<void> {
      await call('StartExecution', { stateMachineArn: machineArn('Desk'), name, input: JSON.stringify(input) });
      await settle();
    },
    /** Steps the clock through every timer that falls due within so many seconds. */
    async advance(seconds: number): Promise<void> {
      const target = clock.now() + seconds * 1000;
      await settle();
      for (let next = clock.next(); next !== undefined && next <= target; next = clock.next()) {
        clock.moveTo(next);
        await new Promise((resolve) => setTimeout(resolve, 0)); // the clock runs its timers in a turn of their own
        await settle();
      }
      clock.moveTo(target);
    },
    async describe(name = 'one'): Promise<any> {
      const execution = await call('DescribeExecution', { executionArn: executionArn('Desk', name) });
      return { ...execution, ...(execution.output && { output: JSON.parse(execution.output) }) };
    },
    async events(name = 'one'): Promise<any[]> {
      return (await call('GetExecutionHistory', { executionArn: executionArn('Desk', name), maxResults: 1000 })).events;
    },
    async types(name = 'one'): Promise<string[]> {
      return (await this.events(name)).map(({ type }) => type);
    },
    /** Ends the runtime without a word to the executions. */
    close(): void {
      machines.stop();
      clock.stop();
      store.close();
    },
  };
}

export const LAMBDA = 'arn:aws:states:::lambda:invoke';
const PARK = 'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems.waitForTaskToken';

export const park = (more: object = {}) => ({
  Type: 'Task',
  Resource: PARK,
  Arguments: { Token: '{% $states.context.Task.Token %}' },
  ...more,
});

/** A bit of everything that can be under way when the process goes. */
export const KILLED_DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: '{% $states.input.n % 5 %}', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Work',
          States: { Work: { Type: 'Task', Resource: LAMBDA, Arguments: '{% $states.input.n %}', End: true } },
        },
        { StartAt: 'More', States: { More: { Type: 'Wait', Seconds: 3, Output: 1, End: true } } },
      ],
      Output: '{% $sum($states.result) %}',
      End: true,
    },
  },
};
