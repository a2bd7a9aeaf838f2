/** How people write numbers and addresses so that a machine does not read them. */

const inLetters =
  (letters: string) =>
  (value: string): string => {
    const shapes = [...letters];
    return value.replace(/[0-9]/g, (digit) => shapes[Number(digit)]!);
  };
const between =
  (mark: string) =>
  (value: string): string =>
    [...value].join(mark);
const grouped =
  (mark: string) =>
  (value: string): string =>
    groupsOf(value).join(mark);

/** As a card, an identity number, or a phone is spoken. */
const groupsOf = (value: string): readonly string[] => {
  if (value.length === 11) return [value.slice(0, 3), value.slice(3, 7), value.slice(7)];
  if (value.length === 18) return [value.slice(0, 6), value.slice(6, 10), value.slice(10, 14), value.slice(14)];
  return value.match(/.{1,4}/g) ?? [];
};

const han = inLetters('零一二三四五六七八九');

export const DISGUISES: Readonly<Record<string, (value: string) => string>> = {
  bare: (value) => value,
  'full width': inLetters('０１２３４５６７８９'),
  Chinese: han,
  'Chinese with circles': inLetters('〇一二三四五六七八九'),
  'capital Chinese': inLetters('零壹贰叁肆伍陆柒捌玖'),
  'spoken by radio': inLetters('洞幺二三四五六拐八勾'),
  circled: inLetters('⓪①②③④⑤⑥⑦⑧⑨'),
  'circled, white on black': inLetters('⓿❶❷❸❹❺❻❼❽❾'),
  bold: inLetters('𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'),
  Arabic: inLetters('٠١٢٣٤٥٦٧٨٩'),
  keys: (value) => value.replace(/[0-9]/g, '$&\ufe0f\u20e3'),
  hyphens: grouped('-'),
  'long hyphens': grouped('—'),
  spaces: grouped(' '),
  'wide spaces': grouped('\u3000'),
  'unbroken spaces': grouped('\u00a0'),
  'spaced hyphens': grouped(' - '),
  dots: grouped('.'),
  'dots in the middle': grouped('·'),
  underscores: grouped('_'),
  lines: grouped('\n'),
  emoji: grouped('😀'),
  hearts: grouped('❤️'),
  stars: grouped('★'),
  'a space each': between(' '),
  'a hyphen each': between('-'),
  'a dot each': between('.'),
  'hidden spaces': between('\u200b'),
  'hidden joiners': between('\u200d'),
  'soft hyphens': between('\u00ad'),
  'struck through': (value) => value.replace(/[0-9]/g, '$&\u0336'),
  'O for 0': (value) => value.replaceAll('0', 'O'),
  'o for 0, l for 1': (value) => value.replaceAll('0', 'o').replaceAll('1', 'l'),
  'I for 1': (value) => value.replaceAll('1', 'I'),
  'every second in Chinese': (value) => [...value].map((letter, place) => (place % 2 ? han(letter) : letter)).join(''),
  'Chinese, a space each': (value) => [...han(value)].join(' '),
  'Chinese, a comma each': (value) => [...han(value)].join('，'),
  'a part in Chinese': (value) => value.slice(0, 3) + han(value.slice(3, 7)) + value.slice(7),
  words: grouped('然后'),
  'words for the hyphen': grouped('杠'),
};

/** Only a phone is told in such ways. */
export const PHONE_DISGUISES: Readonly<Record<string, (value: string) => string>> = {
  'with +86': (value) => `+86${value}`,
  'with 86-': (value) => `86-${value}`,
  'with 0086': (value) => `0086 ${value}`,
  'with (+86)': (value) => `(+86) ${value}`,
  'three, three, five': (value) => `${value.slice(0, 3)}-${value.slice(3, 6)}-${value.slice(6)}`,
  'four, four, three': (value) => `${value.slice(0, 4)} ${value.slice(4, 8)} ${value.slice(8)}`,
  'in pairs': (value) => value.match(/.{1,2}/g)!.join(' '),
  slashes: grouped('/'),
  commas: grouped('，'),
  'telling the places': (value) => `${value.slice(0, 3)}，中间四位${value.slice(3, 7)}，最后四位${value.slice(7)}`,
  'with an extension': (value) => `${value}-1234`,
};

export const EMAIL_DISGUISES: Readonly<Record<string, (value: string) => string>> = {
  bare: (value) => value,
  capitals: (value) => value.toUpperCase(),
  'full width': (value) => value.replace('@', '＠').replace('.', '．'),
  spaced: (value) => value.replace('@', ' @ '),
  'at in brackets': (value) => value.replace('@', '[at]'),
  'at and dot in brackets': (value) => value.replace('@', ' (at) ').replace('.', ' (dot) '),
  'at and dot as words': (value) => value.replace('@', ' at ').replace('.', ' dot '),
  'dot in Chinese': (value) => value.replace('.', '点'),
  'Chinese full stop': (value) => value.replace('.', '。'),
  'at in Chinese': (value) => value.replace('@', '艾特'),
  'hidden space': (value) => value.replace('@', '\u200b@\u200b'),
  '# for @': (value) => value.replace('@', '#'),
};
