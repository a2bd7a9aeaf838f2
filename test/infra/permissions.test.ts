import { describe, expect, it } from 'vitest';
import {
  CLOCKWORKS,
  type Clockwork,
  FUNCTIONS,
  type FunctionName,
  functionsWith,
} from '../../contracts/environment.ts';
import { GRANTS } from '../../lib/grants.ts';
import { rightsNeeded, rightsOf, roleOf } from './permissions.ts';
import { onlyOne, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('prod');
const QUEUES: Partial<Record<FunctionName, readonly string[]>> = {
  'drive-workflow': ['Workflow'],
  'look-at-ticket': ['Due', 'Moved'],
  analytics: ['Insight'],
  notify: ['Notices'],
  'pull-work': ['Routing'],
  'tell-related': ['Related'],
  'follow-answer': ['Answers'],
  'check-upload': ['Uploads'],
  'forget-files': ['LetGo'],
  feed: ['Feed'],
  deliver: ['Deliveries'],
  'delivery-status': ['MailFates'],
  'work-export': ['Slices'],
  'index-ticket': ['Index'],
};
const TABLES = {
  ticket: 'Tickets',
  directory: 'Directory',
  policy: 'Policies',
  insight: 'Insight',
  search: 'Search',
  rate: 'Rates',
  outbound: 'Outbound',
  notice: 'Notices',
  customer: 'Customers',
} as const;

/** The row of a function in words, written down independently of how the stacks make statements of it. */
function rowOf(name: FunctionName, clockwork: Clockwork): string[] {
  const row = GRANTS[name];
  const rights = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((table) =>
    (row[table] ?? []).map((action) => `dynamodb:${action} ${TABLES[table]}`),
  );
  rights.push(...(row.indexes ?? []).map((index) => `dynamodb:Query Tickets/index/${index}`));
  if (clockwork === 'sweeper') {
    rights.push(...(row.sweeper ?? []).map((action) => `dynamodb:${action} Tickets`));
    rights.push(...(row.dueQueue ?? []).map((action) => `sqs:${action} Due`));
  } else rights.push(...(row.workflow ?? []).map((action) => `states:${action} TicketWorkflowMachine`));
  rights.push(...(row.wakeQueue ?? []).map((action) => `sqs:${action} Deliveries`));
  rights.push(...(row.noticeQueue ?? []).map((action) => `sqs:${action} Notices`));
  rights.push(...(row.exportQueue ?? []).map((action) => `sqs:${action} Slices`));
  if (row.letters) rights.push(...lettersOf(clockwork));
  for (const [place, actions] of Object.entries(row.files ?? {}))
    rights.push(...(actions ?? []).map((action) => `s3:${action} ${place}`));
  if (row.secret) rights.push('secretsmanager:GetSecretValue SigningSecret');
  if (row.providers) rights.push('secretsmanager:GetSecretValue gongdan/prod/*', 'ssm:GetParameter gongdan/prod/*');
  if (row.mail) rights.push('ses:SendEmail MailIdentity', 'ses:SendEmail MailReports');
  for (const queue of QUEUES[name] ?? []) {
    for (const action of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'])
      rights.push(`sqs:${action} ${queue}`);
  }
  return rights.sort();
}

/** All dead letters are looked at; those that came from a queue are taken out, and that queue is filled again. */
function lettersOf(clockwork: Clockwork): string[] {
  const queues = resourcesOf(templatesOf('prod', clockwork), 'AWS::SQS::Queue');
  const returning = JSON.stringify(queues.map(([, { Properties }]) => Properties.RedrivePolicy));
  return queues.flatMap(([id, { Properties }]) => {
    const actions = Properties.RedrivePolicy
      ? ['GetQueueUrl', 'SendMessage']
      : ['GetQueueUrl', 'GetQueueAttributes', 'ReceiveMessage', ...(returning.includes(id) ? ['DeleteMessage'] : [])];
    return actions.map((action) => `sqs:${action} ${id.replace(/Queue[0-9A-F]{8}$/, '')}`);
  });
}

describe.each(CLOCKWORKS)('the role of a function, with the clockwork %s', (clockwork) => {
  const templates = templatesOf('prod', clockwork);
  const functions = new Map(
    resourcesOf(templates, 'AWS::Lambda::Function').map(([id, resource]) => [
      resource.Properties.Description,
      { id, resource },
    ]),
  );

  it('is its own', () => {
    const roles = [...functions.values()].map(({ resource }) => roleOf(resource));
    expect(new Set(roles).size).toBe(functions.size);
    expect([...functions.keys()].sort()).toEqual(functionsWith(clockwork).sort());
  });

  it.each(functionsWith(clockwork))('%s may do its row and write its own log, and nothing else', (name) => {
    const { id, resource } = functions.get(name)!;
    const rights = rightsOf(templates, roleOf(resource));
    const own = id.replace(/Function[0-9A-F]{8}$/, '');
    const logs = [`logs:CreateLogStream ${own}`, `logs:PutLogEvents ${own}`];
    expect(rights).toEqual([...rowOf(name, clockwork), ...logs].sort());
  });

  it('lets nobody delete, scan, or read a secret that it does not need', () => {
    const all = [...functions.values()].flatMap(({ resource }) => rightsOf(templates, roleOf(resource)));
    // An agent who changes the team leaves the old one; what waited for a webhook is gone once it is delivered, and so are webhooks;
    // a text that is packed leaves the fresh ones.
    const deletes = [
      'dynamodb:DeleteItem Directory',
      'dynamodb:DeleteItem Insight', // a second look that is done waits for nobody
      ...Array(2).fill('dynamodb:DeleteItem Outbound'),
      'dynamodb:DeleteItem Search',
      'dynamodb:DeleteItem Tickets', // what was to be erased and is
    ];
    // Who carries messages, and with which keys, is not known here: they are all below one name.
    const providers = ['secretsmanager:GetSecretValue gongdan/prod/*', 'ssm:GetParameter gongdan/prod/*'];
    const wide = all.filter((right) => /Delete(Item|Table)|Scan|\*/.test(right)).sort();
    expect(wide).toEqual([...deletes, ...providers]);
    const readers = functionsWith(clockwork).filter((name) =>
      rightsOf(templates, roleOf(functions.get(name)!.resource))
        .join()
        .includes('secretsmanager'),
    );
    expect(readers.sort()).toEqual([
      ...['approver', 'channel', 'customer', 'deliver', 'desk-commands', 'desk-queries', 'intake', 'notify'],
      ...['privacy', 'receipts', 'search', 'webhooks'],
    ]);
  });

  it('lets the one who counts loads write nothing', () => {
    const rights = rightsOf(templates, roleOf(functions.get('reconcile-loads')!.resource));
    expect(rights.filter((right) => /^dynamodb:(Put|Update|Delete)/.test(right))).toEqual([]);
  });

  it('tells the clockwork to everybody who puts heads of tickets: one without its due time would never be looked at', () => {
    // The workflow's own tasks are not there with the sweeper.
    const others = ['advance-ticket', 'archive-ticket'];
    const putting = functionsWith(clockwork).filter((name) => GRANTS[name].ticket?.includes('PutItem'));
    const untold = putting.filter((name) => !(FUNCTIONS[name].variables as readonly string[]).includes('CLOCKWORK'));
    expect(untold.filter((name) => !others.includes(name))).toEqual([]);
    expect(putting.length).toBeGreaterThan(5);
  });

  it('has exactly the variables that the function reads', () => {
    for (const name of functionsWith(clockwork)) {
      const { variables } = FUNCTIONS[name];
      const { Environment } = functions.get(name)!.resource.Properties;
      expect(Object.keys(Environment.Variables).sort()).toEqual([...variables].sort());
    }
  });
});

describe('the role of the workflow', () => {
  const machine = onlyOne(templates, 'AWS::StepFunctions::StateMachine');
  const { DefinitionString, DefinitionSubstitutions } = machine.Properties;
  const needed = rightsNeeded(JSON.parse(DefinitionString), DefinitionSubstitutions, 'TicketWorkflowMachine');
  const granted = rightsOf(templates, roleOf(machine)).filter((right) => !right.startsWith('logs:'));
  const lacking = (rights: readonly string[]): string[] => needed.filter((right) => !rights.includes(right));

  it('allows every task of its definition, and nothing more', () => {
    expect(lacking(granted)).toEqual([]);
    expect(granted).toEqual(needed);
  });

  it.each(needed)('would lack %s if that grant were taken away', (right) => {
    expect(lacking(granted.filter((each) => each !== right))).toEqual([right]);
  });

  it('refuses a task that the check knows nothing of', () => {
    const definition = { States: { Call: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish' } } };
    expect(() => rightsNeeded(definition, {}, 'x')).toThrow('Call calls arn:aws:states:::sns:publish');
  });
});

describe('the role of the pipe', () => {
  it('reads the stream, puts events, leaves dead letters', () => {
    expect(rightsOf(templates, roleOf(onlyOne(templates, 'AWS::Pipes::Pipe')))).toEqual([
      'dynamodb:DescribeStream Tickets/stream',
      'dynamodb:GetRecords Tickets/stream',
      'dynamodb:GetShardIterator Tickets/stream',
      'dynamodb:ListStreams Tickets/stream',
      'events:PutEvents Bus',
      'sqs:SendMessage TicketEventsDeadLetters',
    ]);
  });
});

describe('the role of a schedule', () => {
  it('invokes its function, leaves dead letters', () => {
    const rights = resourcesOf(templates, 'AWS::Scheduler::Schedule').map(([, schedule]) =>
      rightsOf(templates, roleOf(schedule)),
    );
    expect(rights).toEqual([
      ['lambda:InvokeFunction WakeWebhooks', 'sqs:SendMessage WakesDeadLetters'],
      ['lambda:InvokeFunction WakeNotices', 'sqs:SendMessage DueNoticesDeadLetters'],
      ['lambda:InvokeFunction WatchDesk', 'sqs:SendMessage DeadLetters'],
      ['lambda:InvokeFunction ReconcileLoads', 'sqs:SendMessage DeadLetters'],
      ['lambda:InvokeFunction RetainData', 'sqs:SendMessage DeadLetters'],
    ]);
  });

  it.each(['lambda', 'pipes', 'scheduler', 'states'])(
    'of %s and all others is assumed by its service alone',
    (service) => {
      const roles = resourcesOf(templates, 'AWS::IAM::Role').map(
        ([, { Properties }]) => Properties.AssumeRolePolicyDocument,
      );
      const own = roles.filter((document) => JSON.stringify(document).includes(`${service}.amazonaws.com`));
      expect(own.length).toBeGreaterThan(0);
      for (const { Statement } of own) expect(Statement).toHaveLength(1);
      // Those that AWS itself calls for others, too: only for this account.
      if (service === 'pipes' || service === 'scheduler')
        for (const { Statement } of own)
          expect(Statement[0].Condition.StringEquals).toHaveProperty(['aws:SourceAccount']);
    },
  );
});
