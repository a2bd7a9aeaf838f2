/** Macros on the command line. */
import type { Command } from 'commander';
import type { z } from 'zod';
import type { macroView } from '../../contracts/desk-views.ts';
import { addVerbs, assigned, type Verb } from './commands/verbs.ts';
import type { Context } from './context.ts';
import { Mistake } from './mistake.ts';
import { table } from './table.ts';
import type { Show } from './terminal.ts';
import { COLUMNS, say } from './words.ts';

const inputs = (values: readonly (string | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(assigned(values.filter((each) => each !== undefined))).map(([name, value]) => {
      if (value === null) throw new Mistake(`Give ${name} a value: ${name}=…`);
      return [name, value];
    }),
  );

const VERBS: readonly Verb[] = [
  {
    name: 'macro',
    summary: '快捷操作 · several actions at once, wholly or not at all',
    arguments: [
      ['<name>', 'as macros names it'],
      ['[values...]', 'what it asks for: field=value'],
    ],
    run: (desk, id, [macro = '', ...values], _, how) =>
      desk.runMacro({ id, body: { macro, inputs: inputs(values) } }, how),
  },
];

export const addMacros = (program: Command, context: Context): void => {
  const { desk, print } = context;
  addVerbs(program, context, VERBS);
  program
    .command('macros')
    .argument('[category]', 'those alone that are for it')
    .summary('快捷操作列表 · the macros of the desk')
    .action(async (category: string | undefined) =>
      print((await desk().listMacros({ query: category === undefined ? {} : { category } })).items, macrosText),
    );
};

const macrosText = (macros: readonly z.infer<typeof macroView>[], show: Show): string =>
  table(
    (['name', 'what', 'category', 'inputs', 'does'] as const).map((name) => ({
      title: say(COLUMNS[name], show.language),
    })),
    macros.map(({ name, title, categories = [], inputs: asked, actions }) => [
      name,
      show.language === 'zh' ? title.zh : title.en,
      categories.join(', '),
      asked.join(', '),
      actions.map((action) => action.do).join(', '),
    ]),
    show.colour.bold,
    show.width,
  );
