import { describe, expect, it } from 'vitest';
import { openMachine, START } from './machine.ts';

/** What a Pass state gives for this output, or the cause of its failure. */
async function output(template: unknown, input: unknown = {}): Promise<unknown> {
  const desk = openMachine({ StartAt: 'Tell', States: { Tell: { Type: 'Pass', Output: template, End: true } } });
  await desk.begin(input);
  const { status, output: given, cause } = await desk.describe();
  return status === 'SUCCEEDED' ? given : cause.replace(/^.*?\(entered at the event id #2\)\. /, '');
}

describe('JSONata in a state', () => {
  it('reads the clock of the runtime', async () => {
    const time = '2026-03-14T01:59:00.000Z';
    expect(await output('{% [$now(), $millis()] %}')).toEqual([time, START]);
    expect(await output("{% $now('[Y]-[M01]', '+0800') %}")).toBe('2026-03');
  });

  it('has the functions that Step Functions adds', async () => {
    expect(await output('{% $partition([1..5], 2) %}')).toEqual([[1, 2], [3, 4], [5]]);
    expect(await output('{% $range(0, 10, 5) %}')).toEqual([0, 5, 10]);
    expect(await output("{% $hash('abc', 'SHA-256') %}")).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await output('{% $random(7) = $random(7) and $random(7) != $random(8) %}')).toBe(true);
    expect(await output('{% $uuid() %}')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(await output(`{% $parse('{"a":[1]}').a %}`)).toEqual([1]);
  });

  it('keeps an array of one where one was written, and takes a sequence of one for its value', async () => {
    const input = { one: [7], none: [], items: [{ n: 1 }, { n: 2 }] };
    expect(await output('{% [$states.input.one, $states.input.none] %}', input)).toEqual([7]);
    expect(await output({ one: '{% $states.input.one %}', none: '{% $states.input.none %}' }, input)).toEqual({
      one: [7],
      none: [],
    });
    expect(await output('{% $states.input.items[n > 1].n %}', input)).toBe(2);
    expect(await output('{% $range(1, 1, 1) %}')).toBe(1);
    expect(await output('{% $partition([1], 2) %}')).toEqual([[1]]);
    expect(await output({ a: '{% {"gone": $nothing, "kept": null} %}' })).toEqual({ a: { kept: null } });
  });

  it('gives plain arrays, and keeps null apart from nothing', async () => {
    const input = { items: [{ n: 1 }, { n: 2 }], none: null };
    expect(await output({ all: '{% $states.input.items.n %}', none: '{% $states.input.none %}' }, input)).toEqual({
      all: [1, 2],
      none: null,
    });
  });

  it('tells the execution, the machine and the state', async () => {
    expect(await output('{% $states.context %}', { a: 1 })).toEqual({
      Execution: {
        Id: 'arn:aws:states:local:000000000000:execution:Desk:one',
        Input: { a: 1 },
        Name: 'one',
        RedriveCount: 0,
        RoleArn: 'role-of-desk',
        StartTime: '2026-03-14T01:59:00.000Z',
      },
      State: { EnteredTime: '2026-03-14T01:59:00.000Z', Name: 'Tell' },
      StateMachine: { Id: 'arn:aws:states:local:000000000000:stateMachine:Desk', Name: 'Desk' },
    });
  });

  it.each([
    [
      '{% $nothing %}',
      "The JSONata expression '$nothing' specified for the field 'Output' returned nothing (undefined).",
    ],
    ['{% function($x) {$x} %}', 'returned an unsupported result type.'],
    ['{% [$sum] %}', 'returned an unsupported result type.'],
    [
      "{% 'a' + 1 %}",
      'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    ],
    ["{% $eval('1') %}", '$eval is not supported'],
    ["{% $hash('a', 'CRC') %}", '$hash knows MD5'],
    ['{% $range(null, 3, 1) %}', 'takes three numbers'],
    ['{% $range(0, 3, 0) %}', 'takes three numbers'],
    ['{% $partition([1, 2], 0) %}', 'must be a positive number'],
    ["{% $partition([1, 2], '1') %}", 'must be a positive number'],
    ['{% $parse(1) %}', 'T0410: Argument 1 of function "parse" does not match function signature'],
    ["{% $parse('{') %}", 'threw an error during evaluation.'],
    ['{% $uuid(1) %}', 'T0410'],
    ["{% $random('a') %}", 'T0410'],
    ['{% $error() %}', 'D3137'],
    ["{% $assert(false, 'no') %}", 'D3141: no'],
    ['{% 1e300 * 1e300 %}', 'returned an unsupported result type.'],
    ['{% /a/ %}', 'returned an unsupported result type.'],
    ["{% {'a': [$uppercase]} %}", 'returned an unsupported result type.'],
    ['{% $states.input.none[0] %}', 'returned nothing (undefined).'],
    ['{% $filter([1], function($v) {$v > 1}) %}', 'returned nothing (undefined).'],
    ['{% $$ %}', 'returned nothing (undefined).'],
    ['{% $range(0, 5000, 1) %}', 'at most 1000 values'],
    ['{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}', 'threw an error during evaluation.'],
  ])('refuses %s', async (template, cause) => {
    expect(await output(template)).toContain(cause);
  });
});

describe('Assign', () => {
  it.each([
    [1, 262_142, 'SUCCEEDED'],
    [1, 262_143, 'FAILED'],
    [2, 131_070, 'SUCCEEDED'],
    [2, 131_071, 'FAILED'],
  ])('of %i variables with %i characters each ends %s: together they have 256 KiB', async (count, length, status) => {
    const Assign = Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`v${n}`, `{% $pad('', ${length}, 'x') %}`]),
    );
    const desk = openMachine({ StartAt: 'Set', States: { Set: { Type: 'Pass', Assign, End: true } } });
    await desk.begin();
    expect((await desk.describe()).status).toBe(status);
  });

  it('refuses nothing as a value, and names the variable', async () => {
    const desk = openMachine({
      StartAt: 'Set',
      States: { Set: { Type: 'Pass', Assign: { a: { b: ['{% $nothing %}'] } }, End: true } },
    });
    await desk.begin();
    expect((await desk.describe()).cause).toContain("specified for the field 'Assign/a/b[0]' returned nothing");
    const [failed] = (await desk.events()).filter(({ type }) => type === 'EvaluationFailed');
    expect(failed.evaluationFailedEventDetails).toMatchObject({ state: 'Set', location: 'Assign/a/b[0]' });
  });

  it('and Output see the values at entry', async () => {
    const desk = openMachine({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { a: 1 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { a: '{% $a + 1 %}', b: '{% $a %}' }, Output: '{% $a %}', Next: 'Tell' },
        Tell: { Type: 'Pass', Output: '{% [$states.input, $a, $b] %}', End: true },
      },
    });
    await desk.begin();
    expect((await desk.describe()).output).toEqual([1, 2, 1]);
  });
});

describe('Choice', () => {
  const choice = (condition: unknown, more: object = {}) => ({
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Choice', Choices: [{ Condition: condition, Output: 'rule', Next: 'Done' }], ...more },
      Done: { Type: 'Succeed' },
    },
  });

  it('without a match and a Default fails as AWS does', async () => {
    const desk = openMachine(choice('{% false %}'));
    await desk.begin();
    expect(await desk.describe()).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Ask' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });

  it('takes its own Output with the Default, and the rule its own', async () => {
    const own = { Default: 'Done', Output: 'default' };
    for (const [condition, expected] of [
      ['{% true %}', 'rule'],
      ['{% false %}', 'default'],
    ]) {
      const desk = openMachine(choice(condition, own));
      await desk.begin();
      expect((await desk.describe()).output).toBe(expected);
    }
  });

  it('refuses a condition that is not a boolean', async () => {
    const desk = openMachine(choice('{% 1 %}'));
    await desk.begin();
    expect((await desk.describe()).cause).toContain("Expected 'boolean', but was 'number' for value: 1");
  });
});
