import { describe, expect, it } from 'vitest';
import { arrivalWrite, type DirectoryPorts } from '../../adapters/dynamodb/arrival.ts';
import { AGENT_AVAILABLE, BUS_SOURCE, busDetail, busFreed } from '../../contracts/bus.ts';
import { compileFilter } from '../../local/events/filter.ts';
import { compileParameter, compileTemplate } from '../../local/events/input-template.ts';
import { compile } from '../../local/events/pattern.ts';
import { type Json, onlyOne, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('prod');
const pipe = onlyOne(templates, 'AWS::Pipes::Pipe');
const rules = new Map(
  resourcesOf(templates, 'AWS::Events::Rule').map(([id, { Properties }]) => [
    id.replace(/Rule.*$/, ''),
    // The name of the file bucket is that of another stack.
    compile(JSON.stringify(Properties.EventPattern).replace(/\{"Fn::ImportValue":"[^"]*"\}/g, '"bucket"')),
  ]),
);

const record = (sk: string, eventName = 'INSERT'): Json => ({
  eventName,
  dynamodb: {
    Keys: { pk: { S: 'tkt_1' }, sk: { S: sk } },
    NewImage: {
      pk: { S: 'tkt_1' },
      sk: { S: sk },
      id: { S: 'tkt_1.7' },
      ticketId: { S: 'tkt_1' },
      seq: { N: '7' },
      type: { S: 'ticket.resolved' },
      time: { S: '2026-03-02T01:00:00.000Z' },
      wakes: { BOOL: true },
      code: { S: 'K7M2Q9XD' },
      actor: { M: { kind: { S: 'agent' }, id: { S: 'agt_lin' } } },
      phase: { S: 'review' },
      category: { S: 'refund' },
      priority: { S: 'P1' },
      queue: { S: 'aftersales' },
      data: { M: { text: { S: 'He said "no"' } } },
    },
  },
});

describe('the pipe', () => {
  const { SourceParameters, TargetParameters } = pipe.Properties;
  const target = TargetParameters.EventBridgeEventBusParameters;

  it('takes new events and nothing else of the table', () => {
    const takes = compileFilter(SourceParameters.FilterCriteria);
    expect(takes(record('EVENT#0000000007'))).toBe(true);
    for (const sk of ['TICKET', 'WAIT', 'COMMAND#x', 'INTAKE']) expect(takes(record(sk))).toBe(false);
    expect(takes(record('EVENT#0000000007', 'MODIFY'))).toBe(false);
    expect(takes(record('EVENT#0000000007', 'REMOVE'))).toBe(false);
  });

  it('writes exactly the detail of the contract', () => {
    const detail = JSON.parse(compileTemplate(TargetParameters.InputTemplate, {})(record('EVENT#0000000007')));
    expect(Object.keys(detail)).toEqual(Object.keys(busDetail.shape));
    expect(detail).toMatchObject({ id: 'tkt_1.7', wakes: true, phase: 'review', priority: 'P1', frees: '', team: '' });
    expect(detail).toMatchObject({ code: 'K7M2Q9XD', actor: 'agent' });
    expect(JSON.stringify(detail)).not.toContain('agt_lin');
    // DynamoDB's numbers are texts, and a pipe puts texts in quotes.
    expect(busDetail.parse({ ...detail, seq: Number(detail.seq) }).seq).toBe(7);
  });

  it('says of an event that frees an agent who it is, and their team', () => {
    const freeing = record('EVENT#0000000007');
    Object.assign(freeing.dynamodb.NewImage, { frees: { S: 'agt_lin' }, team: { S: 'logistics' } });
    const detail = JSON.parse(compileTemplate(TargetParameters.InputTemplate, {})(freeing));
    expect(busDetail.parse(detail)).toMatchObject({ ticketId: 'tkt_1', frees: 'agt_lin', team: 'logistics' });
    expect(busFreed.parse(detail)).toEqual({ frees: 'agt_lin', team: 'logistics' });
  });

  it('puts the coming of an agent on the bus, of which no ticket knows', () => {
    const time = { now: () => '2026-03-02T01:00:00.000Z', jitter: async () => {} };
    const ports = { time, ticketTable: 'Tickets', directoryTable: 'Directory' } as unknown as DirectoryPorts;
    const item = arrivalWrite(ports, { id: 'agt_lin', team: 'logistics' }).item.Put?.Item as Json;
    const coming = { eventName: 'INSERT', dynamodb: { Keys: { pk: item.pk, sk: item.sk }, NewImage: item } };
    expect(compileFilter(SourceParameters.FilterCriteria)(coming)).toBe(true);
    expect(compileParameter(target.DetailType)(coming)).toBe(AGENT_AVAILABLE);
    const detail = JSON.parse(compileTemplate(TargetParameters.InputTemplate, {})(coming));
    expect(detail).toMatchObject({ ticketId: '', wakes: false });
    expect(busFreed.parse(detail)).toEqual({ frees: 'agt_lin', team: 'logistics' });
  });

  it('takes source, type and time of the event', () => {
    const read = (parameter: string): unknown => compileParameter(parameter)(record('EVENT#0000000007'));
    expect(read(target.Source)).toBe(BUS_SOURCE);
    expect(read(target.DetailType)).toBe('ticket.resolved');
    expect(read(target.Time)).toBe('2026-03-02T01:00:00.000Z');
  });

  it('gives up on a record before the stream forgets it', () => {
    const { MaximumRecordAgeInSeconds, StartingPosition, OnPartialBatchItemFailure } =
      SourceParameters.DynamoDBStreamParameters;
    expect(MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
    expect([StartingPosition, OnPartialBatchItemFailure]).toEqual(['TRIM_HORIZON', 'AUTOMATIC_BISECT']);
  });
});

describe('the rules', () => {
  const event = (type: string, wakes = false, frees = '', silent = ''): Json => ({
    ...{ source: BUS_SOURCE, 'detail-type': type },
    detail: { wakes, frees, silent },
  });
  const takers = (each: Json): string[] => [...rules].filter(([, takes]) => takes(each)).map(([id]) => id);
  /** Beside what a line says, the feed takes every event of a ticket. */
  const withFeed = (type: string, others: string[]): string[] =>
    [...(type.startsWith('ticket.') ? ['Feed'] : []), ...others].sort();

  it.each([
    ['ticket.opened', false, ['Index', 'Insight', 'Notices', 'Workflow']],
    ['ticket.classified', false, ['Insight', 'Notices']],
    ['ticket.classified', true, ['Insight', 'Notices', 'Workflow']],
    ['ticket.queued', true, ['Notices', 'Workflow']],
    ['ticket.dispatch-failed', false, ['Insight', 'Notices']],
    ['ticket.assigned', false, ['Notices']],
    ['ticket.replied', false, ['Index', 'Insight', 'Notices']],
    ['ticket.noted', false, ['Index', 'Notices']],
    ['ticket.warned', false, ['Notices']],
    ['ticket.breached', false, ['Insight', 'Notices']],
    ['ticket.overdue', false, ['Notices']],
    ['ticket.promised', false, ['Notices']],
    ['ticket.hold-reminded', false, ['Notices']],
    ['alarm.raised', false, ['Notices']],
    ['ticket.escalated', false, ['Notices']],
    ['ticket.resolved', true, ['Index', 'Insight', 'Notices', 'Workflow']],
    ['ticket.reviewed', true, ['Insight', 'Notices', 'Workflow']],
    ['ticket.reopened', true, ['Index', 'Insight', 'Notices', 'Workflow']],
    ['ticket.closed', true, ['Insight', 'Notices', 'Workflow']],
    ['ticket.archived', false, ['Notices']],
    ['ticket.rated', false, ['Answers', 'Index', 'Notices']],
    ['survey.answered', false, ['Answers']],
  ])('%s, wakes %s: %j', (type, wakes, expected) => {
    expect(takers(event(type, wakes)).sort()).toEqual(withFeed(type, expected));
  });

  it.each([
    ['ticket.held', ['Notices', 'Routing']],
    ['ticket.resolved', ['Index', 'Insight', 'Notices', 'Routing']],
    ['agent.available', ['Routing']],
  ])('%s, when it frees an agent: %j', (type, expected) => {
    expect(takers(event(type, false, 'agt_lin')).sort()).toEqual(withFeed(type, expected));
  });

  it.each([
    ['ticket.opened', ['Index', 'Insight', 'Workflow']],
    ['ticket.assigned', []],
    ['ticket.reviewed', ['Insight']],
  ])('%s, of which nobody has to be told: %j', (type, expected) => {
    expect(takers(event(type, false, '', 'yes')).sort()).toEqual(withFeed(type, expected));
  });

  it('let people be told of an event that does not say whether anybody has to be', () => {
    const { silent: _, ...detail } = event('ticket.assigned').detail;
    expect(takers({ ...event('ticket.assigned'), detail })).toContain('Notices');
  });

  it('tell nobody again of what is played back', () => {
    expect(takers({ ...event('ticket.closed', true), 'replay-name': 'again' }).sort()).toEqual(['Insight', 'Workflow']);
  });

  it('take nothing of another source', () => {
    expect(takers({ ...event('ticket.opened', true), source: 'somebody.else' })).toEqual([]);
  });
});
