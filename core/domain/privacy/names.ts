/** Names of people in free text: by surname, by the letters of the given name, and by what stands around them. */
import { type Found, foundAt } from './found.ts';
import { after, before, isTitled } from './name-context.ts';
import { COMPOUND, ENDINGS, GIVEN, NEVER_GIVEN, SURNAMES, WORDS } from './name-letters.ts';

/** A sum of signs from which a name is one: none of them is enough alone. */
const ENOUGH = 2.8;
const HAN = /[\u4e00-\u9fff]/;
const STARTS_COMPOUND = new RegExp(`^(?:${COMPOUND})`, 'u');
/** Names for nobody in particular. */
const ANYBODY = /^(?:张三|李四|王五|赵六|钱七|孙八|周九|吴十|王二小|李雷|韩梅梅|路人甲)$/;

export const namesIn = (text: string): Found[] => {
  const found: Found[] = [...dottedNamesIn(text), ...latinNamesIn(text)];
  for (let start = 0; start < text.length; start += 1) {
    if (text[start - 1] === '*' || !HAN.test(text[start]!)) continue;
    const one = nameAt(text, start);
    if (!one) continue;
    found.push(one);
    start = one.at[1] - 1;
  }
  return found;
};

const nameAt = (text: string, start: number): Found | undefined => {
  const compound = STARTS_COMPOUND.exec(text.slice(start, start + 4))?.[0];
  if (!compound && (!SURNAMES.has(text[start]!) || ENDINGS.has(text.slice(start - 1, start + 1)))) return undefined;
  const surname = compound ?? text[start]!;
  if (isTitled(text, start + surname.length)) return undefined;
  const whole = LABELLED.exec(text.slice(start, start + 5))?.[1];
  if (whole !== undefined && before(text, start) > 3) return foundAt(text, 'name', [start, start + whole.length], 0.6);
  let best: { end: number; score: number } | undefined;
  for (const length of [2, 1]) {
    const end = start + surname.length + length;
    const score = scoreOf(text, start, surname, end);
    if (score >= ENOUGH && (!best || score > best.score)) best = { end, score };
  }
  // A compound surname may be a surname and a given name.
  if (!best && compound) {
    const score = scoreOf(text, start, compound[0]!, start + 2);
    if (score >= ENOUGH) best = { end: start + 2, score };
  }
  if (!best) return undefined;
  const { end, score } = best;
  return foundAt(text, 'name', [start, end], Math.min(0.6, 0.3 + score / 20));
};

/** What stands alone after a label is the name, whatever its letters. */
const LABELLED = /^([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff*])/u;

const scoreOf = (text: string, start: number, surname: string, end: number): number => {
  const given = text.slice(start + surname.length, end);
  if (
    given.length === 0 ||
    end > text.length ||
    [...given].some((letter) => !HAN.test(letter) || NEVER_GIVEN.has(letter))
  )
    return 0;
  const name = surname + given;
  const usual = ANYBODY.test(name) ? 1 : [...given].filter((letter) => GIVEN.has(letter)).length / given.length;
  const left = before(text, start);
  const right = after(text, end);
  if (left <= 3 && surname.length === 1 && (WORDS.has(name) || WORDS.has(name.slice(0, 2)))) return 0;
  // Without a word that says so, a rare name is no name; and inside a phrase only a title makes one.
  if (left < 1.5 && (left === 0 || right < 2 || usual === 0) && usual < 1 && right < 2.2) return 0;
  if (left === 0 && right < 2) return 0;
  const isTorn = right === 0 && given.length === 1 && !NEVER_GIVEN.has(text[end] ?? '');
  // Of a long and a short reading the long one wins where both are as good: what would be left over is a given name too.
  return (
    left +
    right +
    usual * 1.5 +
    (surname.length > 1 ? 1.5 : 0.5) +
    (given.length === 2 && usual === 1 ? 0.3 : 0) -
    (isTorn ? 0.7 : 0)
  );
};

const DOT = '[·•・‧∙]';
/** Names of Uighurs, Kazakhs, Tibetans, Mongols and others, with a dot between their parts; words of the sentence may touch them. */
const DOTTED = new RegExp(`[\\u4e00-\\u9fff]{2,9}${DOT}[\\u4e00-\\u9fff]{1,7}(?:${DOT}[\\u4e00-\\u9fff]{1,7})?`, 'gu');
/** Letters that the sounds of other languages are written with. */
const SOUNDS: ReadonlySet<string> = new Set(
  '阿艾买提古丽力江尔迪木热娜依克拜吐逊肉孜卡沙哈萨赛乌斯曼布拉音麦合穆罕默德帕夏尼牙再努巴图扎西达娃卓玛次仁格桑旺堆多吉罗顿珠央金洛丹增平措其苏和雅特勒那日松白伊目海库班居马吾汗孜亚凯赞吉恰奴别克叶',
);
const share = (letters: string): number => [...letters].filter((letter) => SOUNDS.has(letter)).length / letters.length;

const dottedNamesIn = (text: string): Found[] =>
  [...text.matchAll(DOTTED)].flatMap(({ 0: whole, index }): Found[] => {
    const parts = whole.split(/[·•・‧∙]/u);
    const start = index + firstOf(text, index, parts[0]!);
    const end = index + whole.length - parts.at(-1)!.length + lengthOf(parts.at(-1)!);
    const left = before(text, start);
    const sounds = share(text.slice(start, end).replace(/[·•・‧∙]/gu, ''));
    if (sounds < 0.8 && !(sounds >= 0.4 && left + after(text, end) >= 1.5) && left < 2) return [];
    return [foundAt(text, 'name', [start, end], 0.6)];
  });

/** Where the first part begins: after the last word that a name follows, or else with the first of its sounds. */
const firstOf = (text: string, index: number, part: string): number => {
  for (let place = part.length - 2; place > 0; place -= 1) if (before(text, index + place) >= 1.5) return place;
  let place = 0;
  while (before(text, index) < 1.5 && place < part.length - 2 && !SOUNDS.has(part[place]!)) place += 1;
  return place;
};

/** How much of the last part is the name: as far as its letters are sounds, at least one. */
const lengthOf = (part: string): number => {
  let length = 1;
  while (length < part.length && SOUNDS.has(part[length]!)) length += 1;
  return length;
};

const LATIN =
  /(?<=\b(?:[Mm]y name is|[Tt]his is|[Dd]ear|M(?:r|rs|s|iss)\.?|Dr\.?) |\b(?:[Nn]ame|[Rr]ecipient|[Rr]eceiver|[Cc]ontact(?: person)?|[Cc]ustomer)\s?[:：]\s{0,2}|(?:姓名|收件人|寄件人|收货人|联系人|客户|名字)[:：]?\s{0,2})(?!(?:Customer|Sir|Madam|Team|Support|All|Service|Is|The|Mr|Mrs|Ms)\b)[A-Z][\p{L}'-]{1,20}(?: [A-Z][\p{L}'.-]{0,20}){0,2}/gu;

const latinNamesIn = (text: string): Found[] =>
  [...text.matchAll(LATIN)].map(({ 0: value, index }) => foundAt(text, 'name', [index, index + value.length], 0.55));
