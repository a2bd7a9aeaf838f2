import { describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock.ts';
import { createCompiler } from '../../../local/states/expressions.ts';
import { describeProblem } from '../../../local/states/problem.ts';
import { validate } from '../../../local/states/validate.ts';
import { openMachine } from './machine.ts';

const compile = createCompiler(new Clock({ kind: 'stepped' }, 0));
const pass = { Type: 'Pass', End: true };
const machine = (states: object, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: states,
  ...more,
});
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const map = (more: object, processor: object) => {
  const A = { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: pass }, ...processor }, End: true, ...more };
  return { ...machine({}), States: { A } };
};
const problems = (definition: unknown) => validate(definition, compile).map(describeProblem);

describe('a definition', () => {
  it('may have everything that JSONata has a field for', () => {
    const retry = [
      {
        ErrorEquals: ['X'],
        IntervalSeconds: 1,
        BackoffRate: 1.5,
        MaxAttempts: 0,
        MaxDelaySeconds: 9,
        JitterStrategy: 'FULL',
      },
    ];
    const work = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Retry: retry,
      TimeoutSeconds: '{% 5 %}',
      HeartbeatSeconds: 4,
    };
    const branch = { StartAt: 'B', States: { B: { ...pass, Assign: { y: '{% $x %}' } } } };
    const states = {
      A: {
        ...work,
        Assign: { x: '{% $states.result %}' },
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'C' }],
        Next: 'P',
      },
      P: { Type: 'Parallel', Branches: [branch], Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: '{% $x = 1 %}', Next: 'D' }], Default: 'W' },
      W: { Type: 'Wait', Timestamp: '2026-03-14T01:59:00+08:00', Next: 'D' },
      D: { Type: 'Succeed', Output: { text: ' {% not an expression %} ' } },
    };
    expect(problems(machine(states, { Comment: '{% no', TimeoutSeconds: 5, Version: '1.0' }))).toEqual([]);
  });

  it.each([
    ['no JSON object', 7, 'must be a JSON object'],
    [
      'JSONPath as a whole',
      { StartAt: 'A', States: { A: pass } },
      "state 'A', field 'QueryLanguage', JSONPath is not supported",
    ],
    ['JSONPath in one state', machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }), 'can not be JSONPath'],
    ['a field of JSONPath', machine({ A: { ...pass, ResultPath: '$.a' } }), "field 'ResultPath', belongs to JSONPath"],
    [
      'an unknown field',
      machine({ A: { ...pass, Outptu: 1 } }),
      "field 'Outptu', is not a field of this kind of state",
    ],
    ['an unknown type', machine({ A: { ...pass, Type: 'Sleep' } }), "field 'Type', is one of Pass, Task"],
    ['an unreachable state', machine({ A: pass, B: pass }), "field 'States/B', can not be reached"],
    ['an unknown Next', machine({ A: { Type: 'Pass', Next: 'B' } }), "goes to 'B', which is not there"],
    ['an unknown StartAt', machine({ B: pass }), "there is no state 'A'"],
    ['Next and End', machine({ A: { ...pass, Next: 'A' } }), 'has both Next and End'],
    ['neither', machine({ A: { Type: 'Pass' } }), 'needs Next or End'],
    ['no end', machine({ A: { Type: 'Pass', Next: 'A' } }), 'no state ends the flow'],
    [
      'bad JSONata',
      machine({ A: { ...pass, Output: { b: ['{% 1 + %}'] } } }),
      "field 'Output/b[0]', '1 +' is not JSONata",
    ],
    ['half a bracket', machine({ A: { ...pass, Output: '{% 1' } }), 'begins with {% and ends with %}'],
    [
      'a result where there is none',
      machine({ A: { ...pass, Output: '{% $states.result.a %}' } }),
      '$states.result is not available here',
    ],
    [
      'an error where there is none',
      machine({ A: { ...pass, Output: '{% $states.errorOutput %}' } }),
      '$states.errorOutput is not available',
    ],
    [
      'States.ALL among others',
      machine({ A: { Type: 'Task', Resource: 'r', End: true, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] } }),
      'must stand alone',
    ],
    [
      'an expression in a retrier',
      machine({
        A: { Type: 'Task', Resource: 'r', End: true, Retry: [{ ErrorEquals: ['X'], MaxAttempts: '{% 1 %}' }] },
      }),
      'must be a number',
    ],
    [
      'two times to wait',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-03-14T01:59:00Z', End: true } }),
      'exactly one of Seconds and Timestamp',
    ],
    [
      'no such day',
      machine({ A: { Type: 'Wait', Timestamp: '2026-06-31T01:59:00Z', End: true } }),
      'must be an ISO 8601 time',
    ],
    [
      'an alias that is none',
      machine({ A: { Type: 'Task', Resource: 'arn:aws:lambda:r:1:function:f:$*#', End: true } }),
      'is not the ARN of a function',
    ],
    [
      'a heart slower than the timeout',
      machine({ A: { Type: 'Task', Resource: 'r', TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true } }),
      'must be smaller',
    ],
    ['a variable called states', machine({ A: { ...pass, Assign: { states: 1 } } }), 'the name states is reserved'],
    [
      'a variable of an outer scope',
      machine({
        A: {
          Type: 'Parallel',
          Assign: { x: 1 },
          Branches: [{ StartAt: 'B', States: { B: { ...pass, Assign: { x: 1 } } } }],
          End: true,
        },
      }),
      'an outer scope has a variable',
    ],
    [
      'one name twice',
      machine({ A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass } }], End: true } }),
      'another state has the same name',
    ],
    ['a version that is no text', machine({ A: pass }, { Version: 1 }), "field 'Version', must be a string"],
    [
      'an expression for the time of the machine',
      machine({ A: pass }, { TimeoutSeconds: '{% 5 %}' }),
      "field 'TimeoutSeconds', must be a number",
    ],
    ['no language at all', { QueryLanguage: null, StartAt: 'A', States: { A: pass } }, 'is JSONata or JSONPath'],
    [
      'an unknown field of the processor',
      map({}, { ProcessorConfig: { Mode: 'INLINE', Colour: 1 } }),
      "'ItemProcessor/ProcessorConfig/Colour', is not a field",
    ],
    ['an iterator', machine({ A: { Type: 'Map', Iterator: {}, End: true } }), "field 'Iterator', belongs to JSONPath"],
    [
      'a reader with paths',
      map({ ItemReader: { Resource: 'r', ReaderConfig: { MaxItemsPath: '$.n' } } }, DISTRIBUTED),
      "'ItemReader/ReaderConfig/MaxItemsPath', belongs to JSONPath",
    ],
    [
      'a batcher with paths',
      map({ ItemBatcher: { MaxItemsPerBatchPath: '$.n' } }, DISTRIBUTED),
      "'ItemBatcher/MaxItemsPerBatchPath', belongs to JSONPath",
    ],
    [
      'a writer with parameters',
      map({ ResultWriter: { Resource: 'r', Parameters: {} } }, DISTRIBUTED),
      "'ResultWriter/Parameters', belongs to JSONPath",
    ],
    ['a reader that is no object', map({ ItemReader: 'r' }, DISTRIBUTED), "field 'ItemReader', is not an object"],
  ])('refuses %s', (_, definition, reason) => {
    expect(problems(definition).join('; ')).toContain(reason);
  });

  it.each([
    ['States.ALL', { ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
    ['no errors', { ErrorEquals: [] }],
    ['no interval', { ErrorEquals: ['X'], IntervalSeconds: 0 }],
    ['an interval of years', { ErrorEquals: ['X'], IntervalSeconds: 100_000_000 }],
    ['less than no attempts', { ErrorEquals: ['X'], MaxAttempts: -1 }],
    ['too many attempts', { ErrorEquals: ['X'], MaxAttempts: 100_000_000 }],
    ['a rate below one', { ErrorEquals: ['X'], BackoffRate: 0.99 }],
    ['a longest delay not above the interval', { ErrorEquals: ['X'], IntervalSeconds: 5, MaxDelaySeconds: 5 }],
    ['a longest delay of more than a year', { ErrorEquals: ['X'], MaxDelaySeconds: 31_622_401 }],
    ['half a jitter', { ErrorEquals: ['X'], JitterStrategy: 'HALF' }],
  ])('refuses to retry with %s', (_, ...Retry) => {
    expect(problems(machine({ A: { ...task, Retry } })).join('; ')).toContain("field 'Retry[0]/");
  });

  it('may retry at the limits', () => {
    const Retry = [
      {
        ErrorEquals: ['X'],
        IntervalSeconds: 99_999_999,
        MaxAttempts: 99_999_999,
        BackoffRate: 1,
        JitterStrategy: 'NONE',
      },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 0, MaxDelaySeconds: 31_622_400 },
    ];
    expect(problems(machine({ A: { ...task, Retry } }))).toEqual([]);
  });

  it.each([
    ['dynamodb:putItem.waitForTaskToken', 'dynamodb does not wait for a token'],
    ['sqs:sendMessage.sync', 'sqs has no jobs'],
    ['aws-sdk:s3:getObject.sync:2', 'aws-sdk:s3 has no jobs'],
  ])('refuses %s, which AWS does not have', (action, reason) => {
    const definition = (resource: string) => machine({ A: { ...task, Resource: `arn:aws:states:::${resource}` } });
    expect(problems(definition(action)).join('; ')).toContain(reason);
    expect(problems(definition(action.replace(/\..*/, '')))).toEqual([]);
  });

  it.each([
    ['an activity', { ...task, Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }],
    ['a token', { ...task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }],
    ['a job', { ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' }],
    ['a distributed Map', map({}, DISTRIBUTED).States.A],
  ])('refuses %s in an Express machine, not in a Standard one', (_, state) => {
    const definition = machine({ A: state });
    expect(problems(definition)).toEqual([]);
    expect(validate(definition, compile, 'EXPRESS')).toHaveLength(1);
  });
});

describe('a state machine in a template', () => {
  const kind = () => openMachine(machine({ A: pass })).machines.kinds['AWS::StepFunctions::StateMachine']!;
  const declare = (properties: object) => {
    const { schema, declare: add } = kind();
    add('Desk', schema.parse({ RoleArn: 'role', ...properties }));
  };
  const task = (resource: string) => JSON.stringify(machine({ A: { Type: 'Task', Resource: resource, End: true } }));

  it('takes substitutions', () => {
    const DefinitionString = task('arn:' + '$' + '{Partition}:states:::lambda:invoke');
    expect(() => declare({ DefinitionString, DefinitionSubstitutions: { Partition: 'aws-cn' } })).not.toThrow();
    expect(() => declare({ DefinitionString })).toThrow(
      "Desk: the definition's token " + '$' + '{Partition} has no substitution',
    );
  });

  it.each([
    ['arn:aws:states:::ecs:runTask.sync', "Desk: state 'A', field 'Resource'"],
    ['arn:aws:states:local:000000000000:activity:a', "field 'Resource'"],
  ])('refuses the resource %s, which is not emulated', (resource, reason) => {
    expect(() => declare({ DefinitionString: task(resource) })).toThrow(reason);
  });

  it('refuses a distributed Map, a type and a property that are not emulated, and no definition', () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'B',
      States: { B: pass },
    };
    const distributed = machine({ A: { Type: 'Map', ItemProcessor: processor, End: true } });
    expect(() => declare({ DefinitionString: JSON.stringify(distributed) })).toThrow(
      'DISTRIBUTED mode is not emulated',
    );
    expect(() => declare({ DefinitionString: '{}', StateMachineType: 'EXPRESS' })).toThrow('StateMachineType');
    expect(() => declare({ DefinitionString: '{}', Colour: 1 })).toThrow('Colour');
    expect(() => declare({})).toThrow('needs DefinitionString');
    expect(() => declare({ DefinitionString: '{' })).toThrow('Desk: ');
  });
});
