/** Webhooks: who is told of events, what came of it, and a receiver for trying them. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { startWebhookReceiver } from '../webhook-receiver.ts';
import { attemptsText, receivedText, replayText, secretText, webhooksText, webhookText } from '../webhooks.ts';

interface Interest {
  readonly event?: string[];
  readonly category?: string[];
  readonly queue?: string[];
  readonly description?: string;
}

const withInterest = (command: Command): Command =>
  command
    .option('--event <pattern...>', 'types of events, * for any characters (default: *)')
    .option('--category <name...>', 'only of these categories')
    .option('--queue <name...>', 'only of these queues')
    .option('--description <text>', 'whose it is, what for');

const wishOf = (url: string, { event, category, queue, description }: Interest) => ({
  url,
  ...(event && { events: event }),
  ...(category && { categories: category }),
  ...(queue && { queues: queue }),
  ...(description !== undefined && { description }),
});

export const addWebhooks = (program: Command, context: Context): void => {
  const { desk, print } = context;
  const webhooks = program
    .command('webhooks')
    .summary('事件推送 · webhooks: who is told of events, and what came of it (operator)');
  webhooks
    .command('list')
    .summary('全部推送 · all webhooks, and how their endpoints do')
    .action(async () => print((await desk().listWebhooks()).items, webhooksText));
  webhooks
    .command('show')
    .argument('<id>', 'whk_…')
    .summary('查看推送 · one webhook')
    .action(async (webhook: string) => print(await desk().getWebhook({ webhook }), webhookText));
  withInterest(webhooks.command('create').argument('<url>', 'https; where events are sent to'))
    .summary('新建推送 · send events to a URL; shows the secret, once')
    .action(async (url: string, interest: Interest) =>
      print(
        await desk().createWebhook({ body: wishOf(url, interest) }),
        ({ id, secret }, show) => `${id}\n${secretText(secret, show)}`,
      ),
    );
  for (const [verb, enabled, summary] of [
    ['enable', true, '启用推送 · go on where it stopped'],
    ['disable', false, '停用推送 · send nothing; events are kept for 30 days'],
  ] as const)
    webhooks
      .command(verb)
      .argument('<id>', 'whk_…')
      .summary(summary)
      .action(async (webhook: string) => {
        const { url, description, events, categories, queues } = await desk().getWebhook({ webhook });
        const body = { url, description, events, categories, queues, enabled };
        print(await desk().putWebhook({ webhook, body }), webhookText);
      });
  webhooks
    .command('remove')
    .argument('<id>', 'whk_…')
    .summary('删除推送 · send nothing to it any more')
    .action(async (webhook: string) => print(await desk().removeWebhook({ webhook }), () => webhook));
  webhooks
    .command('rotate-secret')
    .argument('<id>', 'whk_…')
    .summary('更换密钥 · a new secret; the old one signs beside it for a day')
    .action(async (webhook: string) =>
      print(await desk().rotateSecret({ webhook }), ({ secret }, show) => secretText(secret, show)),
    );
  webhooks
    .command('ping')
    .argument('<id>', 'whk_…')
    .summary('测试推送 · send an event of the type webhook.ping')
    .action(async (webhook: string) => print(await desk().pingWebhook({ webhook }), replayText));
  webhooks
    .command('log')
    .argument('<id>', 'whk_…')
    .option('-n, --limit <count>', 'how many attempts', '25')
    .summary('投递记录 · attempts of the last 7 days, the last one first')
    .action(async (webhook: string, { limit }: { readonly limit: string }) =>
      print((await desk().listDeliveries({ webhook, query: { limit: Number(limit) } })).items, attemptsText),
    );
  webhooks
    .command('replay')
    .argument('<id>', 'whk_…')
    .option('--event <id>', 'one event again, e.g. tkt_….7')
    .option('--failed-since <time>', 'what was given up since then, and all that waits')
    .option('--since <time>', 'all events since then')
    .summary('重新投递 · deliver again; receivers know by the id what they have had')
    .action(async (webhook: string, asked: { event?: string; failedSince?: string; since?: string }) => {
      const { event, failedSince, since } = asked;
      const body = {
        ...(event !== undefined && { event }),
        ...(failedSince !== undefined && { failedSince: instantOf(failedSince) }),
        ...(since !== undefined && { since: instantOf(since) }),
      };
      print(await desk().replayDeliveries({ webhook, body }), replayText);
    });
  withInterest(webhooks.command('listen'))
    .option('--port <port>', 'on 127.0.0.1; 0 takes any free one', '0')
    .option('--secret <secret>', 'of a webhook that leads here; without it one is created, and removed at the end')
    .summary('本机接收 · receive webhooks on this machine, check and print them, until Ctrl-C')
    .action(async ({ port, secret, ...interest }: Interest & { readonly port: string; readonly secret?: string }) =>
      listen(context, Number(port), secret, interest),
    );
};

/** A date, or a date and time, as people write them. */
const instantOf = (text: string): string => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Mistake(`${text} is no time: say it like 2026-11-22T08:00+08:00.`);
  return new Date(ms).toISOString();
};

const listen = async ({ desk, world, show }: Context, port: number, secret: string | undefined, interest: Interest) => {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Mistake('A port is a number from 0 to 65535.');
  const { language, json } = show();
  const receiver = await startWebhookReceiver(port, secret, (received) =>
    world.out(json ? JSON.stringify(received) : receivedText(received, language)),
  );
  try {
    const created =
      secret === undefined ? await desk().createWebhook({ body: wishOf(receiver.url, interest) }) : undefined;
    if (created) receiver.secret = created.secret;
    world.err(`${receiver.url}${created ? ` ${created.id}` : ''}`);
    try {
      await ended(world.interrupted?.());
    } finally {
      if (created) await desk().removeWebhook({ webhook: created.id });
    }
  } finally {
    await receiver.stop();
  }
};

const ended = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
