/** The tree of commands, for what is made from it: help, completion, the page. */
import type { Command } from 'commander';

/** What it is called by, e.g. `clocks explain`; empty for the program itself. */
export const pathOf = (command: Command): string => {
  const names: string[] = [];
  for (let at = command; at.parent; at = at.parent) names.unshift(at.name());
  return names.join(' ');
};

/** All commands that do something, in the order in which they were added; a group that does so, too. */
export const leavesOf = (program: Command): readonly Command[] =>
  program.commands.flatMap((command) => {
    const inner = leavesOf(command);
    return inner.length === 0 || DOES_SOMETHING.has(pathOf(command)) ? [command, ...inner] : inner;
  });

/** Groups that are commands, too. */
const DOES_SOMETHING: ReadonlySet<string> = new Set(['alarms', 'exports']);

export interface Branch {
  readonly path: string;
  /** Commands below it. */
  readonly names: readonly (readonly [name: string, summary: string])[];
  /** `--json`, `-n`, with those of the program. */
  readonly options: readonly string[];
  /** Of its first argument, where only some are allowed. */
  readonly values: readonly string[];
}

/** Of every command and of the program itself. */
export const branchesOf = (program: Command): readonly Branch[] =>
  [program, ...everyCommand(program)].map((command) => ({
    path: pathOf(command),
    names: command.commands.map((each) => [each.name(), each.summary()] as const),
    options: [...new Set([...flagsOf(command), ...flagsOf(program), '--help'])],
    values: command.registeredArguments[0]?.argChoices ?? [],
  }));

/** Options that take a value, with the values where only some are allowed. */
export const valuedOptions = (program: Command): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const command of [program, ...everyCommand(program)])
    for (const option of command.options)
      if (option.required || option.optional)
        for (const flag of [option.short, option.long]) if (flag) found.set(flag, option.argChoices ?? []);
  return found;
};

const everyCommand = (command: Command): readonly Command[] =>
  command.commands.flatMap((each) => [each, ...everyCommand(each)]);

const flagsOf = (command: Command): readonly string[] =>
  command.options.flatMap(({ short, long }) => [short, long].filter((flag): flag is string => flag !== undefined));
