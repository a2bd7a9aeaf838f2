import { describe, expect, it } from 'vitest';
import { compileParameter, compileTemplate } from '../../../local/events/input-template.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: {
    NewImage: { pk: { S: 'tkt_1' }, seq: { N: '7' }, roles: { L: [{ S: 'a' }, { S: 'b' }] }, text: { S: 'a "b"' } },
  },
};
const apply = (template: string) => compileTemplate(template, { 'aws.pipes.pipe-name': 'Timeline' })(record);

describe('input templates of pipes', () => {
  it.each([
    ['a text inside quotes', '{"id":"<$.dynamodb.NewImage.pk.S>"}', '{"id":"tkt_1"}'],
    ['a text outside of quotes', '{"seq":<$.dynamodb.NewImage.seq.N>}', '{"seq":"7"}'],
    ['a text within a text', '"<$.eventName> of <$.dynamodb.NewImage.pk.S>"', '"INSERT of tkt_1"'],
    ['an object', '{"roles":<$.dynamodb.NewImage.roles.L>}', '{"roles":[{"S":"a"},{"S":"b"}]}'],
    ['an element of an array', '{"role":<$.dynamodb.NewImage.roles.L[1].S>}', '{"role":"b"}'],
    ['a missing path', '{"a":"<$.gone>","b":<$.gone.too>}', '{"a":"","b":""}'],
    ['a reserved name', '{"pipe":"<aws.pipes.pipe-name>"}', '{"pipe":"Timeline"}'],
    ['quotes in a text: they are not escaped', '{"text":"<$.dynamodb.NewImage.text.S>"}', '{"text":"a "b""}'],
    ['escaped quotes before a placeholder', '{"a":"\\"<$.eventName>\\""}', '{"a":"\\"INSERT\\""}'],
  ])('fill in %s', (_what, template, text) => {
    expect(apply(template)).toBe(text);
  });

  it('take a constant or a path for the parameters of the target', () => {
    expect(compileParameter('gongdan')(record)).toBe('gongdan');
    expect(compileParameter('$.eventName')(record)).toBe('INSERT');
    expect(compileParameter('$.gone')(record)).toBeUndefined();
  });
});
