/** What a channel does for its customers: signed requests. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type OpenTicketRequest, openTicket } from '../../../contracts/requests.ts';
import type { PublicState, Receipt } from '../../../contracts/views.ts';
import type { ChannelClient } from '../../channel-client.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { clip, list } from '../table.ts';
import { localTime, type Show } from '../terminal.ts';
import { outcomeText } from '../tickets.ts';
import { COLUMNS, PHASES, say } from '../words.ts';

interface ChannelOptions {
  readonly channel: string;
  readonly key?: string;
}

interface CreateOptions extends ChannelOptions {
  readonly uniqueId?: string;
  readonly subject?: string;
  readonly customer: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly tier?: string;
  readonly region?: string;
  readonly order?: readonly string[];
  readonly category?: string;
  readonly impact?: string;
  readonly tag?: readonly string[];
}

const signed = (command: Command): Command =>
  command
    .option('-c, --channel <name>', 'the channel that signs', 'shop')
    .option('--key <key>', 'its key (default: GONGDAN_CHANNEL_KEY, or the one of the runtime on this machine)');

export const addChannel = (program: Command, context: Context): void => {
  const { print } = context;
  signed(program.command('create'))
    .argument('<text>', 'what the customer wrote')
    .option('-s, --subject <text>', 'default: the beginning of the text')
    .option('--customer <id>', 'id of the customer', 'cus_demo')
    .option('--name <name>')
    .option('--phone <number>')
    .option('--email <address>')
    .option('--tier <tier>', 'standard, silver, gold, vip')
    .option('--region <region>', 'where the customer lives, e.g. 华东')
    .option('-o, --order <number...>', 'order numbers')
    .option('--category <name>', 'when it is known; else it is found in the text')
    .option('--impact <impact>', 'one, several, many')
    .option('--tag <tag...>')
    .option('--unique-id <id>', 'the same id is the same ticket (default: a new one)')
    .summary('新建工单 · open a ticket')
    .action(async (text: string, options: CreateOptions) => {
      const request = checked(text, options);
      const channel = await context.channel(options.channel, options.key);
      print(await channel.createTicket({ body: request }), receiptText);
    });

  const write = (
    name: string,
    summary: string,
    argument: string,
    send: (channel: ChannelClient, id: string, text: string | undefined) => ReturnType<ChannelClient['addMessage']>,
  ): void => {
    const command = signed(program.command(name)).argument('<ticket>', 'id or code').summary(summary);
    if (argument) command.argument(argument);
    command.action(async (id: string, ...rest: unknown[]) => {
      const [text, options] = (argument ? rest : [undefined, ...rest]) as [string | undefined, ChannelOptions];
      print(await send(await context.channel(options.channel, options.key), id, text), outcomeText);
    });
  };
  write('message', '客户来信 · a further message of the customer', '<text>', (channel, id, text = '') =>
    channel.addMessage({ id, body: { text } }),
  );
  write('urge', '客户催办 · the customer urges', '[text]', (channel, id, text) =>
    channel.urgeTicket({ id, body: text === undefined ? {} : { text } }),
  );
  write('dispute', '客户要求重开 · the customer is not satisfied: reopen', '<reason>', (channel, id, reason = '') =>
    channel.reopenAsCustomer({ id, body: { reason } }),
  );
  write('confirm', '客户确认解决 · the customer is satisfied: close', '', (channel, id) =>
    channel.confirmTicket({ id }),
  );

  signed(program.command('state'))
    .argument('<ticket>', 'id or code')
    .summary('客户可见的进度 · what the customer may know')
    .action(async (id: string, options: ChannelOptions) => {
      const channel = await context.channel(options.channel, options.key);
      print(await channel.getPublicState({ id }), stateText);
    });
};

/** Checks before anything is sent, so that every mistake of the command line is told at once. */
const checked = (text: string, options: CreateOptions): OpenTicketRequest => {
  const { name, phone, email, tier, region } = options;
  const request = {
    uniqueId: options.uniqueId ?? randomUUID(),
    subject: options.subject ?? clip(text, 60),
    description: text,
    customer: { id: options.customer, name, phone, email, tier, region },
    orders: options.order ?? [],
    category: options.category,
    impact: options.impact,
    tags: options.tag ?? [],
  };
  const result = openTicket.safeParse(request);
  if (result.success) return result.data;
  throw new Mistake(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
};

const receiptText = (receipt: Receipt, show: Show): string => {
  const title = (name: keyof typeof COLUMNS) => say(COLUMNS[name], show.language);
  return list(
    [
      [title('code'), `${show.colour.bold(receipt.code)}  ${receipt.id}`],
      [title('phase'), say(PHASES[receipt.phase], show.language)],
      [title('firstResponse'), localTime(receipt.firstResponseDueAt, show, true)],
      [title('resolution'), localTime(receipt.resolutionDueAt, show, true)],
      [say(['进度链接', 'tracking'], show.language), receipt.trackingUrl],
      ...(receipt.notice === undefined ? [] : [[say(['公告', 'notice'], show.language), receipt.notice] as const]),
    ],
    show.colour.dim,
  );
};

const stateText = (state: PublicState, show: Show): string => {
  const heading = `${show.colour.bold(state.code)}  ${say(PHASES[state.phase], show.language)}  ${state.subject}`;
  const replies = state.replies.map(
    ({ time, from, text }) =>
      `${show.colour.dim(localTime(time, show, true))}  ${say(from === 'desk' ? ['客服', 'desk'] : ['客户', 'customer'], show.language)}: ${text}`,
  );
  const notice = state.notice === undefined ? [] : [`${say(['公告', 'notice'], show.language)}: ${state.notice}`];
  return [heading, ...notice, ...replies].join('\n');
};
