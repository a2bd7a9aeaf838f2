/** The words of routing in both languages. */
import type { LiveRouting, QueueView, RoutingStep, RoutingView } from '../../contracts/routing-views.ts';
import type { Language, Phrase } from './words.ts';
import { say } from './words.ts';

export const STRATEGIES: Readonly<Record<QueueView['strategy'], Phrase>> = {
  bestMatch: ['综合最合适', 'best match'],
  leastLoaded: ['最空闲', 'least loaded'],
  roundRobin: ['轮流', 'round robin'],
  sticky: ['上次服务过的人', 'sticky'],
  pool: ['领取池', 'pool'],
};

export const QUEUE_COLOURS: Readonly<Record<NonNullable<QueueView['colour']>, Phrase>> = {
  green: ['绿', 'green'],
  yellow: ['黄', 'yellow'],
  red: ['红', 'red'],
};

type Factor = LiveRouting['candidates'][number]['factors'][number]['name'];
export const FACTORS: Readonly<Record<Factor, Phrase>> = {
  skill: ['技能', 'skill'],
  language: ['语言', 'language'],
  region: ['地区', 'region'],
  capacity: ['空闲', 'capacity'],
  performance: ['表现', 'performance'],
  continuity: ['老客户', 'continuity'],
  seniority: ['资历', 'seniority'],
  rest: ['间隔', 'rest'],
};

type Skip = LiveRouting['remedies'][number]['changes'][number];
/** Why somebody is left out. */
export const SKIPS: Readonly<Record<Skip, Phrase>> = {
  busy: ['忙碌', 'busy'],
  away: ['离开', 'away'],
  offline: ['离线', 'offline'],
  noHeartbeat: ['坐席端失联', 'no sign of life'],
  offShift: ['不在班', 'off shift'],
  onLeave: ['请假', 'on leave'],
  notAnAgent: ['不是坐席', 'not an agent'],
  full: ['容量不够', 'no room'],
  tooManyAtOnce: ['刚分派太多', 'too many at once'],
  excluded: ['已退回或被收回', 'gave it back, or it was taken from them'],
  unskilled: ['技能不足', 'lacks a skill'],
  pausedWork: ['有暂停的工单先恢复', 'paused work comes first'],
};

/** What would have to change, said of the agents who follow. */
export const REMEDIES: Readonly<Record<Skip, Phrase>> = {
  busy: ['改为在线', 'come online'],
  away: ['改为在线', 'come online'],
  offline: ['上线', 'come online'],
  noHeartbeat: ['坐席端恢复连接', 'connect again'],
  offShift: ['排上班', 'be on shift'],
  onLeave: ['销假', 'come back from leave'],
  notAnAgent: ['成为坐席', 'become agents'],
  full: ['完结或挂起手上的工单', 'finish something or put it on hold'],
  tooManyAtOnce: ['过一会儿', 'wait a little'],
  excluded: ['由主管指派', 'be assigned by a supervisor'],
  unskilled: ['技能达到要求，或等它放宽', 'reach the skills, or wait until these are dropped'],
  pausedWork: ['恢复并完结暂停的工单', 'take up and finish what is paused'],
};

export const ASSIGNED_BY: Readonly<Record<string, Phrase>> = {
  dispatch: ['自动分派', 'dispatched to'],
  lastResort: ['兜底分派', 'as a last resort to'],
  pull: ['有空后自动分派', 'pulled by'],
  claim: ['领取', 'claimed by'],
  choice: ['挑单领取', 'chosen by'],
  supervisor: ['主管指派', 'assigned by a supervisor to'],
  transfer: ['转派', 'handed to'],
};

const lastResortOf = (who: string, language: Language): string =>
  who === 'supervisor' ? say(['主管', 'a supervisor'], language) : who;

/** One step of the relaxation; `lastResort`: who that is. */
export const stepText = (step: RoutingStep, lastResort: string, language: Language): string => {
  switch (step.kind) {
    case 'leavesPool':
      return say(['不再等人领取，改为推送', 'it leaves the pool and is pushed'], language);
    case 'dropSkills':
      return say([`不再要求第 ${step.tier} 档技能`, `skills of tier ${step.tier} are asked for no longer`], language);
    case 'askTeam':
      return say([`再问部门 ${step.team}`, `the team ${step.team} is asked too`], language);
    case 'lastResort': {
      const who = lastResortOf(lastResort, language);
      return say([`兜底：交给${who}`, `the last resort: ${who}`], language);
    }
  }
};

export const skillText = ({ skill, level, tier }: RoutingView['skills'][number], language: Language): string =>
  tier === 0
    ? `${skill} ≥ ${level} ${say(['（必须）', '(required)'], language)}`
    : `${skill} ≥ ${level} ${say([`（第 ${tier} 档）`, `(tier ${tier})`], language)}`;
