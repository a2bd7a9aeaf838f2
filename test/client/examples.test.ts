import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDirectory } from '../../client/cli/directory-file.ts';
import { parsePolicy } from '../../contracts/policy.ts';
import { openTicket, putAgent } from '../../contracts/requests.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => parse(readFileSync(new URL(path, root), 'utf8'));
const tickets = read('examples/tickets.yaml') as Record<string, string>[];
const customers = read('examples/customers.yaml') as { id: string; email?: string }[];
const desk = read('examples/desk.yaml') as {
  id: string;
  team: string;
  name: string;
  roles: string[];
  skills?: Record<string, number>;
}[];
const policy = parsePolicy(readFileSync(new URL('policies/desk.yaml', root), 'utf8'), 'policies/desk.yaml');

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();

describe('the examples', () => {
  it('come by every channel and are of every category of the policy', () => {
    expect(tickets.length).toBeGreaterThanOrEqual(130);
    expect([...new Set(tickets.map(({ channel }) => channel))].sort()).toEqual(names(policy.channels));
    expect([...new Set(tickets.map(({ expected }) => expected))].sort()).toEqual(names(policy.categories));
  });

  it('are about three in Chinese to one in English', () => {
    const chinese = tickets.filter(({ text }) => /\p{Script=Han}/u.test(text!)).length;
    expect(chinese / tickets.length).toBeGreaterThan(0.68);
    expect(chinese / tickets.length).toBeLessThan(0.82);
  });

  it('are all different, and what the API takes', () => {
    expect(new Set(tickets.map(({ text }) => text)).size).toBe(tickets.length);
    for (const [index, { expected, channel, customer, text, ...rest }] of tickets.entries()) {
      const known = customers.find(({ id }) => id === customer);
      const request = { uniqueId: String(index), description: text, customer: known, ...rest };
      expect(openTicket.safeParse(request).error, `${expected} ${channel} ${rest.subject}`).toBeUndefined();
    }
  });

  it('belong to invented people only', () => {
    for (const { id, email } of customers) expect(email ?? 'x@example.com', id).toMatch(/@example\.com$/);
  });

  it('have a directory that can be applied, and whose agents are those of the sample desk or new', () => {
    const { teams, agents } = readDirectory(
      readFileSync(new URL('examples/directory.yaml', root), 'utf8'),
      'directory.yaml',
    );
    const served = new Set(policy.queues.flatMap((queue) => queue.teams));
    for (const { team, name, id } of agents) {
      expect(served, id).toContain(team);
      const known = desk.find((agent) => agent.id === id);
      if (known) expect(known, id).toMatchObject({ name, team });
    }
    // So that --delete removes nobody of the sample desk.
    for (const { name } of teams)
      for (const { id, team } of desk) if (team === name) expect(agents.map((agent) => agent.id)).toContain(id);
  });

  it('have somebody for every skill that a rule asks for, in the first or the second team of every queue', () => {
    const needs = policy.routing.rules.flatMap(({ then: { skills } }) => skills);
    expect(needs.length).toBeGreaterThan(0);
    for (const { skill, level, tier } of needs.filter((need) => need.skill !== 'payments'))
      for (const { name, teams } of policy.queues)
        expect(
          desk.some((agent) => teams.includes(agent.team) && (agent.skills?.[skill] ?? 0) >= level) || tier === 3,
          `${skill} in ${name}`,
        ).toBe(true);
  });

  it('have agents in every team, supervisors and reviewers, all as the API takes them', () => {
    const teams = new Set(policy.queues.flatMap((queue) => queue.teams));
    const told = policy.escalation.levels
      .flatMap(({ to }) => to)
      .flatMap((each) => (each.startsWith('team:') ? [each.slice('team:'.length)] : []))
      .filter((team) => !teams.has(team)); // they serve no queue
    for (const { id, ...body } of desk) {
      expect(putAgent.safeParse(body).error, id).toBeUndefined();
      expect([...teams, ...told], id).toContain(body.team);
    }
    for (const team of told)
      expect(
        desk.some((agent) => agent.team === team),
        team,
      ).toBe(true);
    for (const team of teams)
      expect(desk.filter((agent) => agent.team === team && agent.roles.includes('agent')).length, team).toBeGreaterThan(
        1,
      );
    for (const role of ['supervisor', 'reviewer'])
      expect(desk.filter(({ roles }) => roles.includes(role)).length).toBeGreaterThan(1);
  });
});
