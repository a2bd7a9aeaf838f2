/** Files of a ticket on the command line. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { AttachmentView } from '../../contracts/file-views.ts';
import { attachFile, fetchFile } from '../attach-file.ts';
import type { DeskClient } from '../desk-client.ts';
import type { Context } from './context.ts';
import { ENDINGS, typeOfName } from './file-types.ts';
import { Mistake } from './mistake.ts';
import { table } from './table.ts';
import type { Files, Show } from './terminal.ts';
import { type Phrase, say } from './words.ts';

const STATES: Readonly<Record<AttachmentView['state'], Phrase>> = {
  awaited: ['等待上传或检查', 'awaited'],
  clean: ['可下载', 'clean'],
  refused: ['已拒收', 'refused'],
};

export const addAttachments = (program: Command, { desk, print, world }: Context): void => {
  const files = (): Files => {
    if (!world.files) throw new Mistake('There are no files here.');
    return world.files;
  };

  program
    .command('attach')
    .argument('<ticket>', 'id or code')
    .argument('<file>', `up to 20 MB: ${ENDINGS.join(', ')}`)
    .option('--type <mime>', 'of the content (default: by the end of the name)')
    .option('--shown', 'the customer may see it')
    .summary('添加附件 · attach a file')
    .action(async (ticket: string, path: string, { type, shown }: { type?: string; shown?: true }) => {
      const name = basename(path);
      const mime = type ?? typeOfName(name);
      if (mime === undefined) throw new Mistake(`What ${name} is cannot be told by its name: say it with --type.`);
      const bytes = read(files(), path);
      const attachment = await attachFile(desk(), ticket, { name, type: mime, bytes, ...(shown && { shown }) });
      print([attachment], attachmentsText);
    });

  program
    .command('attachments')
    .argument('<ticket>', 'id or code')
    .summary('附件列表 · the files of a ticket')
    .action(async (id: string) => print((await desk().listAttachments({ id })).items, attachmentsText));

  program
    .command('download')
    .argument('<ticket>', 'id or code')
    .argument('<attachment>', 'its id, or its number as shown by attachments')
    .option('-o, --output <file>', 'where to (default: under its own name, here)')
    .summary('下载附件 · save a file of a ticket')
    .action(async (ticket: string, which: string, { output }: { output?: string }) => {
      const client = desk();
      const found = await client.readAttachment({ id: ticket, attachment: await idOf(client, ticket, which) });
      const path = output ?? basename(found.name);
      const bytes = await fetchFile(found);
      write(files(), path, bytes, output !== undefined);
      print({ id: found.id, file: path, size: bytes.length }, ({ file, size }) => `${file}  ${sizeText(size)}`);
    });
};

/** People count from 1. */
const idOf = async (client: DeskClient, ticket: string, which: string): Promise<string> => {
  if (!/^#?\d{1,2}$/.test(which)) return which;
  const found = (await client.listAttachments({ id: ticket })).items[Number(which.replace('#', '')) - 1];
  if (!found) throw new Mistake(`The ticket has no attachment ${which}: gongdan attachments ${ticket} lists them.`);
  return found.id;
};

const read = (files: Files, path: string): Uint8Array<ArrayBuffer> => {
  try {
    return files.read(path);
  } catch {
    throw new Mistake(`${path} cannot be read.`);
  }
};

const write = (files: Files, path: string, bytes: Uint8Array, overwrites: boolean): void => {
  try {
    files.write(path, bytes, overwrites);
  } catch (error) {
    const exists = (error as { code?: string }).code === 'EEXIST';
    throw new Mistake(exists ? `${path} is there already: say where to with -o.` : `${path} cannot be written.`);
  }
};

const attachmentsText = (attachments: readonly AttachmentView[], { language, colour }: Show): string => {
  if (attachments.length === 0) return say(['没有附件。', 'No attachments.'], language);
  const heads: readonly Phrase[] = [
    ['名称', 'name'],
    ['状态', 'state'],
    ['客户可见', 'customer sees it'],
    ['上传人', 'by'],
    ['编号', 'id'],
  ];
  const columns = [
    { title: '#', align: 'right' as const },
    ...heads.map((phrase) => ({ title: say(phrase, language) })),
    { title: say(['大小', 'size'], language), align: 'right' as const },
  ];
  const rows = attachments.map(({ id, name, size, state, shown, by }, at) => [
    String(at + 1),
    name,
    say(STATES[state], language),
    shown ? say(['是', 'yes'], language) : say(['否', 'no'], language),
    by,
    id,
    sizeText(size),
  ]);
  return table(columns, rows, colour.bold);
};

const KIB = 1024;
const sizeText = (bytes: number): string => {
  if (bytes < KIB) return `${bytes} B`;
  return bytes < KIB * KIB ? `${(bytes / KIB).toFixed(1)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
};
