/** What the tasks of a state machine may call: functions, and the services of this runtime. */
import { readFileSync } from 'node:fs';
import { AwsError, type Principal, type Service } from './aws.ts';
import type { Invoke } from './lambda/functions.ts';
import { TaskFailure } from './states/failure.ts';
import { fromWire, misspelt, toWire } from './wire-case.ts';

interface TaskCall {
  /** The ARN without `.waitForTaskToken`. */
  readonly resource: string;
  readonly arguments: any;
  /** The state machine. */
  readonly principal: Principal;
}

export type Integrate = (call: TaskCall) => Promise<unknown>;

/** A service as ARNs of tasks name it. */
interface Integration {
  readonly target: string;
  /** In front of the exception's name, in the error that `Catch` matches. */
  readonly errors: string;
  /** Actions that may be called; undefined: all that the service has. */
  readonly actions?: readonly string[];
  /** What the optimised integrations do to their arguments. */
  readonly prepare?: (given: any) => unknown;
  /** The members of the service's own protocol begin with a small letter. */
  readonly smallLetters?: true;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  dynamodb: {
    target: 'DynamoDB_20120810',
    errors: 'DynamoDB',
    actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  },
  sqs: {
    target: 'AmazonSQS',
    errors: 'SQS',
    actions: ['sendMessage'],
    prepare: (given) => ({ ...given, MessageBody: asText(given.MessageBody) }),
  },
  events: {
    target: 'AWSEvents',
    errors: 'EventBridge',
    actions: ['putEvents'],
    prepare: ({ Entries, ...rest }) => ({
      ...rest,
      Entries: Entries.map((entry: { Detail: unknown }) => ({ ...entry, Detail: asText(entry.Detail) })),
    }),
  },
  'aws-sdk:dynamodb': { target: 'DynamoDB_20120810', errors: 'DynamoDb' },
  'aws-sdk:sqs': { target: 'AmazonSQS', errors: 'Sqs' },
  'aws-sdk:eventbridge': { target: 'AWSEvents', errors: 'EventBridge' },
  'aws-sdk:sfn': { target: 'AWSStepFunctions', errors: 'Sfn', smallLetters: true },
};

const LAMBDA_INVOKE = /^arn:[^:]+:states:[^:]*:[^:]*:lambda:invoke$/;
const SERVICE = /^arn:[^:]+:states:[^:]*:[^:]*:((?:aws-sdk:)?[a-z0-9]+):([A-Za-z0-9]+)$/;

/** Whether a task with this resource (with or without `.waitForTaskToken`) can run here. */
function canIntegrate(resource: string): boolean {
  const arn = resource.replace(/\.waitForTaskToken$/, '');
  return /^arn:[^:]+:lambda:/.test(arn) || LAMBDA_INVOKE.test(arn) || integrationOf(arn) !== undefined;
}

/** Throws TaskFailure with the error's name as AWS gives it to `Catch` and `Retry`. */
export function integrations(services: Readonly<Record<string, Service>>, invoke: Invoke): Integrate {
  return async ({ resource, arguments: given, principal }) => {
    if (LAMBDA_INVOKE.test(resource)) {
      const { FunctionName, Qualifier, Payload = {} } = given;
      const target = Qualifier === undefined ? FunctionName : `${FunctionName}:${Qualifier}`;
      return { ExecutedVersion: '$LATEST', Payload: await run(invoke, target, Payload, principal), StatusCode: 200 };
    }
    const found = integrationOf(resource);
    if (!found) return run(invoke, resource, given, principal);
    const { integration, action, fromSdk } = found;
    const service = services[integration.target] as Service;
    const wrong = integration.smallLetters && misspelt(given);
    if (wrong) throw new TaskFailure('States.Runtime', `The field '${wrong}' is not supported by Step Functions`);
    const body = integration.smallLetters ? toWire(given) : (integration.prepare?.(given) ?? given);
    try {
      const answer = await service(action, body, principal);
      return integration.smallLetters ? fromWire(answer) : answer;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const cause = `${error.message} (Service: ${integration.errors}, Status Code: ${error.status})`;
      throw new TaskFailure(`${integration.errors}.${fromSdk ? exceptionOf(error.code) : error.code}`, cause);
    }
  };
}

/** The SDK integrations name an error by the class of the Java SDK, which always ends so. */
const exceptionOf = (code: string): string => (code.endsWith('Exception') ? code : `${code}Exception`);

async function run(invoke: Invoke, target: string, payload: unknown, principal: Principal): Promise<unknown> {
  let answer: { payload: unknown; functionError?: string };
  try {
    answer = await invoke(target, payload, principal);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // A refused call has Lambda's general name; the rest keep their own.
    const code = error.code === 'AccessDeniedException' ? 'AWSLambdaException' : error.code;
    throw new TaskFailure(`Lambda.${code}`, error.message);
  }
  if (!answer.functionError) return answer.payload;
  const { errorType = 'Lambda.Unknown' } = (answer.payload ?? {}) as { errorType?: string };
  throw new TaskFailure(errorType, JSON.stringify(answer.payload));
}

function integrationOf(arn: string): { integration: Integration; action: string; fromSdk: boolean } | undefined {
  const [, name = '', action = ''] = SERVICE.exec(arn) ?? [];
  const integration = INTEGRATIONS[name];
  if (!integration || (integration.actions && !integration.actions.includes(action))) return undefined;
  return {
    integration,
    action: action.charAt(0).toUpperCase() + action.slice(1),
    fromSdk: name.startsWith('aws-sdk:'),
  };
}

/** The resources of tasks in a definition that cannot run here. */
export const unknownResources = (definition: string): string[] =>
  [...definition.matchAll(/"Resource"\s*:\s*"(arn:[^"]+)"/g)]
    .map(([, resource = '']) => resource)
    .filter((resource) => !canIntegrate(resource));

/** The text of a definition that is kept as an asset. Throws an Error when the assembly does not have it. */
export function definitionText(path: string | undefined, key: string): string {
  if (path === undefined) throw new Error(`the assembly has no asset ${key}`);
  return readFileSync(path, 'utf8');
}
