import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tracedDays } from '../../simulation/trace.ts';
import { readTrace } from '../../simulation/trace-file.ts';
import { runOf } from '../../simulation/variants.ts';
import { DESK } from './small-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongdan-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADING =
  'id,opened_at,first_assigned_at,resolved_at,closed_at,priority,impact,urgency,channel,category,first_group,last_group,first_agent,last_agent,reassignments,reopens,awaiting_minutes,made_sla';
const line = (id: number, openedAt: string, group: string, agent: string): string =>
  `${id},${openedAt},${openedAt},${openedAt.slice(0, 11)}18:00,,3,2,2,Phone,42,${group},${group},${agent},${agent},0,0,30,true`;

const fileOf = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

/** Three incidents on the first and the third day, one on the second. */
const trace = fileOf('trace.csv', [
  HEADING,
  line(1, '2016-03-01T09:00', '70', '13'),
  line(2, '2016-03-01T09:10', '70', '13'),
  line(3, '2016-03-01T09:20', '24', '17'),
  line(4, '2016-03-02T09:00', '70', '99'),
  line(5, '2016-03-03T10:00', '70', '13'),
  line(6, '2016-03-03T10:10', '24', '17'),
  line(7, '2016-03-03T10:20', '24', '17'),
]);

describe('a trace', () => {
  it('is replayed by its busiest days, which stand next to each other, with who was active on them', () => {
    const scenario = tracedDays(DESK, readTrace(trace), { seed: 1, days: 2 });
    expect(scenario.arrivals.map(({ id }) => id)).toEqual(['1', '2', '3', '5', '6', '7']);
    const [first, , , fourth] = scenario.arrivals;
    expect(fourth!.at - first!.at).toBe(25 * 3_600_000);
    expect(scenario.agents.map(({ name, team }) => [name, team])).toEqual([
      ['13', '70'],
      ['17', '24'],
    ]);
    const run = runOf(scenario, { name: 'bestMatch', learning: true });
    expect(run.jobs.map(({ ticket }) => ticket.queue)).toEqual(['70', '70', '24', '70', '24', '24']);
    // Who is the only one of their group gets all of its incidents.
    expect(run.workers.map(({ agent }) => agent.assignments)).toEqual([3, 3]);
  });

  it('takes off the minutes that were waited for the customer', () => {
    expect(readTrace(trace)[0]).toMatchObject({ minutes: 9 * 60 - 30, priority: 3 });
  });

  it('refuses a file without the columns that it needs', () => {
    const path = fileOf('other.csv', ['id,when', '1,2016-03-01T09:00']);
    expect(() => readTrace(path)).toThrow(/other\.csv.*opened_at/);
  });

  it('refuses a line without a time, and says which', () => {
    const path = fileOf('broken.csv', [
      HEADING,
      line(1, '2016-03-01T09:00', '70', '13'),
      line(2, 'yesterday', '70', '13'),
    ]);
    expect(() => readTrace(path)).toThrow(/broken\.csv: incident 2/);
  });
});
