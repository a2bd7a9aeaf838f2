/** What brings a ticket to its end, one verb a command. */
import type { Command } from 'commander';
import type { z } from 'zod';
import type * as requests from '../../../contracts/requests.ts';
import { COLLABORATION } from '../collaboration.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { addVerbs, asTyped, listedAs, only, type Verb } from './verbs.ts';

const ATTACH = ['--attach <ids>', 'files of the ticket (att_…), with commas between'] as const;
const REASON = ['--reason <text>', 'why'] as const;
const HOLDS = 'customer (default), thirdParty or subTickets';
const PRIORITY = 'P0, P1, P2, P3';
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
    options: [ATTACH],
    run: (desk, id, [text = ''], { attach }, how) =>
      desk.replyToTicket({ id, body: { text, ...listedAs<`att_${string}`>('attachments', attach) } }, how),
    told: ({ alsoWriting = [] }, language) =>
      alsoWriting.length === 0
        ? undefined
        : language === 'zh'
          ? `同时还有人在写回复：${alsoWriting.join('、')}`
          : `Others were writing, too: ${alsoWriting.join(', ')}`,
  },
  {
    name: 'note',
    summary: '内部备注 · note for colleagues',
    arguments: [['<text>', 'the note']],
    options: [['--mention <agents>', 'who is asked to look at it, with commas between'], ATTACH],
    run: (desk, id, [text = ''], { mention, attach }, how) =>
      desk.noteOnTicket(
        {
          id,
          body: {
            text,
            ...listedAs<`agt_${string}`>('mentions', mention),
            ...listedAs<`att_${string}`>('attachments', attach),
          },
        },
        how,
      ),
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
    summary: '转派 · hand it to another queue, team or agent',
    arguments: [
      ['<queue>', 'e.g. payments'],
      ['<reason>', 'why'],
    ],
    options: [
      ['--agent <id>', 'to this agent of it'],
      ['--team <name>', 'to this team of it alone'],
      ['--note <text>', 'for whoever gets it'],
    ],
    run: (desk, id, [queue = '', reason = ''], options, how) =>
      desk.transferTicket(
        {
          id,
          body: { queue, reason, ...asTyped<{ agent?: `agt_${string}` }>(only(options, 'agent', 'team', 'note')) },
        },
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

const numberOf = (task: string): number => {
  const number = Number(task.replace(/^#/, ''));
  if (!Number.isInteger(number) || number < 1) throw new Mistake('A task is a number, as shown by show.');
  return number;
};

export const addWorking = (program: Command, context: Context): void =>
  addVerbs(program, context, [...VERBS, ...COLLABORATION]);
