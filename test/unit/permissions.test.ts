import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../core/domain/commands.ts';
import { type Actor, mayNot, ROLES, type Role } from '../../core/domain/permissions.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { checker, chief, does, inPhase, lin, verdict, wang } from './desk.ts';

// a: the assignee alone, A: any agent, s: supervisor, r: reviewer, O: operator, C: channel, c: channel and customer, o: system
const TABLE: Readonly<Record<CommandName, string>> = {
  open: 'C',
  classify: 'as',
  queue: 'as',
  assign: 's',
  dispatch: 'o',
  claim: 'As',
  pause: 'o',
  leavePool: 'o',
  takeFromAbsent: 'o',
  accept: 'a',
  reply: 'as',
  note: 'Asr',
  hold: 'as',
  resume: 'aso',
  customerReply: 'c',
  urge: 'c',
  transfer: 'as',
  escalate: 'as',
  acknowledge: 'AsrO',
  finishTask: 'Asr',
  resolve: 'as',
  review: 'r',
  reopen: 'cs',
  close: 'cs',
  archive: 'o',
  dispatchFailed: 'o',
  advance: 'o',
  rebuildClocks: 'O',
};

const LETTERS: Readonly<Record<Role, readonly string[]>> = {
  agent: ['A'],
  supervisor: ['s'],
  reviewer: ['r'],
  operator: ['O'],
  channel: ['c', 'C'],
  customer: ['c'],
  system: ['o'],
};

const stranger = (role: Role): Actor => ({ kind: 'agent', id: 'agt_stranger', roles: [role] });
const says = (actor: Actor, command: CommandName, ticket: Ticket): string =>
  mayNot(actor, command, ticket)?.refused ?? 'allowed';

describe('who may give which command', () => {
  const ticket = inPhase('handling');
  for (const [command, letters] of Object.entries(TABLE) as [CommandName, string][]) {
    it(`${command}: every role that is not on the ticket`, () => {
      for (const role of ROLES) {
        const allowed = LETTERS[role].some((letter) => letters.includes(letter));
        const works = role === 'agent' || role === 'supervisor'; // a supervisor may be the last resort
        const refusal = works && letters.includes('a') ? 'not-the-assignee' : 'not-permitted';
        expect([role, says(stranger(role), command, ticket)]).toEqual([role, allowed ? 'allowed' : refusal]);
      }
    });
    it(`${command}: the assignee`, () => {
      expect(says(lin, command, ticket)).toBe(/[aA]/.test(letters) ? 'allowed' : 'not-permitted');
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
