/** What an export tells of a ticket, column by column: personal data masked, as on every read. */
import type { ClockName } from '../clocks/clock.ts';
import { namesOf } from '../privacy/known-names.ts';
import { maskCustomer, maskText } from '../privacy/mask.ts';
import { maskFields } from '../privacy/mask-data.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Titles } from '../vocabulary.ts';

/** `null`: there is none. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>> | null;

interface Column {
  readonly titles: Titles;
  /** Points in time: programs get ISO 8601, spreadsheets the time of the desk. */
  readonly instant?: true;
  readonly of: (ticket: Ticket) => Cell | undefined;
}

const column = (zh: string, en: string, of: Column['of']): Column => ({ titles: { zh, en }, of });
const instant = (zh: string, en: string, of: (ticket: Ticket) => Instant | undefined): Column => ({
  titles: { zh, en },
  instant: true,
  of,
});
const breached =
  (clock: ClockName): Column['of'] =>
  ({ clocks }) =>
    clocks[clock]?.breachedAt !== undefined;

const TABLE = {
  code: column('工单号', 'Ticket', ({ code }) => code),
  id: column('编号', 'Id', ({ id }) => id),
  subject: column('主题', 'Subject', (ticket) => maskText(ticket.subject, namesOf(ticket))),
  phase: column('阶段', 'Phase', ({ phase }) => phase),
  category: column('问题类型', 'Category', ({ category }) => category),
  priority: column('优先级', 'Priority', ({ priority }) => priority),
  impact: column('影响范围', 'Impact', ({ impact }) => impact),
  queue: column('队列', 'Queue', ({ queue }) => queue),
  channel: column('渠道', 'Channel', ({ channel }) => channel),
  customer: column('客户', 'Customer', ({ customer }) => maskText(customer.id)),
  customerName: column('客户姓名', 'Customer name', ({ customer }) => maskCustomer(customer).name),
  customerPhone: column('客户电话', 'Customer phone', ({ customer }) => maskCustomer(customer).phone),
  customerEmail: column('客户邮箱', 'Customer e-mail', ({ customer }) => maskCustomer(customer).email),
  tier: column('客户等级', 'Tier', ({ customer }) => customer.tier),
  region: column('地区', 'Region', ({ customer }) =>
    customer.region === undefined ? undefined : maskText(customer.region),
  ),
  orders: column('订单号', 'Orders', ({ orders }) => orders),
  tags: column('标签', 'Tags', ({ tags }) => tags),
  agent: column('坐席', 'Agent', (ticket) => ('assignee' in ticket ? ticket.assignee.id : undefined)),
  team: column('部门', 'Team', (ticket) => ('assignee' in ticket ? ticket.assignee.team : undefined)),
  level: column('升级级别', 'Escalation level', ({ level }) => level),
  openedAt: instant('创建时间', 'Opened', ({ openedAt }) => openedAt),
  firstResponseDueAt: instant('首次响应时限', 'First response due', ({ clocks }) => clocks.firstResponse.dueAt),
  firstRespondedAt: instant('首次响应时间', 'First responded', ({ clocks }) => clocks.firstResponse.stoppedAt),
  firstResponseBreached: column('首次响应超时', 'First response late', breached('firstResponse')),
  resolutionDueAt: instant('解决时限', 'Resolution due', ({ clocks }) => clocks.resolution.dueAt),
  resolvedAt: instant('解决时间', 'Resolved', (ticket) => ('resolvedAt' in ticket ? ticket.resolvedAt : undefined)),
  resolutionBreached: column('解决超时', 'Resolution late', breached('resolution')),
  closedAt: instant('关闭时间', 'Closed', (ticket) => ('closedAt' in ticket ? ticket.closedAt : undefined)),
  resolutionCode: column('解决代码', 'Resolution code', (ticket) =>
    'resolution' in ticket ? ticket.resolution.code : undefined,
  ),
  resolution: column('解决说明', 'Resolution', (ticket) =>
    'resolution' in ticket ? maskText(ticket.resolution.text, namesOf(ticket)) : undefined,
  ),
  urges: column('催办次数', 'Urges', ({ urges }) => urges),
  transfers: column('转派次数', 'Transfers', ({ transfers }) => transfers),
  reworks: column('返工次数', 'Reworks', ({ reworks }) => reworks),
  reopens: column('重开次数', 'Reopens', ({ reopens }) => reopens),
  stars: column('满意度', 'Stars', ({ stars }) => stars),
  parent: column('父工单', 'Parent', ({ parent }) => parent?.code),
  mergedInto: column('并入工单', 'Merged into', (ticket) => (ticket.phase === 'merged' ? ticket.into.code : undefined)),
  fields: column('表单', 'Fields', (ticket) =>
    maskFields(
      Object.fromEntries(Object.entries(ticket.fields).map(([name, { value }]) => [name, value])),
      namesOf(ticket),
    ),
  ),
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof TABLE;
export const COLUMNS = Object.keys(TABLE) as [ColumnName, ...ColumnName[]];
export const columnOf = (name: ColumnName): Column => TABLE[name];

export type Row = Readonly<Partial<Record<ColumnName, Cell>>>;

/** The ticket as it stands now. */
export const rowOf = (ticket: Ticket, columns: readonly ColumnName[]): Row =>
  Object.fromEntries(columns.map((name) => [name, columnOf(name).of(ticket) ?? null]));
