/** AWS Step Functions on one machine: declares state machines, runs their executions, answers the service's API. */
import type { Activity } from '../activity.ts';
import type { Authorize, Count, Principal, Service } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { ResourceKinds } from '../resources.ts';
import type { Store } from '../store.ts';
import { createService } from './api.ts';
import { machineArn } from './context.ts';
import { compileDefinition, type Definition } from './definition.ts';
import { Engine } from './engine.ts';
import { createCompiler } from './expressions.ts';
import { answered, begin, expired, repeatCall } from './letters.ts';
import type { Machine } from './machine.ts';
import { describeProblem } from './problem.ts';
import { type StateMachineProperties, stateMachineProperties, substitute } from './properties.ts';
import { Rows } from './rows.ts';
import { unsupported, validate } from './validate.ts';

export interface StateMachinesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly count: Count;
  readonly authorize: Authorize;
  /**
   * Runs the integration behind a Task. `resource` is the ARN without `.waitForTaskToken`; `principal` the logical id of the
   * state machine. Resolves to the output as the integration gives it (lambda:invoke: the whole envelope with Payload; a plain
   * Lambda ARN: the function's result), throws TaskFailure. May be called again with the same arguments after a crash.
   */
  readonly integrate: (call: { resource: string; arguments: unknown; principal: Principal }) => Promise<unknown>;
  /** Reads a definition that the template keeps as an asset. */
  readonly readDefinition?: (location: { Bucket: string; Key: string }) => string;
}

export class StateMachines {
  /** Declares `AWS::StepFunctions::StateMachine`; a definition that AWS or this runtime would not take throws, with the reason. */
  readonly kinds: ResourceKinds;
  /** StartExecution, DescribeExecution, ListExecutions, GetExecutionHistory, StopExecution, RedriveExecution, SendTask*, DescribeStateMachine, ListStateMachines. */
  readonly call: Service;
  readonly #deps: StateMachinesDeps;
  readonly #rows: Rows;
  readonly #engine: Engine;
  readonly #compile: ReturnType<typeof createCompiler>;
  readonly #machines = new Map<string, Machine>();
  readonly #definitions = new Map<number, Definition>();

  constructor(deps: StateMachinesDeps) {
    this.#deps = deps;
    this.#rows = new Rows(deps.store);
    this.#compile = createCompiler(deps.clock);
    this.#engine = new Engine({
      ...deps,
      rows: this.#rows,
      answered,
      expired,
      definition: (id) => this.#definition(id),
      roleOf: (machine) => this.#machines.get(machine)?.roleArn ?? '',
    });
    this.call = createService({ ...deps, rows: this.#rows, engine: this.#engine, machines: this.#machines });
    this.kinds = {
      'AWS::StepFunctions::StateMachine': {
        identify: (logicalId) => {
          const arn = machineArn(logicalId);
          return { ref: arn, attributes: { Arn: arn, Name: logicalId } };
        },
        schema: stateMachineProperties,
        declare: (logicalId, properties) => this.#declare(logicalId, properties),
      },
    };
  }

  /** Goes on with the stored executions. Call it once, when every resource has been declared. */
  start(): void {
    for (const { execution, frame } of this.#rows.unfinished()) {
      this.#engine.send(execution, (run) => (frame === null ? begin(run) : repeatCall(run, frame)));
    }
    this.#engine.start();
  }

  /** Touches the store no more, so that it can be closed. */
  stop(): void {
    this.#engine.stop();
  }

  #declare(name: string, properties: StateMachineProperties): void {
    const {
      DefinitionString: given,
      DefinitionS3Location: location,
      DefinitionSubstitutions: substitutions,
    } = properties;
    const source = given ?? (location && this.#deps.readDefinition?.(location));
    if (source === undefined) throw new Error(`${name}: a state machine needs DefinitionString`);
    let text: string;
    let document: any;
    try {
      text = substitute(source, substitutions);
      document = JSON.parse(text);
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
    let problems = validate(document, this.#compile);
    if (problems.length === 0) problems = unsupported(document);
    if (problems.length > 0) throw new Error(`${name}: ${problems.map(describeProblem).join('; ')}`);
    const definition = this.#rows.definitionId(text);
    const { timeoutSeconds } = this.#definition(definition);
    this.#machines.set(name, {
      name,
      definition,
      text,
      timeoutSeconds,
      roleArn: properties.RoleArn,
      created: this.#deps.clock.now(),
    });
  }

  /** Executions keep the definition that they began with, whatever is declared later. */
  #definition(id: number): Definition {
    let definition = this.#definitions.get(id);
    if (!definition) {
      definition = compileDefinition(JSON.parse(this.#rows.definitionText(id)), this.#compile);
      this.#definitions.set(id, definition);
    }
    return definition;
  }
}
