import { describe, expect, it } from 'vitest';
import { lambda, type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const START = Date.parse('2026-03-01T08:00:00Z');
const MINUTE = 60_000;

const SEND = `
  const send = async (target, body) => {
    const response = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260301/local/x/aws4_request, Signature=0',
        'x-amz-target': target,
      },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.message), { name: answer.__type });
    return answer;
  };
`;
// Starts the workflow of each opened ticket.
const STARTER = `${SEND}
  export const handler = async ({ Records }) => {
    for (const { body } of Records) {
      const { detail } = JSON.parse(body);
      await send('AWSStepFunctions.StartExecution', {
        stateMachineArn: process.env.MACHINE,
        name: detail.ticketId,
        input: JSON.stringify({ ticketId: detail.ticketId }),
      });
    }
    return { batchItemFailures: [] };
  };
`;
// Leaves a mark, with the minute of the clock.
const MARKER = `${SEND}
  export const handler = async ({ ticketId, mark }) => {
    const minute = (Date.now() - ${START}) / 60000;
    const item = { pk: { S: ticketId + '#' + mark }, minute: { N: String(minute) } };
    await send('DynamoDB_20120810.PutItem', { TableName: process.env.TABLE, Item: item });
    return { mark, minute };
  };
`;

const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Wait for somebody',
  States: {
    'Wait for somebody': {
      Type: 'Task',
      Resource: `arn:\${Partition}:states:::aws-sdk:dynamodb:transactWriteItems.waitForTaskToken`,
      TimeoutSeconds: 1800,
      Arguments: {
        TransactItems: [
          {
            Put: {
              TableName: `\${Table}`,
              Item: {
                pk: { S: "{% $states.input.ticketId & '#WAIT' %}" },
                token: { S: '{% $states.context.Task.Token %}' },
              },
            },
          },
        ],
      },
      Assign: { ticketId: '{% $states.input.ticketId %}' },
      Output: { mark: 'woken' },
      Catch: [
        {
          ErrorEquals: ['States.Timeout'],
          Next: 'Leave a mark',
          Assign: { ticketId: '{% $states.input.ticketId %}' },
          Output: { mark: 'escalated' },
        },
      ],
      Next: 'Leave a mark',
    },
    'Leave a mark': {
      Type: 'Task',
      Resource: `arn:\${Partition}:states:::lambda:invoke`,
      TimeoutSeconds: 30,
      Arguments: {
        FunctionName: `\${Marker}`,
        Payload: { ticketId: '{% $ticketId %}', mark: '{% $states.input.mark %}' },
      },
      Output: '{% $states.result.Payload %}',
      End: true,
    },
  },
};

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

const resources: Resources = {
  Table: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Replicas: [{ Region: { Ref: 'AWS::Region' } }],
    },
  },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'desk' } },
  PipeRole: role('pipes.amazonaws.com', [
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'], {
      'Fn::GetAtt': ['Table', 'StreamArn'],
    }),
    allow('events:PutEvents', arnOf('Bus')),
  ]),
  Pipe: {
    Type: 'AWS::Pipes::Pipe',
    Properties: {
      RoleArn: arnOf('PipeRole'),
      Source: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      SourceParameters: {
        DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON' },
        FilterCriteria: {
          Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OPENED#"}]}}}}' }],
        },
      },
      Target: arnOf('Bus'),
      TargetParameters: {
        EventBridgeEventBusParameters: { Source: 'gongdan', DetailType: 'ticket.opened' },
        InputTemplate: '{"ticketId": <$.dynamodb.NewImage.ticketId.S>}',
      },
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: { 'detail-type': ['ticket.opened'] },
      State: 'ENABLED',
      Targets: [{ Arn: arnOf('Queue'), Id: 'Target0' }],
    },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            ...allow('sqs:SendMessage', arnOf('Queue')),
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Rule') } },
          },
        ],
      },
    },
  },
  StarterRole: role('lambda.amazonaws.com', [
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arnOf('Queue')),
    allow('states:StartExecution', { Ref: 'Machine' }),
  ]),
  Starter: lambda('a1', 'StarterRole', { Environment: { Variables: { MACHINE: { Ref: 'Machine' } } } }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('Queue'),
      FunctionName: { Ref: 'Starter' },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: 10,
    },
  },
  MarkerRole: role('lambda.amazonaws.com', [allow('dynamodb:PutItem', arnOf('Table'))]),
  Marker: lambda('b2', 'MarkerRole', { Environment: { Variables: { TABLE: { Ref: 'Table' } } } }),
  MachineRole: role('states.amazonaws.com', [
    allow('dynamodb:PutItem', arnOf('Table')),
    allow('lambda:InvokeFunction', arnOf('Marker')),
  ]),
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      RoleArn: arnOf('MachineRole'),
      DefinitionString: JSON.stringify(machine),
      DefinitionSubstitutions: {
        Partition: { Ref: 'AWS::Partition' },
        Table: { Ref: 'Table' },
        Marker: arnOf('Marker'),
      },
    },
  },
};
const assembly = writeAssembly({ Desk: { Resources: resources } }, { a1: STARTER, b2: MARKER });
const stepped = { clock: { kind: 'stepped' }, start: START } as const;

type Machine = Awaited<ReturnType<typeof start>>;

async function open({ runtime }: Machine, ticketId: string): Promise<void> {
  const Item = { pk: { S: `OPENED#${ticketId}` }, ticketId: { S: ticketId } };
  await runtime.call('DynamoDB_20120810', 'PutItem', { TableName: 'Table', Item });
  await runtime.settle();
}

async function read({ runtime }: Machine, pk: string): Promise<any> {
  return (await runtime.call('DynamoDB_20120810', 'GetItem', { TableName: 'Table', Key: { pk: { S: pk } } })).Item;
}

describe('the whole machine', () => {
  it('carries a change from the table over pipe, bus, queue and function into a workflow, and wakes it in time', async () => {
    await using desk = await start(assembly, stepped);
    await open(desk, 'tkt_1');
    await open(desk, 'tkt_2');
    const { token } = await read(desk, 'tkt_1#WAIT');
    expect(token.S.length).toBeGreaterThan(20);

    await desk.runtime.advance(10 * MINUTE);
    await desk.runtime.call('AWSStepFunctions', 'SendTaskSuccess', { taskToken: token.S, output: '{}' });
    await desk.runtime.settle();
    expect((await read(desk, 'tkt_1#woken')).minute).toEqual({ N: '10' });

    await desk.runtime.advance(20 * MINUTE - 1);
    expect(await read(desk, 'tkt_2#escalated')).toBeUndefined();
    await desk.runtime.advance(1);
    expect((await read(desk, 'tkt_2#escalated')).minute).toEqual({ N: '30' });
    expect(await read(desk, 'tkt_1#escalated')).toBeUndefined();

    const { executions } = await desk.runtime.call('AWSStepFunctions', 'ListExecutions', {
      stateMachineArn: desk.runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref,
    });
    expect(executions.map(({ name, status }: any) => [name, status]).sort()).toEqual([
      ['tkt_1', 'SUCCEEDED'],
      ['tkt_2', 'SUCCEEDED'],
    ]);
    expect(desk.said).toEqual([]);
    expect(desk.runtime.unusedGrants()).toEqual([]);
  });

  it('goes on after a restart, with the timers of before', async () => {
    const dataDir = tempFolder();
    const before = await start(assembly, { ...stepped, dataDir });
    await open(before, 'tkt_1');
    await before.runtime.advance(29 * MINUTE);
    await before.runtime.stop();

    await using after = await start(assembly, { ...stepped, dataDir });
    await after.runtime.settle();
    expect(await read(after, 'tkt_1#escalated')).toBeUndefined();
    await after.runtime.advance(MINUTE);
    expect((await read(after, 'tkt_1#escalated')).minute).toEqual({ N: '30' });
  });

  it('refuses what a role of the template does not allow, wherever it happens', async () => {
    const lacking = {
      ...resources,
      MachineRole: role('states.amazonaws.com', [allow('lambda:InvokeFunction', arnOf('Marker'))]),
    };
    await using desk = await start(
      writeAssembly({ Desk: { Resources: lacking } }, { a1: STARTER, b2: MARKER }),
      stepped,
    );
    await open(desk, 'tkt_1');
    expect(desk.said).toContainEqual(
      expect.stringContaining('access denied: Machine would need {"Effect":"Allow","Action":"dynamodb:PutItem"'),
    );
    const [{ executionArn }] = (
      await desk.runtime.call('AWSStepFunctions', 'ListExecutions', {
        stateMachineArn: desk.runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref,
      })
    ).executions;
    const { status, error } = await desk.runtime.call('AWSStepFunctions', 'DescribeExecution', { executionArn });
    expect([status, error]).toEqual(['FAILED', 'DynamoDb.AccessDeniedException']);
  });

  it('refuses a machine with a task that nothing can run', async () => {
    const definition = JSON.stringify(machine).replace(':::lambda:invoke', ':::sns:publish');
    const Machine = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { ...(resources.Machine?.Properties as object), DefinitionString: definition },
    };
    const folder = writeAssembly({ Desk: { Resources: { ...resources, Machine } } }, { a1: STARTER, b2: MARKER });
    await expect(start(folder, stepped)).rejects.toThrow(
      `Desk Machine (AWS::StepFunctions::StateMachine): the task resource arn:\${Partition}:states:::sns:publish is not supported by the local runtime`,
    );
  });
});
