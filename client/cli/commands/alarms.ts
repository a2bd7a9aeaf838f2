/** The on-duty alarms of the policy. */
import type { Command } from 'commander';
import { alarmsText } from '../alarms.ts';
import type { Context } from '../context.ts';

export const addAlarms = (program: Command, { desk, print }: Context): void => {
  const alarms = program
    .command('alarms')
    .summary('值班告警 · the on-duty alarms, and which of them are on')
    .action(async () => print((await desk().listAlarms()).items, alarmsText));
  alarms
    .command('acknowledge')
    .argument('<alarm>', 'its name, e.g. urgent-untouched')
    .option('--note <text>', 'what you do about it')
    .summary('确认告警 · I see to it (supervisor, operator)')
    .action(async (alarm: string, { note }: { readonly note?: string }) =>
      print(await desk().acknowledgeAlarm({ alarm, body: note === undefined ? {} : { note } }), (answer, show) =>
        alarmsText([answer], show),
      ),
    );
};
