/** One verb of the desk a command; all of them take `--if-version` and `--idempotency-key`. */
import type { Command } from 'commander';
import type { Outcome } from '../../../contracts/views.ts';
import type { DeskClient } from '../../desk-client.ts';
import type { CommandOptions } from '../../route-types.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import type { Show } from '../terminal.ts';
import { outcomeText } from '../tickets.ts';

export type Options = Readonly<Record<string, string | undefined>>;
/** What some answers say beside what was done. */
type Did = Outcome & {
  readonly party?: { readonly link?: string | undefined };
  readonly alsoWriting?: string[] | undefined;
};

export interface Verb {
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
  ) => Promise<Did>;
  /** A line below what was done. */
  readonly told?: (did: Did, language: Show['language']) => string | undefined;
}

/** What a person typed for a word of the API, e.g. a hold's reason: the API checks it and says what is allowed. */
export const asTyped = <T>(value: unknown): T => value as T;

export const only = (options: Options, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name): [string, string][] => (options[name] === undefined ? [] : [[name, options[name]]])),
  );

/** `a,b，c` as a list; nothing: none. */
export const listed = <T extends string = string>(text: string | undefined): T[] =>
  (text ?? '')
    .split(/[,，]/u)
    .map((each) => each.trim())
    .filter((each) => each !== '') as T[];

/** The same for a part of a request that is left out when it is empty. */
export const listedAs = <T extends string>(name: string, text: string | undefined): Readonly<Record<string, T[]>> =>
  text === undefined ? {} : { [name]: listed<T>(text) };

/** `amount=99.5 size=` as values of fields; an empty one empties its field. */
export const assigned = (values: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(
    values.map((value) => {
      const at = value.indexOf('=');
      if (at < 1) throw new Mistake(`Write ${value || 'a field'} as field=value; field= empties it.`);
      return [value.slice(0, at), value.slice(at + 1) || null];
    }),
  );

const howOf = ({ ifVersion, idempotencyKey }: Options): CommandOptions => {
  if (ifVersion !== undefined && !/^\d+$/.test(ifVersion))
    throw new Mistake('--if-version is a number, as shown by show.');
  return {
    ...(ifVersion !== undefined && { ifMatch: Number(ifVersion) }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
};

export const addVerbs = (program: Command, { desk, print }: Context, verbs: readonly Verb[]): void => {
  for (const verb of verbs) {
    const command = program.command(verb.name).summary(verb.summary).argument('<ticket>', 'id or code');
    for (const [form, description] of verb.arguments ?? []) command.argument(form, description);
    for (const [form, description] of verb.options ?? []) command.option(form, description);
    command
      .option('--if-version <number>', 'only when the ticket still has this version')
      .option('--idempotency-key <key>', 'the same key again changes nothing')
      .action(async () => {
        const [id = '', ...given] = command.processedArgs as [string, ...(string | undefined)[]];
        const options = command.opts<Options>();
        print(await verb.run(desk(), id, given.flat(), options, howOf(options)), (did, show) =>
          [outcomeText(did, show), verb.told?.(did, show.language)].filter((line) => line !== undefined).join('\n'),
        );
      });
  }
};
