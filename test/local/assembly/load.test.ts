import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AssemblyRefused, checkAssembly } from '../../../local/assembly/load.ts';
import { readAssembly } from '../../../local/assembly/read.ts';
import { withoutEffect } from '../../../local/assembly/without-effect.ts';
import type { ResourceKinds } from '../../../local/resources.ts';
import { type StackFiles, tempFolder, writeAssembly } from '../support/assembly.ts';

/** A type that takes anything under `Value` and remembers what it was given, in order. */
function things(): { kinds: ResourceKinds; declared: [string, unknown][] } {
  const declared: [string, unknown][] = [];
  const kinds: ResourceKinds = {
    ...withoutEffect,
    'Test::Thing': {
      identify: (id) => ({ ref: `ref-${id}`, attributes: { Arn: `arn-${id}`, 'Nested.Part': `nested-${id}` } }),
      schema: z.strictObject({ Value: z.unknown() }),
      declare: (id, { Value }) => declared.push([id, Value]),
    },
  };
  return { kinds, declared };
}

function load(stacks: Record<string, StackFiles>): Record<string, unknown> {
  const { kinds, declared } = things();
  checkAssembly(readAssembly(writeAssembly(stacks)).stacks, kinds).declare();
  return Object.fromEntries(declared);
}

const thing = (Value: unknown, more = {}) => ({ Type: 'Test::Thing', Properties: { Value }, ...more });

describe('the template loader', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Other' }, 'ref-Other'],
    ['Ref of a parameter', { Ref: 'BootstrapVersion' }, '/cdk-bootstrap/version'],
    ['pseudo parameters', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Partition' }], ['local', 'aws']],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn-Other'],
    ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': 'Other.Nested.Part' }, 'nested-Other'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Other' }, 'c']] }, 'a-ref-Other-c'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `\${Other}/\${Other.Arn}/\${AWS::StackName}/\${!literal}` },
      `ref-Other/arn-Other/One/\${literal}`,
    ],
    ['Fn::Sub with values', { 'Fn::Sub': [`\${name}!`, { name: { Ref: 'Other' } }] }, 'ref-Other!'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['IsHere', 'yes', 'no'] }, 'yes'],
    ['Fn::If with Fn::Not', { 'Fn::If': ['IsNotHere', 'yes', 'no'] }, 'no'],
    [
      'AWS::NoValue',
      { keep: 1, drop: { Ref: 'AWS::NoValue' }, list: [1, { Ref: 'AWS::NoValue' }] },
      { keep: 1, list: [1] },
    ],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'size'] }, 'small'],
    [
      'a policy condition, which is no function',
      { Condition: { StringEquals: { a: 'b' } } },
      { Condition: { StringEquals: { a: 'b' } } },
    ],
  ])('resolves %s', (_, value, expected) => {
    const one: StackFiles = {
      Parameters: {
        BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
      },
      Conditions: {
        IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'local'] },
        IsNotHere: { 'Fn::Not': [{ Condition: 'IsHere' }] },
      },
      Mappings: { Sizes: { local: { size: 'small' } } },
      Resources: { Thing: thing(value), Other: thing('other') },
    };
    expect(load({ One: one }).Thing).toEqual(expected);
  });

  it('declares what is referred to first, stack by stack, and follows exports', () => {
    const { kinds, declared } = things();
    const folder = writeAssembly({
      Data: {
        Resources: { Table: thing('table') },
        Outputs: { Export: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'Data:TableArn' } } },
      },
      Api: {
        Resources: {
          First: thing({ 'Fn::Sub': `\${Last}` }),
          Middle: thing('x', { DependsOn: ['First'] }),
          Last: thing({ 'Fn::ImportValue': 'Data:TableArn' }),
        },
      },
    });
    checkAssembly(readAssembly(folder).stacks, kinds).declare();
    expect(declared).toEqual([
      ['Table', 'table'],
      ['Last', 'arn-Table'],
      ['First', 'ref-Last'],
      ['Middle', 'x'],
    ]);
  });

  it('keeps resources of two stacks apart that have the same logical id', () => {
    const same = { Resources: { Thing: thing({ Ref: 'Thing' }) } };
    expect(load({ One: same, Two: same })).toEqual({ Thing: 'ref-Thing', TwoThing: 'ref-TwoThing' });
  });

  it('leaves out a resource whose condition is false', () => {
    const template = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Gone: thing(1, { Condition: 'Never' }), Here: thing(2) },
    };
    expect(load({ One: template })).toEqual({ Here: 2 });
  });

  it('ignores tags and accepts types that have no effect', () => {
    const tagged = { Type: 'Test::Thing', Properties: { Value: 1, Tags: [{ Key: 'a', Value: 'b' }] } };
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Anything: true } };
    expect(load({ One: { Resources: { Tagged: tagged, Alarm: alarm } } })).toEqual({ Tagged: 1 });
  });

  it('refuses all that it does not know, in one line each, and declares nothing', () => {
    const { kinds, declared } = things();
    const folder = writeAssembly({
      One: {
        Resources: {
          Fine: thing('fine'),
          Bucket: { Type: 'AWS::S3::Bucket' },
          Odd: { Type: 'Test::Thing', Properties: { Value: 1, Colour: 'red' } },
          Lost: thing({ Ref: 'Nobody' }),
          Zones: thing({ 'Fn::GetAZs': '' }),
          Attribute: thing({ 'Fn::GetAtt': ['Fine', 'Size'] }),
        },
      },
    });
    const act = () => checkAssembly(readAssembly(folder).stacks, kinds);
    expect(act).toThrow(AssemblyRefused);
    try {
      act();
    } catch (error) {
      expect([...(error as AssemblyRefused).lines].sort()).toEqual([
        'One Attribute (Test::Thing): Fine has no attribute Size here',
        'One Bucket (AWS::S3::Bucket): this resource type is not supported by the local runtime',
        'One Lost (Test::Thing): nothing is called Nobody',
        'One Odd (Test::Thing): the local runtime does not support the property "Colour"',
        'One Zones (Test::Thing): the intrinsic function Fn::GetAZs is not supported',
      ]);
    }
    expect(declared).toEqual([]);
  });

  it('refuses a folder without a build, naming the command', () => {
    expect(() => readAssembly(tempFolder())).toThrow(/^There is no build in .* run "npm run build" first\.$/);
  });
});
