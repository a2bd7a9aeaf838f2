/** A desk whose long times are short, so that a story of days takes hours; the same for every clockwork. */
import { readFileSync } from 'node:fs';
import type { RuntimeOptions } from '../../../local/runtime-api.ts';
import { type System, startSystem } from '../../support/system.ts';

const SHORTER: readonly (readonly [from: RegExp, to: string])[] = [
  [/^( +customer:\n +limit: )72 h/m, '$13 h'],
  [/^( +thirdParty: \{ limit: )48 h/m, '$12 h'],
  [/^( +reopen: )3 d/m, '$12 h'],
];

export const startDesk = async (
  assembly: string,
  dataDir = ':memory:',
  options: Partial<RuntimeOptions> = {},
): Promise<System> => {
  const system = await startSystem(dataDir, { assembly, ...options });
  const operator = await system.desk('agt_operator', 'operator');
  const policy = SHORTER.reduce(
    (text, [from, to]) => {
      if (!from.test(text)) throw new Error(`The policy has no ${from}.`);
      return text.replace(from, to);
    },
    readFileSync('policies/desk.yaml', 'utf8'),
  );
  await operator.publishPolicy({ body: { policy } });
  return system;
};

/** `01:15:00.000 ticket.breached firstResponse`: all that happened to a ticket, without what chance decides. */
export const timelineOf = async (system: System, id: string): Promise<string[]> => {
  const reader = await system.desk('agt_reader', 'supervisor');
  const { items } = await reader.getTimeline({ id, query: { limit: 100 } });
  return items.map(({ time, type, data }) =>
    [time.slice(11, 23), type, data.clock, data.because, data.reason, data.late && 'late'].filter(Boolean).join(' '),
  );
};

export const typeOf = (entry: string): string => entry.split(' ')[1] ?? '';
