/** Reads roles and their policies out of the templates, in words that a test can compare. */
import { type Json, type Resource, STACKS, type Templates } from './templates.ts';

/** `dynamodb:GetItem Tickets`, `dynamodb:Query Tickets/index/byCustomer`. */
export type Right = string;

// The star of a log group's ARN stands for its streams.
const NAMED = [
  /(Tickets|Directory|Policies|Insight|Search|Rates|Outbound|Notices|Customers)Table/,
  /FilesBucket.*?\/(incoming|kept|exports)\//,
  /(gongdan\/[\w-]+\/\*)/,
  /(SigningSecret|MailIdentity|MailReports|TicketWorkflowMachine|Bus)/,
  /(AdvanceTicket|ArchiveTicket|WatchDesk|ReconcileLoads|RetainData|Sweep|WakeWebhooks|WakeNotices)Function/,
  /(\w+?)(DeadLetters)?Queue/,
  /(\w+?)Log[0-9A-F]{8}/,
];

function wordFor(resource: Json): string {
  const text = JSON.stringify(resource).replaceAll(/ExportsOutput(Ref|FnGetAtt)/g, '');
  const index = /index\/(\w+)/.exec(text)?.[0];
  const stream = /StreamArn/.test(text) ? '/stream' : '';
  if (resource === '*') return '*';
  for (const pattern of NAMED) {
    const found = pattern.exec(text);
    if (found) return `${found[1]}${found[2] ?? ''}${index ? `/${index}` : ''}${stream}`;
  }
  throw new Error(`What is ${text}?`);
}

const list = (value: Json): Json[] => [value].flat();

/** Everything that policies in the templates let a role do; a Deny or NotAction would need another test. */
export function rightsOf(templates: Templates, roleId: string): Right[] {
  const documents: Json[] = [];
  for (const stack of STACKS) {
    const { Resources } = templates[stack];
    const role = Resources[roleId];
    if (!role) continue;
    documents.push(...(role.Properties.Policies ?? []).map((policy: Json) => policy.PolicyDocument));
    if (role.Properties.ManagedPolicyArns) throw new Error(`${roleId} has a managed policy`);
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type === 'AWS::IAM::Policy' && Properties.Roles.some((each: Json) => each.Ref === roleId)) {
        documents.push(Properties.PolicyDocument);
      }
    }
  }
  const rights = documents
    .flatMap(({ Statement }) => Statement)
    .flatMap(({ Effect, Action, Resource, Condition }) => {
      if (Effect !== 'Allow' || !Action || Condition) throw new Error(`${roleId} has an unusual statement`);
      return list(Action).flatMap((action) => list(Resource).map((resource) => `${action} ${wordFor(resource)}`));
    });
  return [...new Set(rights)].sort();
}

export const roleOf = ({ Properties }: Resource): string =>
  (Properties.Role ?? Properties.RoleArn ?? Properties.Target.RoleArn)['Fn::GetAtt'][0];

/** What the tasks of a definition need, from their resources and arguments: tokens are resolved by `substitutions`. */
export function rightsNeeded(definition: Json, substitutions: Json, self: string): Right[] {
  const word = (token: string): string => {
    const name = /^\$\{(\w+)\}$/.exec(token)?.[1];
    if (!name) throw new Error(`${token} is not a token`);
    return wordFor(substitutions[name]);
  };
  const needed: Right[] = [];
  for (const [name, { Type, Resource, Arguments }] of Object.entries<Json>(definition.States)) {
    if (Type !== 'Task') continue;
    const service = /:::([^.]+)/.exec(Resource)?.[1];
    if (service === 'lambda:invoke') needed.push(`lambda:InvokeFunction ${word(Arguments.FunctionName)}`);
    else if (service === 'aws-sdk:dynamodb:transactWriteItems') {
      for (const item of Arguments.TransactItems) {
        const [[kind, { TableName }]] = Object.entries<Json>(item) as [[string, Json]];
        needed.push(`dynamodb:${kind}Item ${word(TableName)}`);
      }
    } else if (service === 'aws-sdk:sfn:startExecution') needed.push(`states:StartExecution ${self}`);
    else throw new Error(`${name} calls ${Resource}, of which this test knows nothing`);
  }
  return [...new Set(needed)].sort();
}
