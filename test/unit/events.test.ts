import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventSchemas } from '../../contracts/events.ts';
import { eventsPage } from './events-page.ts';
import { breaks } from './schema-breaks.ts';

type Schemas = Readonly<Record<string, Record<string, unknown>>>;
const committed: Schemas = JSON.parse(readFileSync(new URL('./event-schemas.json', import.meta.url), 'utf8'));
const current = eventSchemas() as Schemas;

/** The way the formatter writes it: lists of plain values on one line, as long as it has room for them. */
const written = `${JSON.stringify(current, null, 2).replaceAll(
  /^( *"[^"]+": )\[\n\s+([^\][{}]*?)\n\s+\](,?)$/gm,
  (whole, before: string, inner: string, after: string) => {
    const line = `${before}[${inner.replaceAll(/\n\s+/g, ' ')}]${after}`;
    return line.length <= 120 ? line : whole;
  },
)}\n`;

// After an addition on purpose: npx vitest run test/unit/events.test.ts -u
describe('the schemas of the events', () => {
  it('take nothing away from the last committed ones', async () => {
    const problems = Object.entries(committed).flatMap(([version, before]) =>
      current[version] ? breaks(before, current[version], version) : [`${version}: is gone`],
    );
    expect(problems, 'give the event a new version').toEqual([]);
    await expect(written).toMatchFileSnapshot('./event-schemas.json');
  });

  it('stand in docs/events.md', async () => {
    await expect(eventsPage()).toMatchFileSnapshot('../../docs/events.md');
  });
});

describe('a change that takes something away', () => {
  const before = {
    type: 'object',
    properties: { kind: { type: 'string', enum: ['a', 'b'] }, list: { type: 'array', items: { type: 'string' } } },
    required: ['kind'],
  };
  const kind = before.properties.kind;
  it.each([
    ['a field that is gone', { ...before, properties: { kind } }, ['.list: is gone']],
    ['a field that is no longer certain', { ...before, required: [] }, ['.kind: is no longer certain']],
    ['a field that has become required', { ...before, required: ['kind', 'list'] }, ['.list: has become required']],
    [
      'a value that is gone',
      { ...before, properties: { ...before.properties, kind: { ...kind, enum: ['a'] } } },
      ['.kind: b is gone'],
    ],
    [
      'a new limit',
      { ...before, properties: { ...before.properties, kind: { ...kind, maxLength: 3 } } },
      ['.kind: maxLength has changed'],
    ],
    [
      'another type deep inside',
      { ...before, properties: { kind, list: { type: 'array', items: { type: 'number' } } } },
      ['.list[]: type has changed'],
    ],
  ])('is found: %s', (_, after, problems) => {
    expect(breaks(before, after)).toEqual(problems);
  });

  it('is not a new field, a new value or another description', () => {
    const after = {
      ...before,
      description: 'More',
      properties: { ...before.properties, kind: { ...kind, enum: ['a', 'b', 'c'] }, note: { type: 'string' } },
    };
    expect(breaks(before, after)).toEqual([]);
  });
});
