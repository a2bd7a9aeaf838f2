/** Who may do what with which ticket: one table for commands and for reading, which docs/permissions.md shows. */
import { gaveElsewhere, isAsked } from './approval/progress.ts';
import type { CommandName } from './commands.ts';
import type { ActorKind } from './events.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import { teamsOf } from './routing/relaxation.ts';
import type { Ticket } from './ticket.ts';

export const ROLES = [
  'agent',
  'supervisor',
  'reviewer',
  'operator',
  'auditor',
  'temporary',
  'channel',
  'customer',
  'party',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** Teams whose tickets somebody reaches; `desk`: all of them. */
type Reach = 'desk' | readonly string[];

export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly roles: readonly Role[];
  /** Of an agent or a supervisor; without it, the whole desk. */
  readonly reach?: Reach;
}

/** read: the ticket, its timeline, its attachments, lists and search · audit: who looked at it, from where · numbers: reports */
export const READS = ['read', 'audit', 'export', 'numbers'] as const;
export type Read = (typeof READS)[number];
export type Act = CommandName | Read;

/**
 * A role may do it with every ticket within its reach; `assignee`: an agent, a supervisor, or where it is one of `TEMPORARY`
 * somebody temporary, with the ticket that is theirs · `approver`: who is asked to approve it now.
 */
type Grant = Role | 'assignee' | 'approver';

const WORK: readonly Grant[] = ['assignee', 'supervisor'];
const AGENTS: readonly Grant[] = ['agent', 'supervisor'];
const PEOPLE: readonly Grant[] = ['agent', 'supervisor', 'reviewer', 'operator'];

/** Who may do a thing at all. */
export const MAY: Readonly<Record<Act, readonly Grant[]>> = {
  read: [...PEOPLE, 'auditor', 'temporary'],
  audit: ['operator', 'auditor'],
  export: ['supervisor', 'operator', 'auditor'],
  numbers: ['supervisor', 'operator', 'auditor'],

  open: ['channel', 'agent', 'supervisor'],
  classify: WORK,
  queue: WORK,
  assign: ['supervisor'],
  dispatch: ['system'],
  claim: AGENTS,
  pause: ['system'],
  leavePool: ['system'],
  takeFromAbsent: ['system'],
  accept: ['assignee'],
  reply: WORK,
  note: [...AGENTS, 'reviewer', 'assignee'],
  hold: WORK,
  resume: [...WORK, 'system'],
  customerReply: ['channel', 'customer'],
  urge: ['channel', 'customer'],
  transfer: WORK,
  escalate: WORK,
  acknowledge: PEOPLE,
  finishTask: [...AGENTS, 'reviewer', 'assignee'],
  resolve: WORK,
  approve: ['approver'],
  rejectApproval: ['approver'],
  askBack: ['approver'],
  answerBack: WORK,
  withdraw: WORK,
  review: ['reviewer'],
  // Of one's own work alone, see reviewing.ts.
  dispute: ['agent', 'supervisor'],
  decideDispute: ['reviewer'],
  calibrate: ['reviewer'],
  reopen: ['channel', 'customer', 'supervisor'],
  close: ['channel', 'customer', 'supervisor'],
  archive: ['system'],
  dispatchFailed: ['system'],
  advance: ['system'],
  rebuildClocks: ['operator'],

  tag: [...AGENTS, 'reviewer', 'assignee'],
  follow: PEOPLE,
  unfollow: PEOPLE,
  setFields: [...WORK, 'channel', 'customer'],
  takeStep: WORK,
  runMacro: WORK,
  attach: [...AGENTS, 'assignee', 'channel', 'customer'],
  checkAttachment: ['system'],
  removeAttachment: WORK,
  sendBack: WORK,
  askParty: WORK,
  answerAsParty: ['party'],
  openSub: WORK,
  subChanged: ['system'],
  awaitSubs: WORK,
  split: WORK,
  // By the system when a request comes that belongs to an earlier one.
  link: [...AGENTS, 'system'],
  unlink: AGENTS,
  merge: AGENTS,
  absorb: AGENTS,
  unmerge: AGENTS,
  release: AGENTS,
  reveal: ['assignee', 'supervisor', 'reviewer'],
  redact: ['supervisor', 'operator'],
  erase: ['system'],
  holdForLaw: ['operator'],
  revokeLink: [...WORK, 'operator'],
  rate: ['customer'],
};

/** What somebody temporary may do with the tickets that are theirs. */
const TEMPORARY: ReadonlySet<Act> = new Set<Act>([
  ...(['read', 'accept', 'reply', 'note', 'hold', 'resume', 'resolve', 'queue'] as const),
  ...(['setFields', 'takeStep', 'attach', 'finishTask'] as const),
]);

/** These see the whole desk, whatever team they are of. */
export const EVERYWHERE: ReadonlySet<Role> = new Set([
  'reviewer',
  'operator',
  'auditor',
  'channel',
  'customer',
  'party',
  'system',
]);

/** Who is in the squad of the promotion that runs may do what a supervisor may. */
export const withAuthority = (actor: Actor, { promotion }: Pick<Policy, 'promotion'>): Actor =>
  promotion?.squad.some((id) => id === actor.id)
    ? { ...actor, roles: [...new Set([...actor.roles, 'supervisor' as const])] }
    : actor;

const isAssignee = (actor: Actor, ticket: Ticket): boolean => {
  const held = ticket.phase === 'merged' ? ticket.was : ticket;
  return held.phase !== 'queued' && held.assignee.id === actor.id;
};

/** A ticket is within the reach of the teams that may get it or hold it, and of whoever takes part in it. */
const isWithinReach = (actor: Actor, ticket: Ticket, policy: Policy): boolean => {
  const { reach = 'desk' } = actor;
  if (reach === 'desk' || isAssignee(actor, ticket) || takesPart(actor, ticket)) return true;
  const teams = new Set(teamsOf(ticket, policy));
  if ('assignee' in ticket) teams.add(ticket.assignee.team);
  if (ticket.cameFrom) teams.add(ticket.cameFrom.assignee.team);
  const told = toldOf(ticket, policy);
  return reach.some((team) => teams.has(team) || told.has(`team:${team}`)) || told.has(actor.id);
};

/** Who follows it, has something to do for it, or was told of its escalation. */
const toldOf = ({ followers, tasks, rungs, level }: Ticket, { escalation }: Policy): ReadonlySet<string> =>
  new Set<string>([
    ...followers,
    ...tasks.map((task) => task.for),
    ...escalation.ladder.filter(({ name }) => rungs.includes(name)).flatMap(({ to = [] }) => to),
    ...escalation.levels.slice(0, level).flatMap(({ to }) => to),
  ]);

const takesPart = (actor: Actor, ticket: Ticket): boolean => {
  const { mentioned, followers, served, reviews } = ticket;
  const isThem = (id: string): boolean => id === actor.id;
  return (
    isApprover(actor, ticket) ||
    mentioned.some(isThem) ||
    followers.some(isThem) ||
    served.some(isThem) ||
    reviews.some(({ of }) => isThem(of))
  );
};

/** Of the stage that is asked now. */
const isApprover = ({ id }: Actor, ticket: Ticket): boolean =>
  ticket.phase === 'approval' && isAsked(ticket.approval, id);

/** Undefined when the actor may do it with this ticket; else why not. */
export const mayNot = (actor: Actor, act: Act, ticket: Ticket, policy: Policy): Refusal | undefined => {
  const allowed = MAY[act];
  if (allowed.includes('approver')) return notApprover(actor, ticket, policy);
  const granted = actor.roles.filter((role) => allowed.includes(role));
  if (granted.some((role) => EVERYWHERE.has(role)) || (granted.length > 0 && reaches(actor, granted, ticket, policy)))
    return act === 'review' ? ownWork(actor, ticket) : undefined;
  const works = actor.roles.some((role) => role === 'agent' || role === 'supervisor');
  const mayAsAssignee = allowed.includes('assignee') && (works || isTemporary(actor, act));
  if (mayAsAssignee && isAssignee(actor, ticket)) return undefined;
  if (granted.length > 0)
    return refuse(
      'not-your-team',
      'The ticket is with another team. Ask somebody who has it to mention you in a note.',
    );
  if (!mayAsAssignee) return refuse('not-permitted', `The act ${act} needs one of the roles: ${allowed.join(', ')}.`);
  return refuse('not-the-assignee', `Only the assignee or a supervisor may ${act} this ticket. Claim it, or ask them.`);
};

const isTemporary = ({ roles }: Actor, act: Act): boolean => roles.includes('temporary') && TEMPORARY.has(act);

/** Somebody temporary reads what is theirs, and where they were asked. */
const reaches = (actor: Actor, granted: readonly Role[], ticket: Ticket, policy: Policy): boolean =>
  granted.every((role) => role === 'temporary')
    ? isAssignee(actor, ticket) || takesPart(actor, ticket)
    : isWithinReach(actor, ticket, policy);

/** Why somebody may not read the ticket; a squad of the promotion that runs reads as supervisors do. */
export const mayNotRead = (actor: Actor, ticket: Ticket, policy: Policy): Refusal | undefined =>
  mayNot(withAuthority(actor, policy), 'read', ticket, policy);

/** Whether somebody reaches what waits for these teams. */
export const reachesTeams = ({ reach = 'desk' }: Actor, teams: readonly string[]): boolean =>
  reach === 'desk' || reach.some((team) => teams.includes(team));

const notApprover = (actor: Actor, ticket: Ticket, policy: Policy): Refusal | undefined => {
  if (!actor.roles.some((role) => PEOPLE.includes(role)))
    return refuse('not-permitted', 'Only people of the desk who are asked to may approve.');
  // To whoever may read it the phase says what is wrong.
  if (ticket.phase !== 'approval') return mayNot(actor, 'read', ticket, policy);
  if (isAssignee(actor, ticket) || ticket.resolution.by === actor.id)
    return refuse('own-work', 'Nobody approves what they have asked for themselves.');
  if (isApprover(actor, ticket)) return undefined;
  return gaveElsewhere(ticket.approval, actor.id)
    ? refuse('approved-another-stage', 'You have agreed to another stage of this: its stages are for different people.')
    : refuse('not-an-approver', 'Others are asked to approve this: see who on the ticket.');
};

const ownWork = (actor: Actor, ticket: Ticket): Refusal | undefined =>
  isAssignee(actor, ticket) || ('resolution' in ticket && ticket.resolution.by === actor.id)
    ? refuse('own-work', 'Nobody reviews their own work: leave it to another reviewer.')
    : undefined;
