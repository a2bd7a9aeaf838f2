/** What colleagues do together on a ticket, one verb a command. */
import { asTyped, listed, only, type Verb } from './commands/verbs.ts';

const WHO = 'supervisor, assignee, team:<name> or an agent (default: me)';

export const COLLABORATION: readonly Verb[] = [
  {
    name: 'tag',
    summary: '标签 · add tags, take some away',
    arguments: [['[tags]', 'to add, with commas between']],
    options: [['--remove <tags>', 'to take away, with commas between']],
    run: (desk, id, [tags], { remove }, how) =>
      desk.tagTicket({ id, body: { add: listed(tags), remove: listed(remove) } }, how),
  },
  {
    name: 'follow',
    summary: '关注 · tell me of everything from now on, or somebody else',
    arguments: [['[who]', WHO]],
    run: (desk, id, [who], _, how) => desk.followTicket({ id, body: asTyped(who === undefined ? {} : { who }) }, how),
  },
  {
    name: 'unfollow',
    summary: '取消关注 · no longer',
    arguments: [['[who]', WHO]],
    run: (desk, id, [who], _, how) => desk.unfollowTicket({ id, body: asTyped(who === undefined ? {} : { who }) }, how),
  },
  {
    name: 'send-back',
    summary: '退回转出人 · back to the one who handed it over',
    arguments: [['<reason>', 'why']],
    run: (desk, id, [reason = ''], _, how) => desk.sendBack({ id, body: { reason } }, how),
  },
  {
    name: 'revoke-link',
    summary: '作废链接 · the links that the customer was given open no longer',
    arguments: [['[reason]', 'why']],
    run: (desk, id, [reason], _, how) => desk.revokeLink({ id, body: reason === undefined ? {} : { reason } }, how),
  },
  {
    name: 'ask-party',
    summary: '询问外部 · ask somebody outside, who answers by a link',
    arguments: [
      ['<kind>', 'courier, supplier or other'],
      ['<name>', 'who is asked, e.g. 顺丰'],
      ['<text>', 'what'],
    ],
    options: [
      ['--email <address>', 'where the link is sent'],
      ['--days <number>', 'for which it is good: 1 to 30 (default: 7)'],
    ],
    run: (desk, id, [kind, name = '', text = ''], options, how) => {
      const days = options.days === undefined ? {} : { days: Number(options.days) };
      return desk.askParty({ id, body: { kind: asTyped(kind), name, text, ...only(options, 'email'), ...days } }, how);
    },
    told: ({ party }, language) =>
      party?.link === undefined ? undefined : language === 'zh' ? `答复链接：${party.link}` : `Link: ${party.link}`,
  },
];
