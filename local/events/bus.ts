import { type Authorize, AwsError, arn, type Count, type Principal } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Store } from '../store.ts';
import type { RuleProperties, Target } from './bus-properties.ts';
import { type Entry, type Envelope, envelope } from './envelope.ts';
import type { FunctionDeliveries } from './function-deliveries.ts';
import { compilePath } from './path.ts';
import { compile } from './pattern.ts';
import type { Message, Queues } from './queues.ts';

export const busArn = (name: string): string => arn('events', `event-bus/${name}`);
export const ruleArn = (logicalId: string): string => arn('events', `rule/${logicalId}`);

interface Rule {
  readonly id: Principal;
  readonly bus: string;
  readonly matches: (event: unknown) => boolean;
  readonly targets: readonly { readonly target: Target; readonly input: (event: Envelope, text: string) => string }[];
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly queues: Queues;
  readonly functions: FunctionDeliveries;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly faults: Faults;
  /** Prints one line. */
  readonly say: (line: string) => void;
}

const DEFAULT_BUS = 'default';
const BILLED_CHUNK_BYTES = 65_536;

/** Event buses with their rules. An event is in the queues of all rules that match, or in none, when `publish` returns. */
export class Bus {
  /** Logical id by every name that a template may use for the bus. */
  readonly #names = new Map<string, string>([[DEFAULT_BUS, DEFAULT_BUS]]);
  readonly #rules = new Map<string, Rule>();
  #byBus: Map<string, Rule[]> | undefined;
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  declareBus(logicalId: string, name: string): void {
    this.#names.set(logicalId, logicalId).set(name, logicalId);
  }

  /** Throws an Error when the pattern or a path is not valid. */
  declareRule(id: string, properties: RuleProperties): void {
    const matches = compile(JSON.stringify(properties.EventPattern));
    const targets = properties.Targets.map((target) => ({ target, input: inputOf(target) }));
    if (properties.State === 'ENABLED') this.#rules.set(id, { id, bus: properties.EventBusName, matches, targets });
    else this.#rules.delete(id);
    this.#byBus = undefined;
  }

  /** Throws an Error that names the rule whose bus or queue no template declares. */
  start(): void {
    for (const { id, bus, targets } of this.#rules.values()) {
      this.required(`The rule ${id}`, bus);
      for (const { target } of targets) {
        for (const queue of [target.Arn, target.DeadLetterConfig?.Arn]) {
          if (queue && isQueue(queue)) this.#deps.queues.required(`The rule ${id}`, queue);
        }
      }
    }
  }

  /** `owner` names the resource that refers to the bus; throws an Error with it. */
  required(owner: string, reference: string): void {
    if (this.#names.has(nameOf(reference))) return;
    throw new Error(`${owner} uses the event bus ${reference}, which no template declares.`);
  }

  /** The logical id of a bus by name or ARN. Throws ResourceNotFoundException: events to nowhere would be lost silently. */
  find(reference: string = DEFAULT_BUS): string {
    const bus = this.#names.get(nameOf(reference));
    if (bus) return bus;
    throw new AwsError('ResourceNotFoundException', `Event bus ${reference} does not exist.`);
  }

  /** Matches one event and hands it to the targets, all or nothing, `after` seconds. Answers its id; throws AwsError when it is malformed. */
  publish(bus: string, entry: Entry, after = 0): string {
    const { store, clock, count, faults } = this.#deps;
    const event = envelope(entry, clock.now());
    const text = JSON.stringify(event);
    store.atomically(() => {
      for (const rule of this.#rulesOf(bus)) {
        if (!rule.matches(event)) continue;
        for (const { target, input } of rule.targets)
          for (const late of faults.copies(`rule ${rule.id}`))
            this.#deliver(rule.id, target, input(event, text), after + late);
      }
    });
    count('events.published', Math.ceil(text.length / BILLED_CHUNK_BYTES), bus);
    return event.id;
  }

  #rulesOf(bus: string): readonly Rule[] {
    if (!this.#byBus) {
      const byBus = new Map<string, Rule[]>();
      for (const rule of this.#rules.values()) {
        const id = this.find(rule.bus);
        byBus.set(id, [...(byBus.get(id) ?? []), rule]);
      }
      this.#byBus = byBus;
    }
    return this.#byBus.get(bus) ?? [];
  }

  /** `late`: seconds. */
  #deliver(rule: Principal, target: Target, body: string, late: number): void {
    if (!isQueue(target.Arn)) {
      this.#deps.functions.add(rule, target.Id, body, late);
      return;
    }
    try {
      this.#send(rule, target.Arn, { body, ...(late > 0 && { delay: late }) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.deadLetter(rule, target, body, { code: error.code, message: error.message, attempts: 0 });
    }
  }

  #send(rule: Principal, queueArn: string, message: Message): void {
    const queue = this.#deps.queues.find(queueArn);
    this.#deps.authorize(rule, 'sqs:SendMessage', queue.arn, { 'aws:SourceArn': ruleArn(rule) });
    this.#deps.queues.send(queue, message, rule);
    this.#deps.count('sqs.requests', 1, queue.name);
  }

  /** Gives up on a delivery: to the target's dead-letter queue, else (as on AWS) the event is gone, and this is printed. */
  deadLetter(
    rule: Principal,
    target: Target,
    body: string,
    failure: { code: string; message: string; attempts: number; condition?: string },
  ): void {
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const deadLetters = target.DeadLetterConfig?.Arn;
    try {
      if (!deadLetters) throw new AwsError('NoDeadLetterQueue', 'it has no dead-letter queue');
      const attributes = {
        RULE_ARN: text(ruleArn(rule)),
        TARGET_ARN: text(target.Arn),
        ERROR_CODE: text(failure.code),
        ERROR_MESSAGE: text(failure.message),
        RETRY_ATTEMPTS: text(String(failure.attempts)),
        ...(failure.condition && { EXHAUSTED_RETRY_CONDITION: text(failure.condition) }),
      };
      this.#send(rule, deadLetters, { body, attributes });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { id } = JSON.parse(body) as { id?: string };
      this.#deps.say(
        `The rule ${rule} dropped the event ${id ?? ''} for ${target.Arn} (${failure.code}: ${failure.message}): ${error.message}.`,
      );
    }
  }

  /** The target of a rule, unless it is gone from the templates. */
  target(rule: Principal, targetId: string): Target | undefined {
    return this.#rules.get(rule)?.targets.find(({ target }) => target.Id === targetId)?.target;
  }
}

const isQueue = (target: string): boolean => target.split(':')[2] === 'sqs';
const nameOf = (reference: string): string => reference.split('/').at(-1)!;

function inputOf(target: Target): (event: Envelope, text: string) => string {
  const { Input, InputPath } = target;
  if (Input !== undefined) return () => Input;
  if (InputPath === undefined) return (_event, text) => text;
  const read = compilePath(InputPath);
  return (event) => JSON.stringify(read(event) ?? {});
}
