/** Agents as a table: a heading in Chinese or English, one agent a row. */
import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';
import { agentId } from '../../contracts/common.ts';
import { putAgent } from '../../contracts/requests.ts';
import type { AgentView } from '../../contracts/views.ts';
import { OWN_SUBSTITUTE, type WantedAgent } from './directory-file.ts';
import { Mistake } from './mistake.ts';

const agent = z
  .extend(z.omit(putAgent, { presence: true }), { id: agentId })
  .check(z.refine(({ id, substitute }) => id !== substitute, { message: OWN_SUBSTITUTE, path: ['substitute'] }));

type Field = keyof WantedAgent;

/** By what stands in the heading, small letters. */
const HEADINGS: Readonly<Record<string, Field>> = {
  ...{ id: 'id', agent: 'id', 编号: 'id', 工号: 'id', 坐席编号: 'id' },
  ...{ name: 'name', 姓名: 'name', 名称: 'name' },
  ...{ email: 'email', mail: 'email', 邮箱: 'email', 邮件: 'email' },
  ...{ phone: 'phone', 电话: 'phone', 手机: 'phone' },
  ...{ digest: 'digest', 汇总: 'digest', 汇总通知: 'digest' },
  ...{ team: 'team', 部门: 'team', 团队: 'team' },
  ...{ role: 'roles', roles: 'roles', 角色: 'roles' },
  ...{ capacity: 'capacity', 容量: 'capacity', 负载上限: 'capacity' },
  ...{ skill: 'skills', skills: 'skills', 技能: 'skills' },
  ...{ language: 'languages', languages: 'languages', 语言: 'languages' },
  ...{ region: 'regions', regions: 'regions', 地区: 'regions', 区域: 'regions' },
  ...{ seniority: 'seniority', 资历: 'seniority' },
  ...{ leave: 'leave', 请假: 'leave', 休假: 'leave' },
  ...{ scope: 'scope', 范围: 'scope', 可见范围: 'scope' },
  ...{ until: 'until', 到期: 'until', 截止: 'until' },
  ...{ substitute: 'substitute', 代理人: 'substitute' },
};

const ROLES: Readonly<Record<string, string>> = {
  坐席: 'agent',
  主管: 'supervisor',
  质检: 'reviewer',
  运维: 'operator',
  审计: 'auditor',
  临时: 'temporary',
};
const SCOPES: Readonly<Record<string, string>> = { 本部门: 'team', 全部: 'desk', 全台: 'desk' };
const LANGUAGES: Readonly<Record<string, string>> = { 中文: 'zh', 英文: 'en', chinese: 'zh', english: 'en' };

const words = (text: string): string[] => text.split(/[\s;；、,，|]+/u).filter(Boolean);
const translated = (text: string, known: Readonly<Record<string, string>>): string[] =>
  words(text).map((word) => known[word.toLowerCase()] ?? word);
const YES: Readonly<Record<string, boolean>> = { 是: true, yes: true, true: true, 否: false, no: false, false: false };
/** What is no number stays text, so that the check of the API names it. */
const number = (text: string): unknown =>
  text.trim() === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text);

const READERS: Readonly<Record<Field, (text: string) => unknown>> = {
  id: (text) => text,
  name: (text) => text,
  email: (text) => text,
  phone: (text) => text,
  digest: (text) => YES[text.toLowerCase()] ?? text,
  team: (text) => text,
  roles: (text) => translated(text, ROLES),
  capacity: number,
  skills: (text) =>
    Object.fromEntries(
      words(text).map((word) => {
        const [skill = '', level = '1'] = word.split(/[:：]/u);
        return [skill, number(level)];
      }),
    ),
  languages: (text) => translated(text, LANGUAGES),
  regions: words,
  seniority: number,
  scope: (text) => SCOPES[text] ?? text,
  until: (text) => text,
  leave: (text) =>
    words(text).map((word) => {
      const [from, until = from] = word.split(/[~～]/u);
      return { from, until };
    }),
  substitute: (text) => text,
};

interface Row {
  readonly cells: readonly string[];
  /** Of the file, from 1: the last line of the row. */
  readonly line: number;
}

/**
 * What a column does not say stays as it is for an agent who is known. `team`: of rows without one. Throws a Mistake with
 * everything that is wrong, each with its line.
 */
export const readAgents = (
  text: string,
  file: string,
  { known, team }: { readonly known: readonly AgentView[]; readonly team?: string },
): readonly WantedAgent[] => {
  // A table that was saved in another encoding, as office programs do, would give names nobody can read.
  if (text.includes('\ufffd')) throw new Mistake(`${file} is not UTF-8: save it as "CSV UTF-8" and try again.`);
  const [head, ...rows] = rowsOf(text, file);
  if (!head) throw new Mistake(`${file} is empty: its first row names the columns, e.g. id,name,skills.`);
  const { fields, problems } = fieldsOf(head);
  const agents: WantedAgent[] = [];
  const lines = new Map<string, number>();
  for (const { cells, line } of problems.length > 0 ? [] : rows) {
    if (cells.length !== fields.length) {
      problems.push(`${line}: it has ${cells.length} cells, the heading ${fields.length}`);
      continue;
    }
    const said = saidOf(cells, fields);
    const parsed = agent.safeParse({ ...baseOf(said.id, known, team), ...said });
    for (const { path, message } of parsed.error?.issues ?? []) problems.push(`${line}: ${path.join('.')}: ${message}`);
    if (!parsed.data) continue;
    const before = lines.get(parsed.data.id);
    if (before !== undefined) problems.push(`${line}: id: ${parsed.data.id} stands in line ${before} already`);
    lines.set(parsed.data.id, line);
    agents.push(parsed.data);
  }
  if (problems.length > 0) {
    const all = problems.map((problem) => `${file}:${problem}`);
    throw new Mistake([...all, 'Nothing was changed: correct them all and import it again.'].join('\n'));
  }
  return agents;
};

const rowsOf = (text: string, file: string): readonly Row[] => {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    const found = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    throw new Mistake(`${file}: ${(error as Error).message}. Nothing was changed.`);
  }
};

const fieldsOf = ({ cells, line }: Row): { readonly fields: readonly Field[]; readonly problems: string[] } => {
  const found = cells.map((cell) => HEADINGS[cell.toLowerCase()]);
  const fields = found.filter((field) => field !== undefined);
  const problems = [
    ...cells.flatMap((cell, at) =>
      found[at] ? [] : [`${line}: there is no column ${cell}; allowed are ${Object.keys(HEADINGS).join(', ')}`],
    ),
    ...fields.flatMap((field, at) =>
      fields.indexOf(field) < at ? [`${line}: the column ${field} stands here twice`] : [],
    ),
    ...(['id', 'name'] as const).flatMap((field) =>
      fields.includes(field) ? [] : [`${line}: the column ${field} is missing`],
    ),
  ];
  return { fields, problems };
};

/** An empty cell says nothing, but for lists and e-mail: they become empty. */
const saidOf = (cells: readonly string[], fields: readonly Field[]): { readonly [F in Field]?: unknown } =>
  Object.fromEntries(
    fields.flatMap((field, at) => {
      const text = cells[at] ?? '';
      if (text === '' && !EMPTY.has(field)) return [];
      return [[field, text === '' && OPTIONAL.has(field) ? undefined : READERS[field](text)]];
    }),
  );

const OPTIONAL: ReadonlySet<Field> = new Set(['email', 'phone', 'digest', 'scope', 'until']);
const EMPTY: ReadonlySet<Field> = new Set([
  'email',
  'phone',
  'digest',
  'scope',
  'until',
  'substitute',
  'skills',
  'languages',
  'regions',
  'leave',
  'id',
  'name',
]);

const baseOf = (id: unknown, known: readonly AgentView[], team: string | undefined): object => {
  const found = known.find((each) => each.id === id);
  const given = { ...(team !== undefined && { team }), roles: ['agent'] };
  if (!found) return given;
  const { name, email, roles, capacity, skills, languages, regions, seniority, leave, scope, until, phone, digest } =
    found;
  const { substitute } = found;
  return {
    ...{ name, roles, capacity, skills, languages, regions, seniority, leave, team: team ?? found.team },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(digest !== undefined && { digest }),
    ...(scope !== undefined && { scope }),
    ...(until !== undefined && { until }),
    ...(substitute !== undefined && { substitute }),
  };
};
