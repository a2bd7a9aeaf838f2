/** docs/permissions.md, from the table that the code uses. */
import { type CommandName, TRANSITIONS } from '../../core/domain/commands.ts';
import { type Act, mayNot, READS, type Read } from '../../core/domain/permissions.ts';
import { inPhase, LIN, policy } from '../unit/desk.ts';
import { COMMAND_TITLES } from '../unit/transitions-page.ts';
import { actorOf, SITUATIONS } from './situations.ts';

const READ_TITLES: Readonly<Record<Read, string>> = {
  read: '阅读、搜索',
  audit: '查看审计',
  export: '导出',
  numbers: '报表',
};

export const ACTS: readonly Act[] = [...READS, ...(Object.keys(TRANSITIONS) as CommandName[])];

const isRead = (act: Act): act is Read => (READS as readonly string[]).includes(act);

const titleOf = (act: Act): string => (isRead(act) ? READ_TITLES[act] : COMMAND_TITLES[act]);

/** Whether the code lets them, with a ticket in hand of the team of LIN. */
export const allows = (act: Act, situation: (typeof SITUATIONS)[number]): boolean =>
  mayNot(actorOf(situation, LIN.id), act, inPhase('handling'), policy) === undefined;

export const permissionsPage = (): string => {
  const head = ['操作 Act', ...SITUATIONS.map(({ title: [zh, en] }) => `${zh}<br>${en}`)];
  const rows = ACTS.map((act) => [
    `${titleOf(act)} \`${act}\``,
    ...SITUATIONS.map((each) => (allows(act, each) ? '●' : '')),
  ]);
  const table = [head, head.map((_, at) => (at === 0 ? '---' : ':-:')), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `${ABOUT}\n${table.join('\n')}\n${RULES}`;
};

const ABOUT = `# 谁可以做什么 · Who may do what

由 \`core/domain/permissions.ts\` 里的同一张表生成，接口也照它执行。阶段的限制见 [transitions.md](transitions.md)。
Made from the one table in \`core/domain/permissions.ts\` that the API goes by. Which command is possible in which phase:
[transitions.md](transitions.md). After a change of the table: \`npx vitest run test/access -u\`.
`;

const RULES = `
- **范围 · Reach.** 坐席和主管看到本部门可能接到的工单：队列的部门、工单所在部门、自己服务过、被提及或关注的工单。目录里 \`scope: desk\` 的人看到全部。
  Agents and supervisors reach tickets that their team may get or has, and those which they served, follow or were mentioned in. Who has
  \`scope: desk\` in the directory reaches all, and so does a supervisor whom it lists in no team. An agent whom it does not list reaches only what
  they take part in.
- **临时人员 · Temporary staff** 只处理分给自己的工单；过了目录里的 \`until\` 就不能再用。 They work on what was given to them, until the day
  \`until\` of their entry.
- **自己的工作 · Own work.** 没有人质检自己处理或解决的工单。 Nobody reviews a ticket that they handled or resolved.
- **审批 · Approval.** 只有当前环节被问到的人可以同意、不同意或追问；申请人和处理人除外。 Only those who are asked in the current stage approve,
  reject or ask back, and never who resolved the ticket or has it.
- **申诉 · Disputes.** 只有被质检的坐席可以申诉，由另一位质检员裁定。 Only the agent whose work was reviewed disputes a review; another reviewer
  decides.
- **关注 · Follow.** 任何能看到工单的人可以自己关注；替别人添加要由坐席本人或主管来做。 Anybody who reads a ticket may follow it; others are added
  by its assignee or a supervisor.
- **大促小组 · Squad.** 大促期间小组成员等同主管。 While a promotion runs, its squad may do what supervisors may.
- **脱敏 · Masking.** 以上都不包含看明文：那是 \`reveal\`，要写理由，会被记录。 None of this shows personal data: that is \`reveal\`, with a
  reason, and recorded.
`;
