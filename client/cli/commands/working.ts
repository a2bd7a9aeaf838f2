/** One verb of the desk a command; all of them take `--if-version` and `--idempotency-key`. */
import type { Command } from 'commander';
import type { z } from 'zod';
import type * as requests from '../../../contracts/requests.ts';
import type { Outcome } from '../../../contracts/views.ts';
import type { DeskClient } from '../../desk-client.ts';
import type { CommandOptions } from '../../route-types.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { outcomeText } from '../tickets.ts';

type Options = Readonly<Record<string, string | undefined>>;

interface Verb {
  readonly name: string;
  readonly summary: string;
  /** After the ticket, e.g. `<text>`. */
  readonly arguments?: readonly (readonly [form: string, description: string])[];
  readonly options?: readonly (readonly [form: string, description: string])[];
  readonly run: (
    desk: DeskClient,
    id: string,
    given: readonly (string | undefined)[],
    options: Options,
    how: CommandOptions,
  ) => Promise<Outcome>;
}

const REASON = ['--reason <text>', 'why'] as const;
const HOLDS = 'customer (default), thirdParty or subTickets';
const PRIORITY = 'P0, P1, P2, P3';
/** What a person typed for a word of the API, e.g. a hold's reason: the API checks it and says what is allowed. */
const asTyped = <T>(value: unknown): T => value as T;

const VERBS: readonly Verb[] = [
  {
    name: 'claim',
    summary: '领取 · take it from the queue',
    run: (desk, id, _, __, how) => desk.claimTicket({ id }, how),
  },
  {
    name: 'accept',
    summary: '开始处理 · begin with it',
    run: (desk, id, _, __, how) => desk.acceptTicket({ id }, how),
  },
  {
    name: 'reply',
    summary: '回复客户 · answer the customer',
    arguments: [['<text>', 'the answer']],
    run: (desk, id, [text = ''], _, how) => desk.replyToTicket({ id, body: { text } }, how),
  },
  {
    name: 'note',
    summary: '内部备注 · note for colleagues',
    arguments: [['<text>', 'the note']],
    run: (desk, id, [text = ''], _, how) => desk.noteOnTicket({ id, body: { text } }, how),
  },
  {
    name: 'hold',
    summary: '挂起 · wait for the customer, a third party or sub-tickets',
    arguments: [['[for]', HOLDS]],
    options: [['--for <whom>', HOLDS], REASON],
    run: (desk, id, [reason = 'customer'], options, how) =>
      desk.holdTicket({ id, body: { for: asTyped(options.for ?? reason), ...only(options, 'reason') } }, how),
  },
  {
    name: 'resume',
    summary: '继续处理 · go on with it',
    run: (desk, id, _, __, how) => desk.resumeTicket({ id }, how),
  },
  {
    name: 'transfer',
    summary: '转派 · hand it to another queue or agent',
    arguments: [
      ['<queue>', 'e.g. payments'],
      ['<reason>', 'why'],
    ],
    options: [['--agent <id>', 'to this agent of it']],
    run: (desk, id, [queue = '', reason = ''], options, how) =>
      desk.transferTicket(
        { id, body: { queue, reason, ...asTyped<{ agent?: `agt_${string}` }>(only(options, 'agent')) } },
        how,
      ),
  },
  {
    name: 'assign',
    summary: '指派 · give it to an agent (supervisor)',
    arguments: [['<agent>', 'e.g. agt_lin']],
    options: [REASON],
    run: (desk, id, [agent], options, how) =>
      desk.assignTicket({ id, body: { agent: asTyped(agent), ...only(options, 'reason') } }, how),
  },
  {
    name: 'requeue',
    summary: '退回队列 · give it back to a queue',
    arguments: [['[queue]', 'default: its own']],
    options: [REASON],
    run: (desk, id, [queue], options, how) =>
      desk.queueTicket({ id, body: { ...(queue !== undefined && { queue }), ...only(options, 'reason') } }, how),
  },
  {
    name: 'escalate',
    summary: '升级 · tell those above, or the experts for its nature',
    arguments: [['<reason>', 'why']],
    options: [['--nature <name>', 'as the ladder of the policy names it, e.g. technical']],
    run: (desk, id, [reason = ''], options, how) =>
      desk.escalateTicket({ id, body: { reason, ...only(options, 'nature') } }, how),
  },
  {
    name: 'acknowledge',
    summary: '确认升级 · I see to the escalation: it does not climb',
    arguments: [['[note]', 'for colleagues']],
    run: (desk, id, [note], _, how) => desk.acknowledgeTicket({ id, body: note === undefined ? {} : { note } }, how),
  },
  {
    name: 'finish-task',
    summary: '完成任务 · what an escalation asked for is done',
    arguments: [
      ['<task>', 'its number, as shown by show'],
      ['[note]', 'for colleagues'],
    ],
    run: (desk, id, [task = '', note], _, how) =>
      desk.finishTask({ id, body: { task: numberOf(task), ...(note !== undefined && { note }) } }, how),
  },
  {
    name: 'classify',
    summary: '改类型、优先级或客户等级 · change category, priority or tier',
    options: [
      ['--category <name>', 'e.g. refund'],
      ['--priority <priority>', PRIORITY],
      ['--tier <tier>', 'of the customer: standard, silver, gold or vip'],
    ],
    run: (desk, id, _, options, how) =>
      desk.classifyTicket(
        { id, body: asTyped<z.input<typeof requests.classify>>(only(options, 'category', 'priority', 'tier')) },
        how,
      ),
  },
  {
    name: 'resolve',
    summary: '解决 · it is solved; the review comes next',
    arguments: [
      ['<code>', 'e.g. refunded'],
      ['<text>', 'what was done'],
    ],
    run: (desk, id, [code = '', text = ''], _, how) => desk.resolveTicket({ id, body: { code, text } }, how),
  },
  {
    name: 'review',
    summary: '质检 · pass it, or send it back',
    arguments: [
      ['<verdict>', 'pass or rework'],
      ['[remarks]', 'needed for rework'],
    ],
    run: (desk, id, [verdict, remarks], _, how) =>
      desk.reviewTicket(
        { id, body: asTyped<z.input<typeof requests.review>>({ verdict, ...(remarks !== undefined && { remarks }) }) },
        how,
      ),
  },
  {
    name: 'reopen',
    summary: '重开 · open it again (supervisor)',
    arguments: [['<reason>', 'why']],
    run: (desk, id, [reason = ''], _, how) => desk.reopenTicket({ id, body: { reason } }, how),
  },
  {
    name: 'close',
    summary: '关闭 · close it before the customer confirms (supervisor)',
    run: (desk, id, _, __, how) => desk.closeTicket({ id }, how),
  },
];

const only = (options: Options, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name): [string, string][] => (options[name] === undefined ? [] : [[name, options[name]]])),
  );

const numberOf = (task: string): number => {
  const number = Number(task.replace(/^#/, ''));
  if (!Number.isInteger(number) || number < 1) throw new Mistake('A task is a number, as shown by show.');
  return number;
};

const howOf = ({ ifVersion, idempotencyKey }: Options): CommandOptions => {
  if (ifVersion !== undefined && !/^\d+$/.test(ifVersion))
    throw new Mistake('--if-version is a number, as shown by show.');
  return {
    ...(ifVersion !== undefined && { ifMatch: Number(ifVersion) }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
};

export const addWorking = (program: Command, { desk, print }: Context): void => {
  for (const verb of VERBS) {
    const command = program.command(verb.name).summary(verb.summary).argument('<ticket>', 'id or code');
    for (const [form, description] of verb.arguments ?? []) command.argument(form, description);
    for (const [form, description] of verb.options ?? []) command.option(form, description);
    command
      .option('--if-version <number>', 'only when the ticket still has this version')
      .option('--idempotency-key <key>', 'the same key again changes nothing')
      .action(async () => {
        const [id = '', ...given] = command.processedArgs as [string, ...(string | undefined)[]];
        const options = command.opts<Options>();
        print(await verb.run(desk(), id, given, options, howOf(options)), outcomeText);
      });
  }
};
