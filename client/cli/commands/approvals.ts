/** What waits for somebody's yes, and the answers to it. */
import type { Command } from 'commander';
import type { DeskClient } from '../../desk-client.ts';
import { eachItem } from '../../each-item.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { ticketsText } from '../tickets.ts';
import { firstOf, numberOf } from './reading.ts';
import { addVerbs, type Options, only, type Verb } from './verbs.ts';

const REQUEST: readonly [string, string] = ['--request <number>', 'as shown by show (default: the one that is open)'];

/** What is answered: as it was typed, else what waits for an answer now. */
const requestOf = async (desk: DeskClient, id: string, { request }: Options): Promise<number> => {
  if (request !== undefined) {
    if (!/^\d+$/.test(request)) throw new Mistake('--request is a number, as shown by show.');
    return Number(request);
  }
  const { approval, code } = await desk.getTicket({ id });
  if (!approval) throw new Mistake(`${code} does not wait for an approval.`);
  return approval.request;
};

const VERBS: readonly Verb[] = [
  {
    name: 'approve',
    summary: '批准 · agree that it is resolved so',
    arguments: [['[remarks]', 'for whoever asked']],
    options: [REQUEST],
    run: async (desk, id, [remarks], options, how) => {
      const request = await requestOf(desk, id, options);
      return desk.approveTicket({ id, body: { request, ...(remarks !== undefined && { remarks }) } }, how);
    },
  },
  {
    name: 'reject',
    summary: '驳回审批 · do not agree: back to who has it',
    options: [['--reason <text>', 'why; needed'], REQUEST],
    run: async (desk, id, _, options, how) => {
      const { reason } = options;
      if (reason === undefined) throw new Mistake('Say why: --reason <text>.');
      return desk.rejectApproval({ id, body: { request: await requestOf(desk, id, options), reason } }, how);
    },
  },
  {
    name: 'ask-back',
    summary: '审批前询问 · ask something before deciding',
    arguments: [['<text>', 'what']],
    options: [REQUEST],
    run: async (desk, id, [text = ''], options, how) =>
      desk.askBack({ id, body: { request: await requestOf(desk, id, options), text } }, how),
  },
  {
    name: 'answer-back',
    summary: '答复审批人 · answer what an approver asked',
    arguments: [['<text>', 'the answer']],
    run: (desk, id, [text = ''], _, how) => desk.answerBack({ id, body: { text } }, how),
  },
  {
    name: 'withdraw',
    summary: '撤回审批 · take back what was to be approved',
    options: [['--reason <text>', 'why']],
    run: (desk, id, _, options, how) => desk.withdrawTicket({ id, body: only(options, 'reason') }, how),
  },
];

export const addApprovals = (program: Command, context: Context): void => {
  const { desk, print } = context;
  program
    .command('approvals')
    .option('-n, --limit <number>', 'at most so many', '25')
    .option('--all', 'those that I may read, whomever they wait for')
    .summary('待我审批 · what waits for my approval')
    .action(async ({ all, limit }: { readonly all?: true; readonly limit: string }) => {
      const client = desk();
      const of = all ? 'all' : 'mine';
      const fetchPage = (page?: string) => client.listApprovals({ query: { limit: 100, of, ...(page && { page }) } });
      print(await firstOf(eachItem(fetchPage), numberOf({ limit })), ticketsText);
    });
  addVerbs(program, context, VERBS);
};
