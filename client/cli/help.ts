/** Help that teaches: commands in groups, an example for each, in the language of the terminal. */
import type { Command } from 'commander';
import { EXAMPLES } from './examples.ts';
import { leavesOf, pathOf } from './tree.ts';
import { type Language, type Phrase, say } from './words.ts';

const GROUPS: readonly (readonly [heading: Phrase, commands: string])[] = [
  [['登录', 'Sign in'], 'login whoami'],
  [['替客户', 'For customers'], 'create message urge dispute confirm state'],
  [
    ['查看', 'Look'],
    'show timeline queue mine approvals find search views queues watch why clocks forms checklist codes macros reviews scorecard report quality satisfaction customer export exports',
  ],
  [
    ['处理', 'Work'],
    'next claim accept writing reply note tag follow unfollow fill step macro hold resume transfer send-back ask-party requeue escalate attach attachments download acknowledge finish-task classify resolve approve reject ask-back answer-back withdraw review dispute-review decide-dispute calibrate reopen close assign revoke-link note-customer presence me heartbeat',
  ],
  [['多张工单', 'Several tickets'], 'merge unmerge link unlink split sub wait-for bulk'],
  [
    ['管理', 'Run the desk'],
    'alarms reveal redact legal-hold retention audit route agents teams directory policy template promotion webhooks',
  ],
  [['工具', 'Tools'], 'completion local help'],
];

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '其他命令：',
};

const EXIT_CODES: Phrase = [
  '退出码：0 完成 · 1 被拒绝 · 2 命令行有误 · 3 未登录 · 4 无法连接（详见 docs/cli.md）',
  'Exit codes: 0 done · 1 refused · 2 wrong usage · 3 not signed in · 4 nobody answers (docs/cli.md)',
];

/** Of `中文 · English` the half in this language; any other text as it is. */
export const half = (text: string, language: Language): string => {
  const [, zh, en] = /^([^·]*\p{Script=Han}[^·]*) · (.+)$/su.exec(text) ?? [];
  return zh !== undefined && en !== undefined ? say([zh, en], language) : text;
};

/** To be called once all commands are there. */
export const teach = (program: Command, language: Language): void => {
  program.configureHelp({
    showGlobalOptions: true,
    subcommandDescription: (command) => half(command.summary() || command.description(), language),
    commandDescription: (command) => half(command.description() || command.summary(), language),
    optionDescription: (option) => half(option.description, language),
    argumentDescription: (argument) => half(argument.description, language),
    styleTitle: (title) => (language === 'zh' ? (TITLES[title] ?? title) : title),
  });
  program.helpCommand('help [command]', '帮助 · help for a command');
  for (const [heading, commands] of GROUPS)
    for (const name of commands.split(' '))
      program.commands.find((command) => command.name() === name)?.helpGroup(`${say(heading, language)}:`);
  program.addHelpText('after', `\n${say(EXIT_CODES, language)}`);
  for (const leaf of leavesOf(program)) {
    const lines = EXAMPLES[pathOf(leaf)];
    if (lines) leaf.addHelpText('after', `\n${say(['例：', 'Examples:'], language)}\n  ${lines.join('\n  ')}`);
  }
};
