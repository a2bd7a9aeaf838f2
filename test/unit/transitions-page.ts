import { type CommandName, TRANSITIONS } from '../../core/domain/commands.ts';
import { PHASES, type Phase } from '../../core/domain/vocabulary.ts';

const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  queued: '排队',
  handling: '处理中',
  paused: '让位',
  onHold: '挂起',
  review: '质检',
  resolved: '已解决',
  closed: '已关闭',
  archived: '已归档',
};

const COMMAND_TITLES: Readonly<Record<CommandName, string>> = {
  open: '开单',
  classify: '分类',
  queue: '退回队列',
  assign: '分派',
  dispatch: '派单',
  claim: '领取',
  pause: '让位',
  leavePool: '离开领取池',
  takeFromAbsent: '休假收回',
  accept: '开始处理',
  reply: '回复客户',
  note: '内部备注',
  hold: '挂起',
  resume: '恢复',
  customerReply: '客户回复',
  urge: '催单',
  transfer: '转派',
  escalate: '升级',
  acknowledge: '确认升级',
  finishTask: '完成任务',
  resolve: '解决',
  review: '质检',
  reopen: '重开',
  close: '关闭',
  archive: '归档',
  dispatchFailed: '无人可派',
  advance: '时间推进',
  rebuildClocks: '重算时效',
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The whole of docs/transitions.md. */
export const transitionsPage = (): string =>
  `${[
    '# Transitions 流转表',
    '',
    'Which command is allowed in which phase, from `TRANSITIONS` in `core/domain/commands.ts`; anything else is refused with',
    '[`command-not-allowed-in-phase`](errors.md#command-not-allowed-in-phase). Who may give a command is in',
    '`core/domain/permissions.ts`. `open` makes a ticket; `dispatch`, `pause`, `leavePool`,',
    '`takeFromAbsent`, `dispatchFailed` and `advance` are given by the system alone, `rebuildClocks` by an operator.',
    '',
    row(['command 命令', ...PHASES.map((phase) => `${phase} ${PHASE_TITLES[phase]}`)]),
    row(['---', ...PHASES.map(() => ':-:')]),
    ...(Object.keys(TRANSITIONS) as CommandName[]).map((command) =>
      row([
        `${command} ${COMMAND_TITLES[command]}`,
        ...PHASES.map((phase) => (TRANSITIONS[command].includes(phase) ? '●' : ' ')),
      ]),
    ),
    '',
    'Where they lead: `queued` → (dispatch, assign, claim) → `handling` → (hold) → `onHold` → (resume, customerReply) → `handling` →',
    '(resolve) → `review` → (review: pass) → `resolved` → (close) → `closed` → (archive) → `archived`. A review that fails and',
    'a reopening by a supervisor lead back to `handling`; a reopening by the customer, queue, a transfer to a queue, and a breach',
    'that nobody reacts to lead back to `queued`. A more urgent ticket may push one aside: `handling` → (pause) → `paused` → (resume).',
    '',
  ].join('\n')}`;
