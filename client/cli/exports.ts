/** Tickets taken out as a file: asked for, waited for, saved. */
import { setTimeout as timer } from 'node:timers/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { ExportView } from '../../contracts/export-views.ts';
import { fetchFile } from '../attach-file.ts';
import type { DeskClient } from '../desk-client.ts';
import type { Context } from './context.ts';
import { exportsText, exportText } from './exports-text.ts';
import { Mistake } from './mistake.ts';
import { progressOf } from './progress.ts';
import type { World } from './terminal.ts';

type Wish = Parameters<DeskClient['startExport']>[0]['body'];
type Exported = Awaited<ReturnType<DeskClient['getExport']>>;

interface Options extends Pick<Wish, 'format' | 'from' | 'to' | 'queue' | 'category' | 'phase'> {
  readonly columns?: string;
  readonly output?: string;
}

const POLL_MS = 1000;

export const addExports = (program: Command, context: Context): void => {
  const { desk, print, show, world } = context;

  program
    .command('export')
    .requiredOption('--from <day>', 'first day on which they were opened, e.g. 2026-11-01')
    .requiredOption('--to <day>', 'last day, at most 92 with the first')
    .addOption(
      new Option('--format <format>', 'for spreadsheets, or for programs').choices(['csv', 'ndjson']).default('csv'),
    )
    .option('--queue <name>', 'only of this queue')
    .option('--category <name>', 'only of this category')
    .option('--phase <phase>', 'e.g. handling, closed')
    .option('--columns <names>', 'in this order, with commas: code,subject,phase,…')
    .option('-o, --output <file>', 'where to (default: printed)')
    .summary('导出工单 · save tickets to a file, masked; Ctrl-C cancels it (supervisor, operator, auditor)')
    .action(async ({ columns, output, ...wish }: Options) => {
      const client = desk();
      const body = {
        ...wish,
        language: show().language,
        ...(columns !== undefined && { columns: columns.split(',').map((name) => name.trim()) }),
      } as Wish;
      const { id } = await client.startExport({ body });
      const done = await finished(context, client, id);
      await save(context, client, done, output);
    });

  const exports = program
    .command('exports')
    .summary('我的导出 · my exports of the last seven days, and how they do')
    .action(async () => print((await desk().listExports()).items, exportsText));
  exports
    .command('fetch')
    .argument('<id>', 'exp_…')
    .option('-o, --output <file>', 'where to (default: printed)')
    .summary('下载导出 · save one that is done')
    .action(async (id: string, { output }: { readonly output?: string }) => {
      const client = desk();
      await save(context, client, await client.getExport({ export: id }), output);
    });
  exports
    .command('cancel')
    .argument('<id>', 'exp_…')
    .summary('取消导出 · stop one')
    .action(async (id: string) => print(await desk().cancelExport({ export: id }), exportText));

  const save = async (
    { world: { files, out } }: Context,
    client: DeskClient,
    job: Exported,
    output: string | undefined,
  ): Promise<void> => {
    if (job.state !== 'done')
      throw new Mistake(`The export is ${job.state}${job.because ? `: ${job.because}` : ''}.`, 1);
    const bytes = await fetchFile({ url: job.url ?? (await client.getExport({ export: job.id })).url ?? '' });
    // The line end that printing adds is there already.
    if (output === undefined)
      return out(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(/\r?\n$/, ''),
      );
    if (!files) throw new Mistake('There are no files here.');
    try {
      files.write(output, bytes, true);
    } catch {
      throw new Mistake(`${output} cannot be written.`);
    }
    print({ ...job, file: output }, ({ rows }) => `${output}  ${exportText({ ...job, rows }, show())}`);
  };

  /** Waits until it is over; Ctrl-C cancels it. */
  const finished = async ({ show: how }: Context, client: DeskClient, id: string): Promise<Exported> => {
    const signal = world.interrupted?.() ?? new AbortController().signal;
    const progress = progressOf(world, how());
    try {
      for (;;) {
        const job = await client.getExport({ export: id });
        progress.at(job.done, job.total, job.percent);
        if (isOver(job)) return job;
        await sleepOf(world)(POLL_MS, signal);
        if (signal.aborted) return await client.cancelExport({ export: id });
      }
    } finally {
      progress.end();
    }
  };
};

const isOver = ({ state }: Pick<ExportView, 'state'>): boolean => state !== 'queued' && state !== 'running';

const sleepOf = (world: World): NonNullable<World['sleep']> =>
  world.sleep ?? ((ms, signal) => timer(ms, undefined, { signal }).catch(() => {}));
