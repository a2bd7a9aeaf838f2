/** Agents and teams on a terminal. */
import type { AgentView, DutyView, Heartbeat, TeamSummary } from '../../contracts/views.ts';
import { SKIPS } from './routing-words.ts';
import { list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { COLUMNS, PRESENCES, say } from './words.ts';

const dutyText = ({ onDuty, absence, shiftEndsAt }: DutyView, show: Show): string => {
  const { language } = show;
  const at = onDuty
    ? say(['在岗', 'on duty'], language)
    : say(absence ? SKIPS[absence] : ['不在岗', 'absent'], language);
  const end = shiftEndsAt === undefined ? '' : localTime(shiftEndsAt, show);
  return end ? say([`${at}，到 ${end}`, `${at} until ${end}`], language) : at;
};

export const agentsText = (agents: readonly AgentView[], show: Show): string => {
  if (agents.length === 0) return say(['没有坐席。', 'No agents.'], show.language);
  const title = (name: keyof typeof COLUMNS) => ({ title: say(COLUMNS[name], show.language) });
  const columns = [
    title('id'),
    title('name'),
    title('team'),
    title('roles'),
    title('presence'),
    title('duty'),
    { ...title('load'), align: 'right' as const },
    { ...title('open'), align: 'right' as const },
    { ...title('claimed'), align: 'right' as const },
    { ...title('paused'), align: 'right' as const },
    title('skills'),
    title('languages'),
  ];
  const rows = agents.map((agent) => [
    agent.id,
    agent.name,
    agent.team,
    agent.roles.join(', '),
    say(PRESENCES[agent.presence], show.language),
    agent.duty ? dutyText(agent.duty, show) : '–',
    `${agent.load}/${agent.capacity}`,
    String(agent.open),
    String(agent.claimed),
    String(agent.paused),
    skillsText(agent.skills),
    agent.languages.join(', '),
  ]);
  return table(columns, rows, show.colour.bold, show.width);
};

/** `english:2 refunds:4` */
const skillsText = (skills: AgentView['skills']): string =>
  Object.entries(skills)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([skill, level]) => `${skill}:${level}`)
    .join(' ');

export const meText = (agent: AgentView, show: Show): string => {
  const { language } = show;
  const entries: [string, string][] = [
    [say(COLUMNS.presence, language), say(PRESENCES[agent.presence], language)],
    [say(COLUMNS.duty, language), agent.duty ? dutyText(agent.duty, show) : '–'],
    [say(COLUMNS.load, language), `${agent.load}/${agent.capacity}`],
    [say(COLUMNS.open, language), String(agent.open)],
    [say(COLUMNS.claimed, language), String(agent.claimed)],
    [say(COLUMNS.paused, language), String(agent.paused)],
    [say(COLUMNS.skills, language), skillsText(agent.skills) || '–'],
  ];
  return [`${show.colour.bold(agent.name)}  ${agent.id}  ${agent.team}`, list(entries, show.colour.dim)].join('\n');
};

export const heartbeatText = (beat: Heartbeat, show: Show): string => {
  const line = `${say(PRESENCES[beat.presence], show.language)}  ${dutyText(beat, show)}`;
  return beat.warning ? `${line}\n${show.colour.yellow(beat.warning[show.language])}` : line;
};

export const teamsText = (teams: readonly TeamSummary[], show: Show): string => {
  const { language } = show;
  if (teams.length === 0) return say(['没有部门。', 'No teams.'], language);
  const columns = [
    { title: say(COLUMNS.team, language) },
    { title: say(['名称', 'title'], language) },
    { title: say(['坐席', 'agents'], language), align: 'right' as const },
    { title: say(['在岗', 'on duty'], language), align: 'right' as const },
  ];
  const rows = teams.map(({ name, title, agents, onDuty }) => [
    name,
    title?.[language] ?? say(['（没有排班）', '(no roster)'], language),
    String(agents),
    String(onDuty),
  ]);
  return table(columns, rows, show.colour.bold, show.width);
};
