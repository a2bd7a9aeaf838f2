/** The event plumbing of the embedded runtime: bus, rules, pipes, queues, event source mappings. */
import type { Activity } from '../activity.ts';
import { type Authorize, arn, type Count, type Service } from '../aws.ts';
import type { Clock } from '../clock.ts';
import { type Faults, faultsOf } from '../faults/faults.ts';
import type { Identity, ResourceKind, ResourceKinds } from '../resources.ts';
import type { Store } from '../store.ts';
import { Bus, busArn, ruleArn } from './bus.ts';
import { busProperties, type RuleProperties, ruleProperties } from './bus-properties.ts';
import type { Entry } from './envelope.ts';
import { eventsService } from './events-api.ts';
import { FunctionDeliveries } from './function-deliveries.ts';
import type { Invoke } from './invoke.ts';
import { LongPolls } from './long-polls.ts';
import { Mapping } from './mapping.ts';
import { type MappingProperties, mappingProperties } from './mapping-properties.ts';
import { Pipe, type PipeDeps } from './pipe.ts';
import { type PipeProperties, pipeProperties } from './pipe-properties.ts';
import { createPositions } from './pipe-rows.ts';
import { Pump } from './pump.ts';
import { type QueueProperties, queuePolicyProperties, queueProperties } from './queue-properties.ts';
import { Queues, queueArn, queueUrl } from './queues.ts';
import { sqsService } from './sqs-api.ts';

export interface EventsDeps extends Pick<PipeDeps, 'changes' | 'onChange'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly count: Count;
  readonly authorize: Authorize;
  readonly invoke: Invoke;
  /** Prints one line. */
  readonly say: (line: string) => void;
  /** Default: none. */
  readonly faults?: Faults;
}

export class Events {
  readonly kinds: ResourceKinds;
  /** SendMessage(Batch), ReceiveMessage, DeleteMessage(Batch), ChangeMessageVisibility(Batch), GetQueueAttributes, GetQueueUrl, ListQueues, PurgeQueue. */
  readonly sqs: Service;
  /** PutEvents. */
  readonly events: Service;
  readonly #pump: Pump;
  readonly #queues: Queues;
  readonly #polls: LongPolls;
  readonly #bus: Bus;
  readonly #functions: FunctionDeliveries;
  readonly #pipes = new Map<string, Pipe>();
  readonly #mappings = new Map<string, Mapping>();

  constructor(deps: EventsDeps) {
    const { store, clock, activity, authorize, count, say } = deps;
    const faults = deps.faults ?? faultsOf();
    const pump = new Pump(activity);
    const queues = new Queues({ store, clock, pump });
    const functions = new FunctionDeliveries({
      ...deps,
      pump,
      target: (rule, targetId) => this.#bus.target(rule, targetId),
      giveUp: (...failure) => this.#bus.deadLetter(...failure),
    });
    createPositions(store);
    this.#pump = pump;
    this.#queues = queues;
    this.#functions = functions;
    this.#polls = new LongPolls(queues, clock);
    this.#bus = new Bus({ store, clock, queues, functions, authorize, count, faults, say });
    this.sqs = sqsService({ queues, polls: this.#polls, authorize, count });
    this.events = eventsService(this.#bus, authorize);
    const bus = this.#bus;
    this.kinds = {
      'AWS::SQS::Queue': {
        identify: (id) => named(queueUrl(id), { Arn: queueArn(id), QueueName: id, QueueUrl: queueUrl(id) }),
        schema: queueProperties,
        declare: (id, properties) => queues.declare(id, properties),
      } satisfies ResourceKind<QueueProperties>,
      'AWS::SQS::QueuePolicy': {
        identify: (id) => named(id, { Id: id }),
        schema: queuePolicyProperties,
        declare: () => {}, // a statement about who may send: the permission check reads it from the template
      },
      'AWS::Events::EventBus': {
        identify: (id) => named(id, { Arn: busArn(id), Name: id }),
        schema: busProperties,
        declare: (id, { Name }) => bus.declareBus(id, Name),
      },
      'AWS::Events::Rule': {
        identify: (id) => named(id, { Arn: ruleArn(id) }),
        schema: ruleProperties,
        declare: (id, properties) => bus.declareRule(id, properties),
      } satisfies ResourceKind<RuleProperties>,
      'AWS::Pipes::Pipe': {
        identify: (id) => named(id, { Arn: pipeArn(id) }),
        schema: pipeProperties,
        declare: (id, properties) => {
          this.#pipes.set(id, new Pipe(id, pipeArn(id), properties, { ...deps, faults, pump, queues, bus }));
        },
      } satisfies ResourceKind<PipeProperties>,
      'AWS::Lambda::EventSourceMapping': {
        identify: (id) => named(id, { Id: id, EventSourceMappingArn: arn('lambda', `event-source-mapping:${id}`) }),
        schema: mappingProperties,
        declare: (id, properties) => {
          this.#mappings.set(id, new Mapping(id, properties, { ...deps, faults, pump, queues }));
        },
      } satisfies ResourceKind<MappingProperties>,
    };
  }

  /** For services of AWS that tell what happened: on the default bus, whose targets get it `late` seconds later. */
  publish(entry: Entry, late = 0): void {
    this.#bus.publish(this.#bus.find(), entry, late);
  }

  /** After all resources are declared: resumes from the store. Throws an Error that names a reference to nothing. */
  start(): void {
    this.#pump.start();
    this.#bus.start();
    for (const mapping of this.#mappings.values()) mapping.start();
    for (const pipe of this.#pipes.values()) pipe.start();
    this.#queues.start();
    this.#functions.wake();
  }

  /** Nothing touches the store after this; answers of functions that are still running are ignored. */
  stop(): void {
    this.#polls.stop();
    for (const worker of [...this.#pipes.values(), ...this.#mappings.values()]) worker.stop();
    this.#functions.stop();
    this.#queues.stop();
    this.#pump.stop();
  }
}

const pipeArn = (id: string): string => arn('pipes', `pipe/${id}`);
const named = (ref: string, attributes: Identity['attributes']): Identity => ({ ref, attributes });
