/** The words of notices, looked at before a policy is published: from its file, without a server. */
import { type Command, Option } from 'commander';
import type { PreviewAs, TemplateEntry } from '../../../contracts/template-preview.ts';
import type { Context } from '../context.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { table } from '../table.ts';
import type { Show } from '../terminal.ts';
import { LANGUAGES, type Language, say } from '../words.ts';

const DEFAULT_FILE = 'policies/desk.yaml';
const CHANNELS = ['mail', 'html', 'sms', 'robot', 'hook'] as const;

interface FileOptions {
  readonly file: string;
}
interface PreviewOptions extends FileOptions {
  readonly language?: Language;
  readonly channel: (typeof CHANNELS)[number];
  readonly robot: PreviewAs['robot'];
  readonly code?: string;
}

export const addTemplate = (program: Command, { print, read, show, desk }: Context): void => {
  const template = program.command('template').summary('通知模板 · the words of notices');
  const fromFile = (command: Command): Command =>
    command.option('--file <file>', '规则文件 · the policy file that they stand in', DEFAULT_FILE);

  fromFile(template.command('list'))
    .summary('模板列表 · all templates of a policy file, and who gets them by which channel')
    .action(async ({ file }: FileOptions) => {
      // All of zod and YAML: no other command waits for them.
      const { listTemplates, noticesIn } = await import('../../../contracts/template-preview.ts');
      print(listTemplates(ofPolicy(() => noticesIn(read(file), file))), listText);
    });

  fromFile(template.command('preview').argument('<name>', 'e.g. solved'))
    .addOption(new Option('--language <language>', '语言 · of the text (default: of the terminal)').choices(LANGUAGES))
    .addOption(new Option('--channel <channel>', '渠道 · what carries it').choices(CHANNELS).default('mail'))
    .addOption(
      new Option('--robot <kind>', '机器人 · of which chat').choices(['wecom', 'dingtalk', 'feishu']).default('wecom'),
    )
    .option('--code <code>', '用这张工单的内容 · with the code and the subject of this ticket (asks the API)')
    .summary('预览模板 · how a notice looks, filled with a sample')
    .action(async (name: string, { file, channel, robot, code, language = show().language }: PreviewOptions) => {
      const { listTemplates, noticesIn, previewTemplate } = await import('../../../contracts/template-preview.ts');
      const notices = ofPolicy(() => noticesIn(read(file), file));
      const ticket = code === undefined ? undefined : await desk().getTicket({ id: code });
      const as: PreviewAs = {
        ...{ language, robot, channel: channel === 'html' ? 'mail' : channel },
        ...(ticket && { facts: { code: ticket.code, subject: ticket.subject, priority: ticket.priority } }),
      };
      const preview = previewTemplate(notices, name, as);
      if (!('refused' in preview)) return print(preview, () => previewText(preview, channel === 'html'));
      const names = listTemplates(notices).map((each) => each.name);
      throw new Mistake(
        preview.refused === 'unknown'
          ? `There is no template ${name}; there are ${names.join(', ')}.`
          : `The template ${name} has no short text, so it cannot go by ${channel}.`,
        EXIT.refused,
      );
    });
};

/** What is wrong with the file is told with its lines. */
const ofPolicy = <T>(ask: () => T): T => {
  try {
    return ask();
  } catch (error) {
    if ((error as Error).name !== 'PolicyError') throw error;
    throw new Mistake((error as Error).message, EXIT.refused);
  }
};

const listText = (templates: readonly TemplateEntry[], { language, colour, width }: Show): string => {
  const columns = [
    { title: say(['模板', 'template'], language) },
    { title: say(['事情', 'when'], language) },
    { title: say(['给谁', 'to'], language) },
    { title: say(['渠道', 'by'], language) },
    { title: say(['标题', 'subject'], language) },
  ];
  const off = say(['不发', 'off'], language);
  const rows = templates.flatMap(({ name, subject, rows }) =>
    (rows.length > 0 ? rows : [{ when: '–', to: [], by: [] }]).map(({ when, to, by }) => [
      name,
      when,
      to.join(' '),
      by.join(' ') || (when === '–' ? '' : off),
      subject[language],
    ]),
  );
  return table(columns, rows, colour.bold, width);
};

type Preview = Exclude<
  ReturnType<typeof import('../../../contracts/template-preview.ts').previewTemplate>,
  { readonly refused: unknown }
>;

const previewText = (preview: Preview, asHtml: boolean): string => {
  switch (preview.channel) {
    case 'mail':
      return asHtml ? preview.html.trimEnd() : `${preview.subject}\n\n${preview.text.trimEnd()}`;
    case 'sms':
      return `${preview.text}\n(${[...preview.text].length})`;
    case 'robot':
      return `${preview.title}\n\n${preview.markdown}`;
    case 'hook':
      return JSON.stringify(preview.body, null, 2);
  }
};
