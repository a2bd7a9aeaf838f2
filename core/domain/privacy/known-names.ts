/**
 * Names that a ticket knows: of its customer, of who its form names, of people outside whom it asks. They are found wherever they stand,
 * with no word around them that says so.
 */
import type { Ticket } from '../ticket.ts';
import { fold } from './fold.ts';
import { type Found, foundAt } from './found.ts';
import { COMPOUND, ENDINGS, SURNAMES, WORDS } from './name-letters.ts';

export type KnownNames = readonly string[];
export const NO_NAMES: KnownNames = [];

/** Fields of a form that hold the name of a person, by what they are called. */
export const IS_NAME =
  /(?:contact|recipient|customer|person|holder|real|full|payee|sender|receiver)_?-?name$|^name$|^recipient$|^receiver$|^payee$|姓名|收件人|收货人|联系人|户名/i;

/** As they were given; a company that was asked is nobody who has to be hidden. */
export const namesOf = ({ customer, fields, parties }: Pick<Ticket, 'customer' | 'fields' | 'parties'>): KnownNames => {
  const named: string[] = customer.name === undefined ? [] : [customer.name];
  for (const [name, { value }] of Object.entries(fields))
    if (typeof value === 'string' && IS_NAME.test(name)) named.push(value);
  for (const { kind, name } of parties) if (kind === 'other') named.push(name);
  return named;
};

/** Surer than a name by its surroundings, less sure than a number or an address of which it is a part. */
const CONFIDENCE = 0.65;

/** Where these names stand in a text, written in full: of `王小明` neither `王` nor `小明`. */
export const knownNamesIn = (text: string, names: KnownNames): Found[] => {
  if (names.length === 0 || text === '') return [];
  const folded = fold(text);
  return names.flatMap((given) => {
    const name = plain(given);
    const pattern = name === undefined ? undefined : patternOf(name, folded.text);
    if (!pattern) return [];
    return [...folded.text.matchAll(pattern)].flatMap(({ 0: found, index }): Found[] =>
      // 关于明天: the surname is the end of a word.
      found.length === 2 && ENDINGS.has(folded.text.slice(index - 1, index + 1))
        ? []
        : [foundAt(text, 'name', folded.place(index, index + found.length), CONFIDENCE)],
    );
  });
};

const LONGEST = 60;

/** As it is looked for; undefined: it is too short, too long, or masked already. */
const plain = (given: string): string | undefined => {
  const name = fold(given).text.trim();
  return name.length < 2 || name.length > LONGEST || name.includes('*') || !/\p{L}/u.test(name) ? undefined : name;
};

const patternOf = (name: string, text: string): RegExp | undefined => {
  const isHan = /\p{Script=Han}/u.test(name);
  // Most texts do not hold it: nothing is compiled for them.
  if (isHan && !text.includes(name[0]!)) return undefined;
  if (isHan ? isEveryday(name) : isCommon(name)) return undefined;
  return isHan ? hanPattern(name) : latinPattern(name);
};

const escaped = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** `王 小 明`, `阿依古丽•买买提`: with a blank or another dot in it as well; two letters with a blank are two words. */
const hanPattern = (name: string): RegExp => {
  const letters = [...name].filter((letter) => !BETWEEN.test(letter));
  return new RegExp(letters.map(escaped).join(letters.length > 2 ? '[\\s·•・‧∙]?' : ''), 'gu');
};
const BETWEEN = /[\s·•・‧∙]/u;

/** One word as it is written, several in any case; both as whole words. */
const latinPattern = (name: string): RegExp => {
  const words = name.split(/\s+/u);
  const edge = '[\\p{Script=Latin}\\p{N}_]';
  return new RegExp(`(?<!${edge})${words.map(escaped).join('\\s{1,3}')}(?!${edge})`, words.length > 1 ? 'giu' : 'gu');
};

const STARTS_COMPOUND = new RegExp(`^(?:${COMPOUND})`, 'u');
const GENERIC =
  /^(?:匿名|淘宝|京东|微信|抖音|拼多多|普通|新|老|贵|本|网络|平台)?(?:用户|客户|顾客|会员|买家|卖家|商家|店家|访客|收件人|收货人|联系人|寄件人|本人|先生|女士|小姐|匿名|先生女士)$/u;

/** What a text is full of, and no name of somebody: `客户`, `开心`. What begins with a surname is one, unless it is a known word. */
const isEveryday = (name: string): boolean => {
  if (GENERIC.test(name) || WORDS.has(name)) return true;
  if (name.length > 3 || SURNAMES.has(name[0]!) || STARTS_COMPOUND.test(name)) return false;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(name)].length === 1 && !CALLED.test(name);
};
/** Made when it is needed first: it takes a millisecond. */
let segmenter: Intl.Segmenter | undefined;

/** People are called so, and little else is. */
const CALLED = /^(?:[小阿]明|小红|小刚|小强|小芳|小丽|小军|小华|小王|小李|小张)$/u;

/** One word that is a greeting, a verb or a role as well, or that nobody writes with a capital. */
const isCommon = (name: string): boolean => {
  if (/\s/.test(name)) return false;
  return COMMON.has(name.toLowerCase()) || (/^[a-z]/.test(name) && name.length < 5);
};
const COMMON: ReadonlySet<string> = new Set(
  'will may mark rose hope grace joy bill art dear test tester user users customer client guest buyer seller member anonymous unknown nobody admin support service team order parcel the and you your for not an in on at to so no me my we us it is be do go he hi ok yes sir madam mr mrs ms miss april june august sunny happy lucky rich frank'.split(
    ' ',
  ),
);
