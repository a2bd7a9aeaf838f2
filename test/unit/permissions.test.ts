import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../core/domain/commands.ts';
import { type Actor, mayNot, ROLES, type Role } from '../../core/domain/permissions.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { checker, chief, does, inPhase, LIN, lin, policy, verdict, wang } from './desk.ts';

// a: the assignee alone, A: any agent, s: supervisor, r: reviewer, O: operator, C: channel, U: customer, c: channel and customer,
// p: somebody outside who was asked, o: system, t: somebody temporary with a ticket of theirs
const TABLE: Readonly<Record<CommandName, string>> = {
  open: 'CAs',
  classify: 'as',
  queue: 'ast',
  assign: 's',
  dispatch: 'o',
  claim: 'As',
  pause: 'o',
  leavePool: 'o',
  takeFromAbsent: 'o',
  accept: 'at',
  reply: 'ast',
  note: 'Asrt',
  hold: 'ast',
  resume: 'asot',
  customerReply: 'c',
  urge: 'c',
  transfer: 'as',
  escalate: 'as',
  acknowledge: 'AsrO',
  finishTask: 'Asrt',
  resolve: 'ast',
  approve: 'AsrO',
  rejectApproval: 'AsrO',
  askBack: 'AsrO',
  answerBack: 'as',
  withdraw: 'as',
  review: 'r',
  dispute: 'As',
  decideDispute: 'r',
  calibrate: 'r',
  reopen: 'cs',
  close: 'cs',
  archive: 'o',
  dispatchFailed: 'o',
  advance: 'o',
  rebuildClocks: 'O',
  tag: 'Asr',
  follow: 'AsrO',
  unfollow: 'AsrO',
  setFields: 'asct',
  takeStep: 'ast',
  runMacro: 'as',
  attach: 'Asct',
  checkAttachment: 'o',
  removeAttachment: 'as',
  sendBack: 'as',
  askParty: 'as',
  answerAsParty: 'p',
  openSub: 'as',
  subChanged: 'o',
  awaitSubs: 'as',
  split: 'as',
  link: 'Aso',
  unlink: 'As',
  merge: 'As',
  absorb: 'As',
  unmerge: 'As',
  release: 'As',
  reveal: 'asr',
  redact: 'sO',
  erase: 'o',
  holdForLaw: 'O',
  revokeLink: 'asO',
  rate: 'U',
};

const LETTERS: Readonly<Record<Role, readonly string[]>> = {
  agent: ['A'],
  supervisor: ['s'],
  reviewer: ['r'],
  operator: ['O'],
  auditor: [],
  temporary: [],
  channel: ['c', 'C'],
  customer: ['c', 'U'],
  party: ['p'],
  system: ['o'],
};

const stranger = (role: Role): Actor => ({ kind: 'agent', id: 'agt_stranger', roles: [role] });
const says = (actor: Actor, command: CommandName, ticket: Ticket): string =>
  mayNot(actor, command, ticket, policy)?.refused ?? 'allowed';

describe('who may give which command', () => {
  const ticket = inPhase('handling');
  for (const [command, letters] of Object.entries(TABLE) as [CommandName, string][]) {
    it(`${command}: every role that is not on the ticket`, () => {
      for (const role of ROLES) {
        const allowed = LETTERS[role].some((letter) => letters.includes(letter));
        // A supervisor may be the last resort.
        const works = role === 'agent' || role === 'supervisor';
        const mayHold = role === 'temporary' ? letters.includes('t') : works && letters.includes('a');
        const refusal = mayHold ? 'not-the-assignee' : 'not-permitted';
        expect([role, says(stranger(role), command, ticket)]).toEqual([role, allowed ? 'allowed' : refusal]);
      }
    });
    it(`${command}: the assignee`, () => {
      expect(says(lin, command, ticket)).toBe(/[aA]/.test(letters) ? 'allowed' : 'not-permitted');
    });
    it(`${command}: somebody temporary who is the assignee`, () => {
      const temporary: Actor = { kind: 'agent', id: LIN.id, roles: ['temporary'] };
      expect(says(temporary, command, ticket)).toBe(letters.includes('t') ? 'allowed' : 'not-permitted');
    });
  }

  it('refuses somebody without any role', () => {
    const nobody: Actor = { kind: 'agent', id: 'agt_lin', roles: [] };
    for (const command of Object.keys(TABLE) as CommandName[])
      expect(says(nobody, command, ticket)).toBe('not-permitted');
  });
});

describe('own work', () => {
  const both = (actor: Actor): Actor => ({ ...actor, roles: [...actor.roles, 'reviewer'] });

  it('refuses the review by the assignee', () => {
    expect(verdict(inPhase('review'), { type: 'review', verdict: 'pass' }, both(lin))).toBe('own-work');
  });

  it('refuses the review by the supervisor who resolved it for the assignee', () => {
    const { ticket } = does(inPhase('handling'), { type: 'resolve', code: 'done', text: '好了' }, chief);
    expect(verdict(ticket, { type: 'review', verdict: 'pass' }, both(chief))).toBe('own-work');
    expect(verdict(ticket, { type: 'review', verdict: 'pass' }, checker)).toBe('allowed');
  });

  it('lets another agent review who is a reviewer as well', () => {
    expect(verdict(inPhase('review'), { type: 'review', verdict: 'pass' }, both(wang))).toBe('allowed');
  });
});
