import { describe, expect, it } from 'vitest';
import { AwsError, type Service } from '../../local/aws.ts';
import { integrations } from '../../local/integrations.ts';
import { TaskFailure } from '../../local/states/failure.ts';
import { fromWire, misspelt, toWire } from '../../local/wire-case.ts';
import fc from '../support/properties.ts';

/** What services were asked for, and one way to call them as a task does. */
function desk(answer: Service = () => ({})) {
  const asked: unknown[] = [];
  const service: Service = (action, body, principal) => {
    asked.push([action, body, principal]);
    return answer(action, body, principal);
  };
  const targets = ['DynamoDB_20120810', 'AmazonSQS', 'AWSEvents', 'AWSStepFunctions'];
  const integrate = integrations(Object.fromEntries(targets.map((name) => [name, service])), async () => {
    throw new Error('No function is called here.');
  });
  const task = (resource: string, given: unknown) =>
    integrate({ resource: `arn:aws:states:::${resource}`, arguments: given, principal: 'Machine' });
  return { asked, task };
}

describe('a task that calls a service through the SDK', () => {
  it('writes and reads capital letters, also where the wire has small ones', async () => {
    const { asked, task } = desk(() => ({ executionArn: 'arn:x', startDate: 1_772_413_200.25 }));
    const answer = await task('aws-sdk:sfn:startExecution', { StateMachineArn: 'arn:m', Name: 'n', Input: '{"a":1}' });
    expect(asked).toEqual([['StartExecution', { stateMachineArn: 'arn:m', name: 'n', input: '{"a":1}' }, 'Machine']]);
    expect(answer).toEqual({ ExecutionArn: 'arn:x', StartDate: '2026-03-02T01:00:00.250Z' });
  });

  it('leaves the names of attributes as they are', async () => {
    const Item = { pk: { S: 'tkt_1' }, Version: { N: '1' } };
    const { asked, task } = desk(() => ({ Item }));
    expect(await task('aws-sdk:dynamodb:putItem', { TableName: 't', Item })).toEqual({ Item });
    expect(asked).toEqual([['PutItem', { TableName: 't', Item }, 'Machine']]);
  });

  it('refuses a member in the spelling of the wire, as AWS does', async () => {
    const { asked, task } = desk();
    const call = task('aws-sdk:sfn:startExecution', { StateMachineArn: 'arn:m', name: 'n' });
    await expect(call).rejects.toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining("'name'") });
    expect(asked).toEqual([]);
  });

  it.each([
    ['aws-sdk:sfn:startExecution', 'ExecutionAlreadyExists', 'Sfn.ExecutionAlreadyExistsException'],
    ['aws-sdk:dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
    ['dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
  ])('%s fails with %s as %s', async (resource, code, error) => {
    const { task } = desk(() => {
      throw new AwsError(code, 'no');
    });
    const failure = await task(resource, {}).catch((fault: TaskFailure) => fault);
    expect(failure).toBeInstanceOf(TaskFailure);
    expect((failure as TaskFailure).error).toBe(error);
  });

  it('loses nothing on the way to the wire and back', () => {
    const name = fc.stringMatching(/^[A-Z][a-zA-Z]{0,8}$/).filter((key) => !/(Date|Timestamp)$/.test(key));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        expect(misspelt(given)).toBeUndefined();
        expect(fromWire(toWire(given))).toEqual(given);
      }),
    );
  });
});
