import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AwsError, arn } from '../../../local/aws.ts';
import { holds } from '../../../local/permission/conditions.ts';
import { roleArn } from '../../../local/permission/kinds.ts';
import { OPERATOR, Permission } from '../../../local/permission/permission.ts';
import { permissionReport } from '../../../local/permission/report.ts';

const TABLE = arn('dynamodb', 'table/Tickets');
const QUEUE = arn('sqs', 'Notify');

function permissionWith(
  statements: unknown[],
  queuePolicy: unknown[] = [],
): { permission: Permission; said: string[] } {
  const said: string[] = [];
  const permission = new Permission((line) => said.push(line));
  const declare = (type: string, id: string, properties: unknown): void => {
    const kind = permission.kinds[type];
    if (!kind) throw new Error(`no kind ${type}`);
    kind.declare(id, kind.schema.parse(properties));
  };
  declare('AWS::IAM::Role', 'Role', {
    AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  });
  declare('AWS::IAM::Policy', 'Policy', {
    PolicyName: 'p',
    PolicyDocument: { Statement: statements },
    Roles: ['Role'],
  });
  if (queuePolicy.length) {
    declare('AWS::SQS::QueuePolicy', 'QueuePolicy', { PolicyDocument: { Statement: queuePolicy }, Queues: ['url'] });
  }
  permission.bind('Intake', { roleArn: roleArn('Role'), assumedBy: 'lambda.amazonaws.com' });
  permission.bind('Rule', { service: 'events.amazonaws.com', sourceArn: arn('events', 'rule/Rule') });
  return { permission, said };
}

const allow = (Action: unknown, Resource: unknown, more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown, more = {}) => ({ Effect: 'Deny', Action, Resource, ...more });

type Case = [
  name: string,
  statements: unknown[],
  action: string,
  resource: string,
  allowed: boolean,
  context?: Record<string, string | string[]>,
];

describe('permission of a role', () => {
  it.each<Case>([
    ['an exact grant', [allow('dynamodb:PutItem', TABLE)], 'dynamodb:PutItem', TABLE, true],
    ['another action', [allow('dynamodb:PutItem', TABLE)], 'dynamodb:GetItem', TABLE, false],
    ['another table', [allow('dynamodb:PutItem', TABLE)], 'dynamodb:PutItem', `${TABLE}2`, false],
    [
      'an index, which the table does not include',
      [allow('dynamodb:Query', TABLE)],
      'dynamodb:Query',
      `${TABLE}/index/byQueue`,
      false,
    ],
    ['an action with a wildcard', [allow('dynamodb:Batch*', TABLE)], 'dynamodb:BatchGetItem', TABLE, true],
    ['actions in any case', [allow('DynamoDB:putitem', TABLE)], 'dynamodb:PutItem', TABLE, true],
    [
      'a resource with a wildcard',
      [allow('dynamodb:Query', [TABLE, `${TABLE}/index/*`])],
      'dynamodb:Query',
      `${TABLE}/index/byQueue`,
      true,
    ],
    ['a question mark', [allow('dynamodb:Query', `${TABLE}?`)], 'dynamodb:Query', `${TABLE}2`, true],
    [
      'a deny beside an allow',
      [allow('dynamodb:*', '*'), deny('dynamodb:DeleteItem', TABLE)],
      'dynamodb:DeleteItem',
      TABLE,
      false,
    ],
    [
      'NotAction',
      [{ Effect: 'Allow', NotAction: 'dynamodb:DeleteItem', Resource: '*' }],
      'dynamodb:PutItem',
      TABLE,
      true,
    ],
    [
      'what NotAction names',
      [{ Effect: 'Allow', NotAction: 'dynamodb:DeleteItem', Resource: '*' }],
      'dynamodb:DeleteItem',
      TABLE,
      false,
    ],
    [
      'what NotResource names',
      [{ Effect: 'Allow', Action: 'dynamodb:*', NotResource: TABLE }],
      'dynamodb:PutItem',
      TABLE,
      false,
    ],
    ['a managed policy', [allow('a:b', '*')], 'logs:PutLogEvents', '*', true],
    [
      'a condition that holds',
      [allow('ses:SendEmail', '*', { Condition: { StringEquals: { 'ses:FromAddress': 'a@b.c' } } })],
      'ses:SendEmail',
      '*',
      true,
      { 'ses:FromAddress': 'a@b.c' },
    ],
    [
      'a condition that does not',
      [allow('ses:SendEmail', '*', { Condition: { StringEquals: { 'ses:FromAddress': 'a@b.c' } } })],
      'ses:SendEmail',
      '*',
      false,
      { 'ses:FromAddress': 'x@b.c' },
    ],
    [
      'a deny for plain text only',
      [allow('sqs:*', QUEUE), deny('sqs:*', QUEUE, { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      'sqs:SendMessage',
      QUEUE,
      true,
    ],
  ])('%s', (_, statements, action, resource, allowed, context) => {
    const { permission } = permissionWith(statements);
    const ask = () => permission.authorize('Intake', action, resource, context);
    for (let time = 0; time < 2; time++) {
      // The second answer may come from the cache.
      if (allowed) expect(ask).not.toThrow();
      else expect(ask).toThrow(AwsError);
    }
  });

  it('refuses in the words of AWS, and says which statement would allow it', () => {
    const { permission, said } = permissionWith([allow('dynamodb:GetItem', TABLE)]);
    expect(() => permission.authorize('Intake', 'dynamodb:PutItem', TABLE)).toThrow(
      `User: arn:aws:sts::000000000000:assumed-role/Role/Intake is not authorized to perform: dynamodb:PutItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:PutItem action`,
    );
    expect(said).toEqual([
      expect.stringMatching(
        /^access denied: Intake would need \{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"[^"]+"\}: User: arn:/,
      ),
    ]);
  });

  it('does not remember an answer that hangs on the context', () => {
    const { permission } = permissionWith([
      allow('ses:SendEmail', '*', { Condition: { StringLike: { 'ses:FromAddress': '*@b.c' } } }),
    ]);
    permission.authorize('Intake', 'ses:SendEmail', '*', { 'ses:FromAddress': 'a@b.c' });
    expect(() => permission.authorize('Intake', 'ses:SendEmail', '*', { 'ses:FromAddress': 'a@x.y' })).toThrow(
      AwsError,
    );
  });

  it('refuses a principal that no template knows, and binds the operator to nothing', () => {
    const { permission } = permissionWith([]);
    expect(() => permission.authorize('Stranger', 'dynamodb:GetItem', TABLE)).toThrow('security token');
    expect(() => permission.authorize(OPERATOR, 'dynamodb:GetItem', TABLE)).not.toThrow();
  });

  it('lists the grants that nothing has used', () => {
    const { permission } = permissionWith([allow('dynamodb:GetItem', TABLE), allow(['dynamodb:PutItem'], TABLE)]);
    permission.authorize('Intake', 'dynamodb:GetItem', TABLE);
    permission.authorize('Intake', 'logs:PutLogEvents', '*');
    expect(permission.report()).toEqual([`Intake: dynamodb:PutItem on ${TABLE}`]);
  });

  it('counts the calls of each action on each resource, remembered answers too', () => {
    const { permission } = permissionWith([allow(['dynamodb:GetItem', 'dynamodb:Put*'], [TABLE, `${TABLE}/index/*`])]);
    for (let time = 0; time < 3; time++) permission.authorize('Intake', 'dynamodb:PutItem', TABLE);
    permission.authorize('Intake', 'dynamodb:GetItem', `${TABLE}/index/byQueue`);
    expect(permission.grants()).toEqual([
      { holders: ['Intake'], action: 'dynamodb:GetItem', resource: TABLE, uses: 0 },
      { holders: ['Intake'], action: 'dynamodb:GetItem', resource: `${TABLE}/index/*`, uses: 1 },
      { holders: ['Intake'], action: 'dynamodb:Put*', resource: TABLE, uses: 3 },
      { holders: ['Intake'], action: 'dynamodb:Put*', resource: `${TABLE}/index/*`, uses: 0 },
    ]);
    expect(permissionReport(permission.grants())).toBe(
      [
        '权限 permissions: 2 of 4 grants of the templates were not used:',
        'who     action            resource',
        'Intake  dynamodb:GetItem  table/Tickets',
        'Intake  dynamodb:Put*     table/Tickets/index/*',
      ].join('\n'),
    );
  });

  it('refuses a role that the service may not assume', () => {
    const { permission } = permissionWith([]);
    permission.bind('Machine', { roleArn: roleArn('Role'), assumedBy: 'states.amazonaws.com' });
    expect(permission.check()).toEqual([`Machine: states.amazonaws.com may not assume ${roleArn('Role')}`]);
  });

  it('refuses policies with operators or managed policies that it cannot judge', () => {
    const { permission } = permissionWith([]);
    const parse = (type: string, properties: unknown) => permission.kinds[type]?.schema.safeParse(properties);
    const policy = (Condition: unknown) => ({
      PolicyName: 'p',
      Roles: ['Role'],
      PolicyDocument: { Statement: [allow('a:b', '*', { Condition })] },
    });
    expect(parse('AWS::IAM::Policy', policy({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }))?.success).toBe(false);
    expect(parse('AWS::IAM::Policy', policy({ Bool: { 'aws:SecureTransport': true } }))?.success).toBe(true);
    const result = parse('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    });
    expect(result?.error && z.prettifyError(result.error)).toContain('this managed policy is not known');
  });
});

describe('permission of a service', () => {
  const forRule = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: QUEUE,
  };
  const from = (source: string) => ({ Condition: { ArnEquals: { 'aws:SourceArn': source } } });

  it('comes from the policy of the queue', () => {
    const { permission } = permissionWith([], [{ ...forRule, ...from(arn('events', 'rule/Rule')) }]);
    expect(() => permission.authorize('Rule', 'sqs:SendMessage', QUEUE)).not.toThrow();
  });

  it('refuses another rule, another queue, and a queue without policy', () => {
    const other = permissionWith([], [{ ...forRule, ...from(arn('events', 'rule/Other')) }]).permission;
    expect(() => other.authorize('Rule', 'sqs:SendMessage', QUEUE)).toThrow('no resource-based policy');
    expect(() => other.authorize('Rule', 'sqs:SendMessage', arn('sqs', 'Else'))).toThrow(AwsError);
    expect(() => permissionWith([]).permission.authorize('Rule', 'sqs:SendMessage', QUEUE)).toThrow(AwsError);
  });
});

describe('condition operators', () => {
  it.each<[string, string[], string[] | undefined, boolean]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', ['a'], undefined, false],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringNotEquals', ['a', 'b'], ['c'], true],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringLike', ['tkt_*'], ['tkt_1'], true],
    ['ArnLike', ['arn:aws:sqs:*:*:No*'], ['arn:aws:sqs:local:1:Notify'], true],
    ['ArnLike', ['arn:aws:*:Notify'], ['arn:aws:sqs:local:1:Notify'], false],
    ['Bool', ['true'], ['true'], true],
    ['Null', ['true'], undefined, true],
    ['Null', ['false'], undefined, false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAnyValue:StringLike', ['x*'], ['a', 'xy'], true],
    ['ForAnyValue:StringLike', ['x*'], [], false],
  ])('%s %j for %j is %s', (operator, wanted, actual, expected) => {
    expect(holds(operator, wanted, actual)).toBe(expected);
  });
});
