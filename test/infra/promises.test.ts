import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS, METRICS_NAMESPACE } from '../../contracts/metrics.ts';
import { APPROVER_PAGES } from '../../contracts/routes/approver-pages.ts';
import { PAGES } from '../../contracts/routes/pages.ts';
import { type Route, routeKey, SCOPES } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { ENVIRONMENT_NAMES, ENVIRONMENTS } from '../../lib/environments.ts';
import { onlyOne, refersTo, resourcesOf, STACKS, templatesOf } from './templates.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);
const served: readonly Route[] = Object.values({ ...ROUTES, ...PAGES, ...APPROVER_PAGES });
const STAR = /^(logs:\w+)$/;
/** Seconds, where nobody waits for the answer. */
const TIMEOUTS: Readonly<Record<string, number>> = {
  'check-upload': 30,
  'watch-desk': 50,
  sweep: 50,
  notify: 30,
  'wake-notices': 50,
  deliver: 50,
  'work-export': 120,
  'index-ticket': 60,
  'token-scopes': 5,
  'reconcile-loads': 300,
  privacy: 29,
  'dead-letters': 20,
  'retain-data': 600,
};

const DESKS = [...ENVIRONMENT_NAMES.map((name) => [name, 'stepfunctions'] as const), ['prod', 'sweeper'] as const];

describe.each(DESKS)('the templates of %s, with the clockwork %s', (name, clockwork) => {
  const templates = templatesOf(name, clockwork);
  const { keepsData, logDays, throttle } = ENVIRONMENTS[name];
  const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm');
  const queues = resourcesOf(templates, 'AWS::SQS::Queue');
  const tables = resourcesOf(templates, 'AWS::DynamoDB::GlobalTable');

  it('name no partition', () => {
    for (const stack of STACKS) expect(JSON.stringify(templates[stack])).not.toContain('arn:aws:');
  });

  it('give nothing a physical name', () => {
    const named = [
      'TableName',
      'FunctionName',
      'QueueName',
      'RoleName',
      'TopicName',
      'LogGroupName',
      'StateMachineName',
    ];
    const found = STACKS.flatMap((stack) => Object.entries(templates[stack].Resources)).filter(
      ([, { Type, Properties = {} }]) =>
        !/^AWS::Lambda::(Permission|EventSourceMapping|EventInvokeConfig)$/.test(Type) &&
        named.some((property) => property in Properties),
    );
    expect(found.map(([id]) => id)).toEqual([]);
  });

  it('give every queue a dead-letter queue, unless it is one, and an alarm', () => {
    const deadLetters = new Set<string>();
    for (const [, { Properties }] of queues) {
      if (Properties.RedrivePolicy) deadLetters.add(Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]);
    }
    const pipe = onlyOne(templates, 'AWS::Pipes::Pipe');
    const ofThePipe = pipe.Properties.SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn;
    deadLetters.add(ofThePipe['Fn::GetAtt'][0]);
    for (const [, { Properties }] of resourcesOf(templates, 'AWS::Scheduler::Schedule'))
      deadLetters.add(Properties.Target.DeadLetterConfig.Arn['Fn::GetAtt'][0]);
    for (const [id, { Properties }] of queues) {
      expect(Properties.RedrivePolicy !== undefined || deadLetters.has(id), id).toBe(true);
      expect(
        alarms.some(([, alarm]) => refersTo(alarm.Properties, id)),
        `${id} has an alarm`,
      ).toBe(true);
    }
  });

  it('have a dead-letter queue for every target of a rule', () => {
    for (const [id, { Properties }] of resourcesOf(templates, 'AWS::Events::Rule')) {
      for (const { DeadLetterConfig } of Properties.Targets) expect(DeadLetterConfig?.Arn, id).toBeDefined();
    }
  });

  it('run schedules by the clock, once each turn, with an alarm for their silence', () => {
    const schedules = resourcesOf(templates, 'AWS::Scheduler::Schedule');
    const turns = schedules.map(([, { Properties }]) => Properties.ScheduleExpression);
    const minutely = clockwork === 'sweeper' ? 3 : 2;
    const others = ['cron(0/15 * * * ? *)', 'cron(0/5 * * * ? *)', 'cron(30 * * * ? *)'];
    expect(turns.sort()).toEqual([...Array(minutely).fill('cron(* * * * ? *)'), ...others].sort());
    for (const [id, { Properties }] of schedules) {
      expect(Properties.FlexibleTimeWindow, id).toEqual({ Mode: 'OFF' });
      expect(Properties.Target.RetryPolicy.MaximumRetryAttempts, id).toBe(5);
      const invoked = Properties.Target.Arn['Fn::GetAtt'][0];
      const silence = alarms.filter(
        ([, alarm]) => alarm.Properties.TreatMissingData === 'breaching' && refersTo(alarm.Properties, invoked),
      );
      expect(silence, id).toHaveLength(1);
      const [, config] = resourcesOf(templates, 'AWS::Lambda::EventInvokeConfig').find(([, each]) =>
        refersTo(each.Properties, invoked),
      )!;
      expect(config.Properties.MaximumRetryAttempts, id).toBe(0);
    }
  });

  it('watch the numbers that functions tell of themselves', () => {
    const watched = alarms
      .filter(([, { Properties }]) => Properties.Namespace === METRICS_NAMESPACE)
      .map(([, { Properties }]) => Properties.MetricName);
    // How often colours change, and how much is erased, is for the eye.
    const { colourChanges: _, ticketsErased: __, secondsBehind, ...alarming } = METRICS;
    const ofTheSweeper = clockwork === 'sweeper' ? [secondsBehind] : [];
    expect(watched.sort()).toEqual([...Object.values(alarming), ...ofTheSweeper].sort());
  });

  it('name a heading of the runbook in every alarm, and tell the topic', () => {
    for (const [id, { Properties }] of alarms) {
      const anchor = /docs\/runbook\.md#(\S+)$/.exec(Properties.AlarmDescription)?.[1];
      expect(anchors, id).toContain(anchor);
      expect(Properties.AlarmActions, id).toHaveLength(1);
    }
  });

  it('set timeout, memory and a log that is not kept for ever, for every function', () => {
    const functions = resourcesOf(templates, 'AWS::Lambda::Function');
    const logs = new Map(resourcesOf(templates, 'AWS::Logs::LogGroup'));
    for (const [id, { Properties }] of functions) {
      expect(Properties, id).toMatchObject({
        Timeout: TIMEOUTS[Properties.Description] ?? 10,
        MemorySize: 1024,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
      });
      expect(logs.has(Properties.LoggingConfig.LogGroup.Ref), id).toBe(true);
    }
    for (const [id, { Properties }] of logs) expect(Properties.RetentionInDays, id).toBe(logDays);
  });

  it('hide a message for six times as long as its consumer may take, and report single failures', () => {
    const functions = new Map(resourcesOf(templates, 'AWS::Lambda::Function'));
    const byId = new Map(queues);
    for (const [id, { Properties }] of resourcesOf(templates, 'AWS::Lambda::EventSourceMapping')) {
      const queue = byId.get(Properties.EventSourceArn['Fn::GetAtt'][0])!;
      const consumer = functions.get(Properties.FunctionName.Ref)!;
      expect(queue.Properties.VisibilityTimeout, id).toBeGreaterThanOrEqual(6 * consumer.Properties.Timeout);
      expect(Properties.FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures']);
      expect(Properties.ScalingConfig.MaximumConcurrency, id).toBeGreaterThanOrEqual(2);
    }
  });

  it('keep data as the environment says', () => {
    for (const [id, { Properties, DeletionPolicy }] of tables) {
      const [replica] = Properties.Replicas;
      expect(DeletionPolicy, id).toBe(keepsData ? 'Retain' : 'Delete');
      expect(replica.DeletionProtectionEnabled, id).toBe(keepsData);
      const { PointInTimeRecoveryEnabled } = replica.PointInTimeRecoverySpecification;
      expect(PointInTimeRecoveryEnabled, id).toBe(name !== 'local');
      expect(Properties.TimeToLiveSpecification, id).toEqual({ AttributeName: 'expiresAt', Enabled: true });
      expect(Properties.BillingMode, id).toBe('PAY_PER_REQUEST');
    }
  });

  it('have tables, secret and sender in the data stack alone, and no function there', () => {
    const types = (stack: (typeof STACKS)[number]) => Object.values(templates[stack].Resources).map(({ Type }) => Type);
    const stateful = /DynamoDB|SecretsManager|SES/;
    for (const stack of STACKS.filter((each) => each !== 'data')) {
      expect(types(stack).filter((type) => stateful.test(type))).toEqual([]);
    }
    expect(types('data').filter((type) => /Lambda|SQS|StepFunctions/.test(type))).toEqual([]);
  });

  it('serve exactly the routes of the contract, with their scopes and limits', () => {
    const declared = new Map(
      resourcesOf(templates, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [Properties.RouteKey, Properties]),
    );
    const stage = onlyOne(templates, 'AWS::ApiGatewayV2::Stage');
    expect([...declared.keys()].sort()).toEqual(served.map(routeKey).sort());
    for (const route of served) {
      const { AuthorizationType, AuthorizationScopes } = declared.get(routeKey(route));
      expect(AuthorizationType).toBe(route.auth === 'token' ? 'JWT' : 'NONE');
      const scopes = route.scopes?.map((scope) => SCOPES[scope]);
      expect(AuthorizationScopes).toEqual(scopes);
      const { rate, burst } = throttle[route.function];
      expect(stage.Properties.RouteSettings[routeKey(route)]).toEqual({
        ThrottlingRateLimit: rate,
        ThrottlingBurstLimit: burst,
      });
    }
  });

  it('log of a request what names nobody', () => {
    const stage = onlyOne(templates, 'AWS::ApiGatewayV2::Stage');
    const { Format } = stage.Properties.AccessLogSettings;
    expect(Object.values(JSON.parse(Format))).toEqual([
      '$context.requestTimeEpoch',
      '$context.requestId',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.responseLength',
    ]);
  });

  it('keep what passes through a workflow out of its log; with the sweeper there is none', () => {
    const machines = resourcesOf(templates, 'AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(clockwork === 'stepfunctions' ? 1 : 0);
    for (const [, { Properties }] of machines)
      expect(Properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  });

  it('allow everything to nobody: a star stands only where AWS takes nothing else', () => {
    for (const [id, { Properties }] of resourcesOf(templates, 'AWS::IAM::Policy')) {
      for (const { Action, Resource } of Properties.PolicyDocument.Statement) {
        for (const action of [Action].flat()) expect(action, id).not.toContain('*');
        if ([Resource].flat().includes('*')) for (const action of [Action].flat()) expect(action, id).toMatch(STAR);
      }
    }
  });
});
