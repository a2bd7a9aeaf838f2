/** A ticket's trace as a table: a line for each state, and under it what happened meanwhile. */
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import type { Trace, TracedEvent, TracedState } from './trace-api.ts';
import { COLUMNS, type Phrase, say } from './words.ts';

const STATE: Phrase = ['节点', 'state'];
const TOOK: Phrase = ['用时', 'took'];
const ENDED: Phrase = ['结束原因', 'ended by'];
const RETRIES: Phrase = ['重试', 'retries'];
const STILL: Phrase = ['进行中', 'still there'];
const TIMER: Phrase = ['定时', 'timer'];
const NOTHING: Phrase = ['没有流程记录。', 'No workflow has run for it.'];
const INDENT = '  ';

/** `5 d 03 h`, `2 h 05 min`, `3 min 20 s`, `0.4 s`: the two largest units that there are. */
export const durationText = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return `${Math.round(ms / 100) / 10} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${two(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`;
};

/** What ended the state; nothing for one that simply did its work. */
export const endingText = ({ ending, wokenBy, errors }: TracedState, { language }: Pick<Show, 'language'>): string => {
  switch (ending) {
    case undefined:
      return say(STILL, language);
    case 'timer':
      return say(TIMER, language);
    case 'woken':
      return wokenBy ? `#${wokenBy.seq} ${wokenBy.type}` : '';
    case 'failed':
      return errors.at(-1) ?? '';
    case 'done':
      return '';
  }
};

export const traceTable = (trace: Trace, show: Show): string => {
  const { language, colour } = show;
  if (trace.states.length === 0) return say(NOTHING, language);
  const several = trace.executions.length > 1;
  const eventRow = ({ seq, type, time, actor }: TracedEvent): string[] => [
    localTime(time, show, true),
    '',
    `${INDENT}#${seq} ${type}`,
    actor.kind === 'agent' ? actor.id : `${actor.kind}:${actor.id}`,
  ];
  const rows = trace.states.flatMap((state) => [
    [
      localTime(state.enteredAt, show, true),
      durationText(state.durationMs),
      several ? `${state.generation}. ${state.state}` : state.state,
      endingText(state, show),
      state.retries > 0 ? `${state.retries} (${state.errors.join(', ')})` : '',
    ],
    ...state.events.map(eventRow),
  ]);
  const columns = [
    { title: say(COLUMNS.time, language) },
    { title: say(TOOK, language), align: 'right' as const },
    { title: say(STATE, language) },
    { title: say(ENDED, language) },
    { title: say(RETRIES, language) },
  ];
  const runs = trace.executions.map(({ name, status }) => `${name}  ${status}`);
  return [
    `${colour.bold(trace.code)}  ${trace.phase}`,
    ...runs.map(colour.dim),
    '',
    table(columns, [...trace.before.map(eventRow), ...rows], colour.bold, show.width),
  ].join('\n');
};
