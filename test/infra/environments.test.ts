import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_NAMES, type EnvironmentName, environmentNamed, withClockwork } from '../../lib/environments.ts';
import { type Json, type Resource, STACKS, scrubbed, synthesise, type Templates, templatesOf } from './templates.ts';

// The name of the environment stands in exports, in the tag and in the name of the bus; that is no difference.
const withoutName = (templates: Templates, name: EnvironmentName): Json =>
  JSON.parse(
    JSON.stringify(templates)
      .replaceAll(`gongdan-${name}-`, 'gongdan-')
      .replaceAll(`gongdan${name.replaceAll('-', '')}events`, 'gongdanevents')
      .replaceAll(`"Value":"${name}"`, '"Value":"env"'),
  );

const resources = (name: EnvironmentName): Map<string, Resource> => {
  const templates: Templates = withoutName(templatesOf(name), name);
  return new Map(STACKS.flatMap((stack) => Object.entries(templates[stack].Resources)));
};

/** `AWS::DynamoDB::GlobalTable WarmThroughput`: where two environments differ. */
function differences(left: EnvironmentName, right: EnvironmentName): string[] {
  const [ours, theirs] = [resources(left), resources(right)];
  const found = new Set<string>();
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [one, other] = [ours.get(id), theirs.get(id)];
    if (!one || !other) {
      found.add(`${(one ?? other)?.Type} in ${one ? left : right} only`);
      continue;
    }
    if (one.DeletionPolicy !== other.DeletionPolicy) found.add(`${one.Type} DeletionPolicy`);
    const names = new Set([...Object.keys(one.Properties ?? {}), ...Object.keys(other.Properties ?? {})]);
    for (const property of names) {
      const [a, b] = [one.Properties[property], other.Properties[property]];
      if (property !== 'Tags' && JSON.stringify(a) !== JSON.stringify(b)) found.add(`${one.Type} ${property}`);
    }
  }
  return [...found].sort();
}

describe('environments', () => {
  it('are the same after each synthesis', () => {
    for (const name of ENVIRONMENT_NAMES) expect(synthesise(name)).toEqual(templatesOf(name));
  });

  it('dev and staging differ in what is kept, who signs tokens, and who is told', () => {
    expect(differences('dev', 'staging')).toMatchSnapshot();
  });

  it('staging and prod differ in size', () => {
    expect(differences('staging', 'prod')).toMatchSnapshot();
  });

  it('China has all of prod but the identity of mail', () => {
    expect(differences('prod', 'prod-cn')).toMatchSnapshot();
    const consumers = (name: EnvironmentName) =>
      [...resources(name).values()].filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping').length;
    // Short messages, robots and hooks are there; what became of mails nobody tells.
    expect(consumers('prod-cn')).toBe(consumers('prod') - 1);
  });

  it('this machine has all of dev', () => {
    expect(differences('local', 'dev')).toMatchSnapshot();
  });

  it('refuses a name that is none of them', () => {
    expect(() => environmentNamed('production')).toThrow('local|dev|staging|prod|prod-cn');
    expect(() => withClockwork(environmentNamed('dev'), 'cron')).toThrow('stepfunctions|sweeper');
  });
});

describe('the templates of prod', () => {
  it.each(STACKS.filter((stack) => stack !== 'sweeper'))('%s', (stack) => {
    expect(scrubbed(templatesOf('prod')[stack].Resources)).toMatchSnapshot();
  });

  it('with the sweeper: its stack in the place of the workflow, and a fifth index of the tickets', () => {
    const { workflow, sweeper, data } = templatesOf('prod', 'sweeper');
    expect(workflow.Resources).toEqual({});
    expect(scrubbed(sweeper.Resources)).toMatchSnapshot();
    const indexes = Object.values(data.Resources).flatMap(({ Properties }) => Properties?.GlobalSecondaryIndexes ?? []);
    expect(indexes.map(({ IndexName }: Json) => IndexName)).toEqual([
      ...['byAssignee', 'byQueue', 'byCustomer', 'byOrder', 'byWake'],
    ]);
  });
});
