/** The examples of docs/policy.md are parts of a policy that can be used. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { ACTION_NAMES } from '../../contracts/macro-file.ts';
import { parsePolicy } from '../../contracts/policy.ts';
import { CLOCKS } from '../../core/domain/clocks/clock.ts';
import { RESCUES } from '../../core/domain/clocks/sla.ts';
import { TRIGGERS } from '../../core/domain/escalation/ladder.ts';
import { FIELD_TYPES, PROBLEM_CODES, REQUIRED } from '../../core/domain/forms/form.ts';
import { PLACEHOLDERS } from '../../core/domain/handling/placeholders.ts';
import { STRATEGIES } from '../../core/domain/routing/route.ts';
import { FACTORS, RULE_FIELDS } from '../../core/domain/routing/routing-policy.ts';
import { policy, policyText } from './desk.ts';

const page = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => parse(text as string));

interface Part {
  readonly queues?: readonly { readonly name: string }[];
  readonly routing?: object;
}

/** The default policy with the parts of an example instead of its own. */
const withExample = ({ queues = [], routing = {}, ...sections }: Part): string => {
  const file = parse(policyText);
  return stringify({
    ...file,
    // Other codes than those that its sampling knows.
    ...('resolutionCodes' in sections && { review: { reworkRounds: 2 } }),
    ...sections,
    queues: file.queues.map(({ name, ...rest }: { name: string }) => ({
      name,
      ...rest,
      ...queues.find((each) => each.name === name),
    })),
    routing: { ...file.routing, ...routing },
  });
};

describe('the page of the policy', () => {
  const policies = examples.map((example) => parsePolicy(withExample(example), 'docs/policy.md'));

  it('has examples that can be used, and each of them changes something', () => {
    expect(policies).toHaveLength(17);
    expect(new Set([policy, ...policies].map(({ version }) => version)).size).toBe(18);
  });

  it('says with them what they seem to say', () => {
    const [rules, queue, rest] = policies;
    const [first, second] = rules?.routing.rules ?? [];
    expect(first).toHaveProperty('when.urges', { atLeast: 2 });
    expect(first).toHaveProperty('then.queue', 'complaints');
    expect(first?.then.skills.map(({ skill, level, tier }) => `${skill} ${level} ${tier}`)).toEqual([
      'key-accounts 3 0',
      'english 2 2',
    ]);
    expect(second?.during).toMatchObject({ weekdays: ['fri', 'sat'], from: '22:00', to: '06:00' });
    expect(second?.then).toEqual({ skills: [], strategy: 'leastLoaded', teams: ['aftersales', 'logistics'] });
    expect(queue?.queues.find(({ name }) => name === 'presale')).toMatchObject({
      strategy: 'pool',
      lastResort: 'agt_mei',
      learning: false,
      pool: { limitMinutes: { P0: 5, P1: 10, P2: 20, P3: 45 }, claimed: 3, choice: false },
    });
    expect(rest?.routing).toMatchObject({
      units: { P0: 6, P1: 2, P2: 1, P3: 1 },
      weights: { skill: 3, performance: 2, rest: 2, seniority: 0 },
      exploration: 0.1,
      urgency: { priority: { P0: 4320, P1: 480 }, tier: { vip: 240, gold: 60 }, urge: 45 },
      heartbeatSeconds: 120,
      overflow: { red: { drainMinutes: 180, oldestMinutes: 60 }, onRed: ['secondaryTeams', 'openPool'] },
    });
  });

  it('says of time with them what they seem to say', () => {
    const [calendars, promises, holds, ladder, promotion, alarms] = policies.slice(3);
    const night = calendars?.calendars['night-line'];
    expect(night?.week[4]).toEqual([[1080, 120]]);
    expect(night?.days).toMatchObject({ '2027-02-07': [], '2027-02-13': [[1080, 1380]], '2026-11-11': [[480, 1440]] });
    expect(promises?.sla.slice(0, -4).map(({ name, when: { priority } }) => [name, priority?.[0]].join(' '))).toEqual([
      'vip-complaints P0',
      'vip-complaints P1',
      'vip-complaints P2',
      'vip-complaints P3',
      'nobody-sits-on-it P0',
      'nobody-sits-on-it P1',
      'nobody-sits-on-it P2',
      'nobody-sits-on-it P3',
    ]);
    expect(promises?.sla[2]?.targets).toEqual({
      firstResponse: { minutes: 5, calendar: 'always' },
      resolution: { minutes: 120, calendar: 'office', warnings: [{ minutesBefore: 60 }, { percent: 75 }] },
    });
    expect(promises?.sla[5]?.targets.handle).toEqual({ minutes: 90, calendar: 'always', rescue: 'otherTeam' });
    expect(holds?.hold.reasons.thirdParty).toMatchObject({ limitMinutes: 7200, atEnd: 'resolve' });
    expect(ladder?.escalation.ladder.map(({ level, acknowledgeMinutes }) => [level, acknowledgeMinutes])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [2, 30],
      [2, undefined],
    ]);
    expect(promotion?.sla[0]).toMatchObject({ promotion: 'spring-sale', when: { priority: ['P2'] } });
    expect(alarms?.alarms.map(({ when }) => when)).toEqual([
      { untouched: { priority: ['P0'], minutes: 3 } },
      { waiting: { priority: ['P0', 'P1', 'P2', 'P3'], moreThan: 20 } },
    ]);
  });

  it('says of forms, steps and macros with them what they seem to say', () => {
    const [joining, forms, steps, approvals, macros, reviews] = policies.slice(9);
    expect(joining?.joining.categories.complaint).toEqual({
      windowMinutes: 720,
      sameOrder: 'link',
      sameCustomer: 'none',
    });
    expect(forms?.forms['return-exchange']?.fields.map(({ name, required }) => `${name} ${required}`)).toEqual([
      'order-number never',
      'fault never',
      'serial atCreation',
      'amount never',
    ]);
    expect(forms?.forms['return-exchange']?.fields[2]).toMatchObject({ pattern: '[A-Z]{2}\\d{8}' });
    expect(steps?.checklists.refund?.map(({ name, required, evidence }) => [name, required, evidence])).toEqual([
      ['greeted', false, false],
      ['looked-up', true, false],
      ['second-look', expect.objectContaining({ tier: ['vip'] }), false],
      ['receipt', false, true],
    ]);
    expect(approvals?.approvals[0]?.stages.map(({ name, need, limitMinutes }) => [name, need, limitMinutes])).toEqual([
      ['lead', 1, 120],
      ['board', 2, 1440],
    ]);
    expect(macros?.macros[0]?.actions.map((action) => action.do)).toEqual(['setFields', 'takeStep', 'tag', 'resolve']);
    expect(reviews?.review).toMatchObject({
      ...{ reworkMinutes: 240, expertQueue: 'complaints' },
      sampling: { share: 0.1, shares: [{ share: 1 }, { share: 0.4 }], quota: 40, calibration: 0.05 },
    });
  });

  it('names every action and placeholder of macros, every type of field and every problem of a form', () => {
    const forms = readFileSync(new URL('../../docs/forms.md', import.meta.url), 'utf8');
    const named = (on: string, names: readonly string[]) => names.filter((name) => !on.includes(`\`${name}\``));
    expect(named(page, [...ACTION_NAMES, ...PLACEHOLDERS.map((name) => `{${name}}`)])).toEqual([]);
    expect(named(forms, [...FIELD_TYPES, ...REQUIRED, ...PROBLEM_CODES])).toEqual([]);
  });

  it('names every section of a file, every clock, trigger, action and rescue', () => {
    const actions = ['notify', 'raisePriority', 'reassign', 'freezeHold'];
    const names = [...Object.keys(parse(policyText)), ...CLOCKS, ...TRIGGERS, ...RESCUES, ...actions];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every field of a rule, every strategy and every part of routing', () => {
    const names = [...RULE_FIELDS, ...STRATEGIES, ...Object.keys(parse(policyText).routing)];
    expect(names.filter((name) => !page.includes(`\`${name}\``) && name !== 'rules')).toEqual([]);
    expect(Object.keys(parse(policyText).routing.weights)).toEqual([...FACTORS]);
  });
});
