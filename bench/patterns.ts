/** Events per second against compiled event patterns: those of the rules that deploy, and one per kind of operator. */
import { readAssembly } from '../local/assembly/read.ts';
import { compile } from '../local/events/pattern.ts';
import type { Row } from './table.ts';

const SPAN_MS = 500;
const CHUNK = 1000;

const OPERATORS: Readonly<Record<string, object>> = {
  'exact values': { source: ['gongdan.tickets'], 'detail-type': ['ticket.opened', 'ticket.assigned'] },
  'prefix and suffix': { 'detail-type': [{ prefix: 'ticket.' }], detail: { ticketId: [{ suffix: 'Z' }] } },
  'numeric and exists': { detail: { seq: [{ numeric: ['>', 0, '<=', 1000] }], generation: [{ exists: false }] } },
  'anything-but': { 'detail-type': [{ 'anything-but': { prefix: 'desk.' } }] },
  wildcard: { detail: { ticketId: [{ wildcard: 'tkt_*9*Z' }] } },
  'one of two ($or)': { $or: [{ detail: { priority: ['P0'] } }, { detail: { seq: [{ numeric: ['=', 7] }] } }] },
};

const EVENTS = ['ticket.opened', 'ticket.assigned', 'ticket.replied', 'ticket.resolved'].map((type, index) => ({
  version: '0',
  id: `0000000${index}`,
  source: 'gongdan.tickets',
  'detail-type': type,
  account: '000000000000',
  time: '2026-03-02T01:00:00Z',
  region: 'local',
  resources: [],
  detail: { ticketId: `tkt_01JN9${index}ZZZZZZZZZZZZZZZZZZZZZ`, seq: index + 1, priority: `P${index}`, wakes: true },
}));

export const patterns = async (report: (row: Row) => void): Promise<void> => {
  const rules = deployedPatterns().map((pattern) => compile(pattern));
  report({ what: `all ${rules.length} deployed rules`, value: eventsPerSecond(rules), unit: 'per s', better: 'more' });
  for (const [what, pattern] of Object.entries(OPERATORS)) {
    const tests = [compile(JSON.stringify(pattern))];
    report({ what, value: eventsPerSecond(tests), unit: 'per s', better: 'more' });
  }
};

const deployedPatterns = (): string[] =>
  readAssembly('cdk.out/local').stacks.flatMap(({ template }) =>
    Object.values(template.Resources as Record<string, { Type: string; Properties?: { EventPattern?: unknown } }>)
      .filter(({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties?.EventPattern !== undefined)
      .map(({ Properties }) => JSON.stringify(Properties?.EventPattern, withoutReferences)),
  );

/** What a name of another stack is does not matter to the time: it is some text. */
const withoutReferences = (_: string, value: unknown): unknown => {
  const [only, ...others] = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return others.length === 0 && (only === 'Ref' || only?.startsWith('Fn::')) ? 'something' : value;
};

const eventsPerSecond = (tests: readonly ((event: unknown) => boolean)[]): number => {
  let matched = 0;
  const pass = (events: number): void => {
    for (let at = 0; at < events; at += 1) for (const test of tests) if (test(EVENTS[at % EVENTS.length])) matched += 1;
  };
  pass(CHUNK); // warm
  const begun = performance.now();
  let events = 0;
  for (; performance.now() - begun < SPAN_MS; events += CHUNK) pass(CHUNK);
  if (matched === 0) throw new Error('No event matched: this would measure nothing.');
  return events / ((performance.now() - begun) / 1000);
};
