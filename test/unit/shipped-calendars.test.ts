/** Calendars that come with the desk are read where no files are: contracts/shipped-calendars.json holds what the files say. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseCalendar, parseHolidays } from '../../contracts/calendar-file.ts';
import { parsePolicy } from '../../contracts/policy.ts';
import { withSection } from './broken-policy.ts';

const CALENDARS = new URL('../../policies/calendars/', import.meta.url);
const filesIn = (folder: string) =>
  readdirSync(new URL(folder, CALENDARS))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}${name}`, CALENDARS), 'utf8') }));

const calendars = filesIn('./');
const holidays = filesIn('holidays/');
const contents = (files: typeof calendars) => files.map(({ text }) => parse(text));

/** The way the formatter writes it: lists of plain values on one line. */
const written = `${JSON.stringify({ calendars: contents(calendars), holidays: contents(holidays) }, null, 2).replaceAll(
  /\[\n\s+([^\][{}]*?)\n\s+\]/g,
  (_, inner: string) => `[${inner.replaceAll(/\n\s+/g, ' ')}]`,
)}\n`;

describe('the calendars that come with the desk', () => {
  // After a new or changed file on purpose: npx vitest run test/unit/shipped-calendars.test.ts -u
  it('are what policies/calendars says', async () => {
    expect(calendars.length).toBeGreaterThan(0);
    expect(holidays.map(({ name }) => name)).toEqual(expect.arrayContaining(['cn-2025.yaml', 'cn-2026.yaml']));
    await expect(written).toMatchFileSnapshot('../../contracts/shipped-calendars.json');
  });

  it('mean in a policy what their files mean alone', () => {
    const known = Object.assign({}, ...holidays.map(({ text, name }) => parseHolidays(text, name)));
    const names = calendars.map(({ text }) => parse(text).name as string);
    const policy = parsePolicy(withSection('calendars', stringify({ calendars: names })), 'desk.yaml');
    for (const { text, name } of calendars) {
      const alone = parseCalendar(text, name, known);
      expect(policy.calendars[alone.name]).toEqual(alone);
    }
  });
});
