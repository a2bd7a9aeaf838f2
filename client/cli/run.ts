import { Command, CommanderError, Option } from 'commander';
import { ApiProblem, Unreachable } from '../api-problem.ts';
import { addAttachments } from './attachments.ts';
import { addAudit } from './audit.ts';
import { addAlarms } from './commands/alarms.ts';
import { addApprovals } from './commands/approvals.ts';
import { addChannel } from './commands/channel.ts';
import { addClocks } from './commands/clocks.ts';
import { addCustomers } from './commands/customers.ts';
import { addDeadLetters } from './commands/deadletters.ts';
import { addDirectory } from './commands/directory.ts';
import { addLocal } from './commands/local.ts';
import { addOperating } from './commands/operating.ts';
import { addPolicy } from './commands/policy.ts';
import { addPromotion } from './commands/promotion.ts';
import { addReading } from './commands/reading.ts';
import { addReviews } from './commands/reviews.ts';
import { addRouting } from './commands/routing.ts';
import { addSignIn } from './commands/sign-in.ts';
import { addTemplate } from './commands/template.ts';
import { addWatching } from './commands/watching.ts';
import { addWebhooks } from './commands/webhooks.ts';
import { addWorking } from './commands/working.ts';
import { contextOf } from './context.ts';
import { addExports } from './exports.ts';
import { addFields } from './fields.ts';
import { teach } from './help.ts';
import { addMacros } from './macros.ts';
import { EXIT, Mistake } from './mistake.ts';
import { addPrivacy } from './privacy.ts';
import { addRelations } from './relations.ts';
import { addSearch } from './search.ts';
import type { World } from './terminal.ts';
import { LANGUAGES, type Language, languageOfLocale, localeOf } from './words.ts';

/** The whole tree of commands; what it is asked to do it does with `world`. */
export const programFor = (world: World, language: Language): Command => {
  const program = new Command('gongdan')
    .description('工单 · customer-service tickets')
    .option('--url <url>', 'the API (default: GONGDAN_URL, or where you signed in, or the runtime on this machine)')
    .option('--json', 'answers for programs')
    .addOption(new Option('--lang <language>', 'of titles and phases (default: from LANG)').choices(LANGUAGES))
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.out(text.trimEnd()), writeErr: (text) => world.err(text.trimEnd()) })
    .showHelpAfterError('(gongdan <command> --help says how)');
  const context = contextOf(program, world);
  addSignIn(program, context);
  addChannel(program, context);
  addReading(program, context);
  addWorking(program, context);
  addApprovals(program, context);
  addFields(program, context);
  addMacros(program, context);
  addAttachments(program, context);
  addRelations(program, context);
  addSearch(program, context);
  addExports(program, context);
  addRouting(program, context);
  addOperating(program, context);
  addDirectory(program, context);
  addPolicy(program, context);
  addPromotion(program, context);
  addTemplate(program, context);
  addClocks(program, context);
  addReviews(program, context);
  addCustomers(program, context);
  addAlarms(program, context);
  addWatching(program, context);
  addWebhooks(program, context);
  addDeadLetters(program, context);
  addPrivacy(program, context);
  addAudit(program, context);
  addLocal(program, context);
  teach(program, language);
  inheritSettings(program);
  return program;
};

/** Runs one command line (without node and script) and gives the exit code (mistake.ts). */
export const run = async (args: readonly string[], world: World): Promise<number> => {
  try {
    await programFor(world, languageOf(args, world)).parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return explain(error, world);
  }
};

/** Help is written before options are read: `--lang` is looked for, else it is that of the terminal. */
const languageOf = (args: readonly string[], { env }: World): Language => {
  const asked = LANGUAGES.find((each) =>
    ` ${args.join(' ')} `.replace('--lang=', '--lang ').includes(` --lang ${each} `),
  );
  return asked ?? languageOfLocale(localeOf(env));
};

// Subcommands made with `command()` copy the settings of their parent as they stand then; the nested ones are made later.
const inheritSettings = (command: Command): void => {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child);
  }
};

const explain = (error: unknown, world: World): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Mistake) {
    world.err(`gongdan: ${error.message}`);
    return error.exit;
  }
  if (error instanceof Unreachable) {
    world.err(`gongdan: ${error.message} Start it with npm start, or say where it is with --url or GONGDAN_URL.`);
    return EXIT.unreachable;
  }
  if (error instanceof ApiProblem) {
    world.err(`gongdan: ${error.message}${error.code ? ` [${error.code}]` : ''}`);
    for (const { path, message } of error.problem?.errors ?? []) world.err(`  ${path}: ${message}`);
    if (error.status !== 401 || error.code) return EXIT.refused;
    world.err('Sign in again: gongdan login');
    return EXIT.notSignedIn;
  }
  throw error;
};
