/** A notice in the markdown of the robots of chat groups: three dialects, in none of which what people wrote may mean anything. */
import { type Body, LABELLED } from './bodies.ts';
import type { NoticePolicy } from './notice-policy.ts';

export type RobotKind = NoticePolicy['robots'][string]['kind'];

/**
 * WeCom and DingTalk describe no way to escape a sign, so what would mark something up stands as its full-width form.
 * https://developer.work.weixin.qq.com/document/path/91770, https://open.dingtalk.com/document/robots/custom-robot-access
 */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '`': '｀',
  '~': '～',
  '#': '＃',
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '!': '！',
  '|': '｜',
  '\\': '＼',
};
const fullWidth = (text: string): string => text.replace(/[*_`~#<>[\]!|\\]/g, (sign) => FULL_WIDTH[sign] as string);

/** Feishu reads entities. https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text */
const entities = (text: string): string => text.replace(/[&*_`~#<>[\]()!|\\$]/g, (sign) => `&#${sign.codePointAt(0)};`);

interface Dialect {
  /** Text in which nothing is markup. */
  readonly plain: (text: string) => string;
  /** Between two lines. */
  readonly newLine: string;
}
const DIALECTS: Readonly<Record<RobotKind, Dialect>> = {
  wecom: { plain: fullWidth, newLine: '\n' },
  // One line break is none there.
  dingtalk: { plain: fullWidth, newLine: '\n\n' },
  feishu: { plain: entities, newLine: '\n' },
};

/** Without markup; Feishu's title is no markdown. */
export const plainTitle = (subject: string, kind: RobotKind): string =>
  kind === 'feishu' ? subject : fullWidth(subject);

export const markdownOf = ({ marked }: Body, kind: RobotKind): string => {
  const { plain, newLine } = DIALECTS[kind];
  const markup = (text: string): string =>
    text
      .split('\n')
      .map((line) => {
        const [, label, name] = LABELLED.exec(line) ?? [];
        return label === undefined ? plain(line) : `[${plain(label)}]({${name}})`;
      })
      .join('\n');
  return marked(markup, (value, name) => (name === 'link' || name === 'url' ? urlOf(value) : plain(value)))
    .flatMap((line) => line.split('\n'))
    .filter((line) => line !== '' || newLine === '\n')
    .join(newLine);
};

/** A bracket would end the link. */
const urlOf = (url: string): string =>
  url.replace(/[()\s<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
