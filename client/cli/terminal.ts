/** What the CLI knows of the world outside: handed in, so that a test can be the world. */
import type pc from 'picocolors';
import type { Language } from './words.ts';

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` is a terminal that shows colours. */
  readonly colours: boolean;
  /** IANA name, e.g. `Asia/Shanghai`: times are shown there. */
  readonly timeZone: string;
  /** Of the terminal that `out` writes to; undefined when it is none. The variable COLUMNS goes before. */
  readonly columns?: number | undefined;
  /** A terminal on which something may be drawn over and over. */
  readonly screen?: { readonly write: (text: string) => void; readonly rows: () => number } | undefined;
  /** Aborted when somebody presses Ctrl-C; asked for by what runs until then. */
  readonly interrupted?: () => AbortSignal;
  /** Default: a timer; ends early, without a word, when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly readFile: (path: string) => string;
  /** Files that are no text; undefined where there are none. */
  readonly files?: Files;
  /** Asks a person for yes or no; undefined when nobody is there to answer. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/** Both throw when it cannot be done; `write` also when the file is there and may not be overwritten. */
export interface Files {
  readonly read: (path: string) => Uint8Array<ArrayBuffer>;
  readonly write: (path: string, bytes: Uint8Array, overwrites: boolean) => void;
}

type Colours = ReturnType<typeof pc.createColors>;

/** How answers are shown. */
export interface Show {
  readonly language: Language;
  readonly json: boolean;
  readonly colour: Colours;
  /** Columns that a line may have; undefined: any number. */
  readonly width?: number | undefined;
  readonly timeZone: string;
}

/** `11-22 09:05` in the zone of the terminal; with the year when asked for. */
export const localTime = (instant: string, { timeZone }: Pick<Show, 'timeZone'>, withSeconds = false): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  return withSeconds
    ? `${part('year')}-${part('month')}-${part('day')} ${time}:${part('second')}`
    : `${part('month')}-${part('day')} ${time}`;
};
