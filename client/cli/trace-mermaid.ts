/** A ticket's trace as a Mermaid state diagram: each state once with the time spent in it, each way with its number and cause. */
import type { Show } from './terminal.ts';
import type { Trace, TracedState } from './trace-api.ts';
import { durationText, endingText } from './trace-table.ts';

const START = '[*]';

/** Mermaid reads colons, semicolons, hashes and quotes as its own signs. */
const plain = (text: string): string => text.replaceAll('#', 'event ').replace(/[:;"]/gu, ' ').trim();

export const traceMermaid = ({ states, executions }: Trace, show: Pick<Show, 'language'>): string => {
  const ids = new Map<string, string>();
  const spent = new Map<string, { times: number; ms: number }>();
  for (const { state, durationMs } of states) {
    ids.set(state, ids.get(state) ?? `s${ids.size + 1}`);
    const { times, ms } = spent.get(state) ?? { times: 0, ms: 0 };
    spent.set(state, { times: times + 1, ms: ms + durationMs });
  }
  const ways = new Map<string, string[]>();
  const way = (from: string, to: string, label: string): void => {
    const key = `${from} --> ${to}`;
    ways.set(key, [...(ways.get(key) ?? []), label]);
  };
  const idOf = ({ state }: TracedState): string => ids.get(state) as string;
  states.forEach((state, index) => {
    const before = states[index - 1];
    const fresh = before?.generation !== state.generation;
    if (before && fresh) way(idOf(before), START, '');
    const cause = before && !fresh ? plain(endingText(before, show)) : '';
    way(before && !fresh ? idOf(before) : START, idOf(state), cause ? `${index + 1} (${cause})` : String(index + 1));
  });
  const last = states.at(-1);
  if (last && executions.at(-1)?.stoppedAt !== undefined) way(idOf(last), START, '');
  return [
    'stateDiagram-v2',
    ...[...spent].map(([name, { times, ms }]) => {
      const often = times > 1 ? `${times} × · ` : '';
      return `  state "${plain(name)} (${often}${durationText(ms)})" as ${ids.get(name)}`;
    }),
    ...[...ways].map(([ends, labels]) => {
      const label = labels.filter(Boolean).join(', ');
      return `  ${ends}${label && `: ${label}`}`;
    }),
  ].join('\n');
};
