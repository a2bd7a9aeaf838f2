/** Forms, checklists and resolution codes on the command line. */
import type { Command } from 'commander';
import type { z } from 'zod';
import type { checklistView, FormView, resolutionCodeView } from '../../contracts/desk-views.ts';
import { addVerbs, assigned, listedAs, only, type Verb } from './commands/verbs.ts';
import type { Context } from './context.ts';
import { table } from './table.ts';
import type { Show } from './terminal.ts';
import { COLUMNS, type Phrase, say } from './words.ts';

const VERBS: readonly Verb[] = [
  {
    name: 'fill',
    summary: '填写表单 · fill in fields of its form',
    arguments: [['<values...>', 'field=value, e.g. refund-amount=99.5; field= empties it']],
    run: (desk, id, values, _, how) =>
      desk.setFields({ id, body: { fields: assigned(values.filter((each) => each !== undefined)) } }, how),
  },
  {
    name: 'step',
    summary: '完成步骤 · a step of the checklist is done',
    arguments: [
      ['<step>', 'as checklist and show name it'],
      ['[note]', 'what came of it'],
    ],
    options: [
      ['--knowledge <article>', 'of the knowledge base that was followed'],
      ['--evidence <ids>', 'attachments (att_…), with commas between'],
    ],
    run: (desk, id, [step = '', note], options, how) =>
      desk.takeStep(
        {
          id,
          body: {
            step,
            ...(note !== undefined && { note }),
            ...only(options, 'knowledge'),
            ...listedAs<`att_${string}`>('evidence', options.evidence),
          },
        },
        how,
      ),
  },
];

export const addFields = (program: Command, context: Context): void => {
  const { desk, print } = context;
  addVerbs(program, context, VERBS);

  program
    .command('forms')
    .argument('[category]', 'e.g. refund; none: all of them')
    .summary('表单 · what a category asks for')
    .action(async (category: string | undefined) => {
      if (category === undefined) print((await desk().listForms()).items, summariesText);
      else print(await desk().getForm({ category }), formText);
    });

  program
    .command('checklist')
    .argument('<category>', 'e.g. refund')
    .summary('检查清单 · what is done before a ticket is resolved')
    .action(async (category: string) => print(await desk().getChecklist({ category }), checklistText));

  program
    .command('codes')
    .argument('[category]', 'those alone that are for it')
    .summary('解决代码 · with which codes tickets are resolved')
    .action(async (category: string | undefined) =>
      print((await desk().listResolutionCodes({ query: category === undefined ? {} : { category } })).items, codesText),
    );
};

const REQUIRED: Readonly<Record<FormView['fields'][number]['required'], Phrase>> = {
  never: ['选填', 'optional'],
  atCreation: ['必填', 'required'],
  atResolution: ['解决前必填', 'before it is resolved'],
};

const titled = ({ zh, en }: { readonly zh: string; readonly en: string }, { language }: Show): string =>
  language === 'zh' ? zh : en;
const columns = (show: Show, ...names: readonly (keyof typeof COLUMNS)[]) =>
  names.map((name) => ({ title: say(COLUMNS[name], show.language) }));

const summariesText = (forms: readonly { category: string; title: FormView['title']; fields: number }[], show: Show) =>
  table(
    columns(show, 'category', 'name', 'fields'),
    forms.map(({ category, title, fields }) => [category, titled(title, show), String(fields)]),
    show.colour.bold,
    show.width,
  );

const formText = ({ fields }: FormView, show: Show): string =>
  table(
    columns(show, 'field', 'name', 'type', 'needed', 'options'),
    fields.map(({ name, title, type, required, when, options = [], currency }) => [
      name,
      titled(title, show),
      currency === undefined ? type : `${type} ${currency}`,
      `${say(REQUIRED[required], show.language)}${when ? ` (${String(when.field)})` : ''}`,
      options.map((option) => option.name).join(', '),
    ]),
    show.colour.bold,
    show.width,
  );

const checklistText = ({ steps }: z.infer<typeof checklistView>, show: Show): string =>
  table(
    columns(show, 'step', 'name', 'needed', 'evidence'),
    steps.map(({ name, title, required, evidence }) => [
      name,
      titled(title, show),
      say(required === true ? ['必做', 'always'] : required ? ['视情况', 'it depends'] : ['选做', 'no'], show.language),
      evidence ? say(['需要', 'yes'], show.language) : '',
    ]),
    show.colour.bold,
    show.width,
  );

const codesText = (codes: readonly z.infer<typeof resolutionCodeView>[], show: Show): string =>
  table(
    columns(show, 'code', 'name', 'category', 'needed'),
    codes.map(({ name, title, categories = [], needs }) => [
      name,
      titled(title, show),
      categories.join(', '),
      [...needs.steps, ...needs.fields].join(', '),
    ]),
    show.colour.bold,
    show.width,
  );
