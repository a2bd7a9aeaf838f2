/** Tables, messages and state machines, wired to each other as AWS has them. */
import type { Activity } from './activity.ts';
import type { Authorize, Count, Service } from './aws.ts';
import type { Meter } from './bill/meter.ts';
import { perTicket } from './bill/per-ticket.ts';
import type { Clock } from './clock.ts';
import { DynamoDb } from './dynamodb/service.ts';
import { Events } from './events/events.ts';
import type { Faults } from './faults/faults.ts';
import type { Foreground } from './foreground.ts';
import { definitionText, integrations, unknownResources } from './integrations.ts';
import type { Invoke } from './lambda/functions.ts';
import type { Part } from './part.ts';
import { OPERATOR } from './permission/permission.ts';
import type { ResourceKind, ResourceKinds } from './resources.ts';
import { S3, type S3Deps } from './s3/s3.ts';
import { scheduleKinds } from './schedules/kinds.ts';
import { Schedules } from './schedules/schedules.ts';
import { StateMachines } from './states/machines.ts';
import type { Store } from './store.ts';
import { Upkeep } from './upkeep.ts';

export interface EnginesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly meter: Meter;
  readonly say: (line: string) => void;
  readonly asset: (key: string) => string | undefined;
  readonly invoke: Invoke;
  readonly foreground: Foreground;
  readonly faults: Faults;
  readonly allows: S3Deps['allows'];
  /** Of the files that objects hold. */
  readonly objects: string;
}

export interface Engines {
  readonly parts: readonly Part[];
  readonly s3: S3;
  readonly schedules: Schedules;
  /** For services that tell what happened: on the default bus. */
  readonly publish: Events['publish'];
}

export function enginesOf(deps: EnginesDeps): Engines {
  const dynamodb = new DynamoDb(deps);
  const upkeep = new Upkeep({ ...deps, sweep: () => dynamodb.sweep() });
  const tables = upkeep.watching(perTicket(dynamodb.call, deps.meter));
  const invoke: Invoke = async (...call) => {
    await deps.foreground.calm();
    deps.faults.throttleInvocation(call[0]);
    return deps.invoke(...call);
  };
  const events = new Events({
    ...deps,
    // An event source mapping acts with the role of its function, but it is Lambda itself that runs the function then.
    invoke: (functionArn, payload, principal) =>
      invoke(functionArn, payload, functionArn.split(':')[6] === principal ? OPERATOR : principal),
    changes: (stream, after, limit) => {
      const found = dynamodb.changes(stream, after, limit);
      if (found.length > 0) deps.count('dynamodb.streamReads', 1, stream);
      return found;
    },
    onChange: (stream, listener) => dynamodb.onChange(stream, whenCalm(deps, listener)),
  });
  const s3 = new S3({ ...deps, folder: deps.objects, publish: (entry) => events.publish(entry) });
  const services: Record<string, Service> = {
    DynamoDB_20120810: tables,
    AmazonSQS: events.sqs,
    AWSEvents: events.events,
  };
  const definition = ({ Key }: { Key: string }): string => definitionText(deps.asset(Key), Key);
  const states = new StateMachines({
    ...deps,
    integrate: integrations(mayThrottle(services, deps.faults), invoke),
    readDefinition: definition,
  });
  services.AWSStepFunctions = states.call;
  const queues = new Set<string>();
  const schedules = new Schedules({ ...deps, invoke, sqs: events.sqs, hasQueue: (queue) => queues.has(queue) });
  const { 'AWS::SQS::Queue': queue, 'AWS::Events::Rule': rule } = events.kinds;
  const parts: Part[] = [
    {
      kinds: dynamodb.kinds,
      targets: { DynamoDB_20120810: tables },
      start: () => upkeep.start(),
      stop: () => upkeep.stop(),
    },
    {
      kinds: {
        // The permission check reads the policies of queues, the schedules take rules that follow one.
        ...without(events.kinds, 'AWS::SQS::QueuePolicy', 'AWS::Events::Rule'),
        'AWS::SQS::Queue': noted(queue as ResourceKind, queues),
      },
      targets: { AmazonSQS: events.sqs, AWSEvents: events.events },
      start: () => events.start(),
      stop: () => events.stop(),
    },
    {
      kinds: s3.kinds,
      start: () => s3.start(),
      stop: () => s3.stop(),
    },
    {
      kinds: mapped(states.kinds, (kind) => runnable(kind, definition)),
      targets: { AWSStepFunctions: states.call },
      start: () => states.start(),
    },
    {
      kinds: scheduleKinds(schedules, rule as ResourceKind),
      start: () => schedules.start(),
      stop: () => schedules.stop(),
    },
  ];
  return { parts, s3, schedules, publish: (...event) => events.publish(...event) };
}

/** For the calls of state machines: those of sandboxes meet their faults at the endpoint. */
const mayThrottle = (services: Readonly<Record<string, Service>>, faults: Faults): Readonly<Record<string, Service>> =>
  Object.fromEntries(
    ['DynamoDB_20120810', 'AmazonSQS', 'AWSEvents', 'AWSStepFunctions'].map((name): [string, Service] => [
      name,
      (action, body, principal) => {
        faults.throttle(name, action, body);
        return services[name]?.(action, body, principal);
      },
    ]),
  );

/** A machine with a task that nothing here can run is refused at the start, not when a ticket gets there. */
const runnable = (kind: ResourceKind, read: (location: { Key: string }) => string): ResourceKind => ({
  ...kind,
  declare(id, properties) {
    const text = properties.DefinitionString ?? read(properties.DefinitionS3Location);
    const [unknown] = unknownResources(text);
    if (unknown) throw new Error(`the task resource ${unknown} is not supported by the local runtime`);
    kind.declare(id, properties);
  },
});

const mapped = (kinds: ResourceKinds, change: (kind: ResourceKind) => ResourceKind): ResourceKinds =>
  Object.fromEntries(Object.entries(kinds).map(([type, kind]) => [type, change(kind)]));

const without = (kinds: ResourceKinds, ...types: string[]): ResourceKinds =>
  Object.fromEntries(Object.entries(kinds).filter(([name]) => !types.includes(name)));

/** Adds the ARN of every resource that is declared to `arns`. */
const noted = (kind: ResourceKind, arns: Set<string>): ResourceKind => ({
  ...kind,
  declare(id, properties) {
    kind.declare(id, properties);
    arns.add(kind.identify(id, () => undefined).attributes.Arn as string);
  },
});

/** Once for all changes of a burst: they are then read together. */
function whenCalm({ activity, foreground }: EnginesDeps, listener: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    void activity.during(async () => {
      await foreground.calm();
      pending = false;
      listener();
    });
  };
}
