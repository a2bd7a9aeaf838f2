import { parseArgs } from 'node:util';
import { LANGUAGES, type Language, languageOfLocale } from '../client/cli/words.ts';
import { NAMES, type Name } from './variants.ts';

export interface Options {
  readonly strategy: Name | 'all';
  readonly learning: 'on' | 'off' | undefined;
  readonly days: number;
  readonly seed: number;
  /** Of the generated week: tickets on an ordinary day, for each of the agents. */
  readonly arrivals: number;
  /** Path of a file of real arrivals, instead of the generated ones. */
  readonly trace: string | undefined;
  readonly language: Language;
}

const WEEK = 7;
const MONTH = 30;
const ARRIVALS = 13;

export const USAGE = `Usage: npm run simulate -- [--strategy all|${NAMES.join('|')}] [--learning on|off] [--days ${WEEK}] [--seed 1]
                           [--arrivals ${ARRIVALS}] [--trace incidents.csv] [--lang zh|en]`;

/** Throws an Error that says what is wrong. `locale`: as in LANG. */
export const optionsOf = (args: readonly string[], locale: string | undefined): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      strategy: { type: 'string', default: 'all' },
      learning: { type: 'string' },
      days: { type: 'string' },
      seed: { type: 'string', default: '1' },
      arrivals: { type: 'string', default: String(ARRIVALS) },
      trace: { type: 'string' },
      lang: { type: 'string', default: languageOfLocale(locale) },
    },
  });
  return {
    strategy: oneOf('strategy', values.strategy, ['all', ...NAMES]),
    learning: values.learning === undefined ? undefined : oneOf('learning', values.learning, ['on', 'off'] as const),
    days: wholeNumber('days', values.days ?? String(values.trace === undefined ? WEEK : MONTH), 1),
    seed: wholeNumber('seed', values.seed, 0),
    arrivals: wholeNumber('arrivals', values.arrivals, 1),
    trace: values.trace,
    language: oneOf('lang', values.lang, LANGUAGES),
  };
};

const oneOf = <T extends string>(name: string, value: string, known: readonly T[]): T => {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new Error(`--${name} ${value} is not known: there is ${known.join(', ')}.`);
  return found;
};

const wholeNumber = (name: string, value: string, least: number): number => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least)
    throw new Error(`--${name} ${value} is not a whole number from ${least} on.`);
  return number;
};
