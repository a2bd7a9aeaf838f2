/** The ticket's state machine on a stepped clock, with the embedded DynamoDB; the functions and the desk are played here. */
import { readFileSync } from 'node:fs';
import { stageOf } from '../../core/domain/ticket.ts';
import type { Phase } from '../../core/domain/vocabulary.ts';
import { Activity } from '../../local/activity.ts';
import { Clock } from '../../local/clock.ts';
import { DynamoDb } from '../../local/dynamodb/service.ts';
import { integrations } from '../../local/integrations.ts';
import { executionArn, machineArn } from '../../local/states/context.ts';
import { TaskFailure } from '../../local/states/failure.ts';
import { StateMachines } from '../../local/states/machines.ts';
import { steppingOf } from '../../local/stepping.ts';
import { Store } from '../../local/store.ts';

interface Step {
  readonly Next?: string;
}
interface State extends Step {
  readonly Type: string;
  readonly Default?: string;
  readonly Choices?: readonly Step[];
  readonly Catch?: readonly Step[];
}

export const DEFINITION: { readonly States: Readonly<Record<string, State>> } = JSON.parse(
  readFileSync(new URL('../../statemachines/ticket.asl.json', import.meta.url), 'utf8'),
);
const TICKET = 'tkt_1';
type Json = any;
type TaskCall = Parameters<ReturnType<typeof integrations>>[0];

const START = Date.parse('2026-03-02T01:00:00Z');
const MACHINE = 'TicketWorkflow';
const PAGE = 1000;

interface Visit {
  readonly state: string;
  /** Epoch seconds since the start. */
  readonly at: number;
}

export interface TicketDesk {
  /** How the head stands. */
  head(): { phase: Phase; version: number };
  /** Somebody changes the ticket: one version on, and the parked workflow is woken as its consumer does it. */
  move(phase: Phase, options?: { readonly silently?: boolean }): Promise<void>;
  /** What the next calls of advance-ticket do to the ticket, one each; without one it leaves the ticket alone. */
  readonly steps: ((desk: TicketDesk) => Promise<Phase | undefined> | Phase | undefined)[];
  /** Seconds that the workflow may sleep. */
  seconds: number;
  /** Makes a call fail, or undefined. */
  fault: (call: TaskCall) => TaskFailure | undefined;
  /** What advance-ticket answers instead of the ticket's stage. */
  stage: string | undefined;
  /** Runs before a wait is written. */
  beforeParking: (() => Promise<void>) | undefined;
  /** `more`: beside the ticket and the generation, in the input. */
  start(generation?: number, more?: object): Promise<void>;
  pass(seconds: number): Promise<void>;
  visits(generation?: number): Promise<Visit[]>;
  /** RUNNING, SUCCEEDED or FAILED with its error; undefined when there is no such execution. */
  outcome(generation?: number): Promise<string | undefined>;
  /** Events in the history of an execution. */
  historyLength(generation?: number): Promise<number>;
  /** Effects beyond the workflow itself: calls of functions, and what they did. */
  readonly effects: string[];
  transitions(): number;
  close(): void;
}

/** A desk with one ticket in `phase`. */
export function openTicketDesk(phase: Phase = 'handling'): TicketDesk {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, START);
  const activity = new Activity();
  let transitions = 0;
  const common = {
    ...{ store, clock, activity },
    authorize: () => {},
    count: (name: string, amount: number) => {
      if (name === 'states.transitions') transitions += amount;
    },
  };
  const dynamodb = new DynamoDb(common);
  const table = dynamodb.kinds['AWS::DynamoDB::Table']!;
  table.declare(
    'Tickets',
    table.schema.parse({
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const database = (action: string, body: object): Json =>
    dynamodb.call(action, { TableName: 'Tickets', ...body }, 'desk');
  const item = (sk: string): Json => database('GetItem', { Key: { pk: { S: TICKET }, sk: { S: sk } } }).Item;
  const put = (next: Phase, version: number): void => {
    const Item = { pk: { S: TICKET }, sk: { S: 'TICKET' }, phase: { S: next }, version: { N: String(version) } };
    database('PutItem', { Item });
  };
  put(phase, 2);

  const services: Record<string, Json> = { DynamoDB_20120810: dynamodb.call };
  const through = integrations(services, async (functionArn, payload: Json) => ({
    payload: await run(functionArn, payload),
  }));
  const machines = new StateMachines({
    ...common,
    integrate: async (call) => {
      const fault = desk.fault(call);
      if (fault) throw fault;
      if (call.resource.endsWith(':transactWriteItems')) await desk.beforeParking?.();
      return through(call);
    },
  });
  services.AWSStepFunctions = machines.call;
  const kind = machines.kinds['AWS::StepFunctions::StateMachine']!;
  kind.declare(
    MACHINE,
    kind.schema.parse({
      DefinitionString: JSON.stringify(DEFINITION),
      DefinitionSubstitutions: {
        Partition: 'aws',
        AdvanceTicket: 'advance-ticket',
        ArchiveTicket: 'archive-ticket',
        TicketTable: 'Tickets',
      },
      RoleArn: 'role',
    }),
  );
  machines.start();
  const stepping = steppingOf({ clock, save: () => {}, stop: () => {} }, activity);
  const name = (generation: number): string => `${TICKET}-${generation}`;
  const arnOf = (generation: number) => ({ executionArn: executionArn(MACHINE, name(generation)) });

  async function run(functionArn: string, payload: { ticketId: string }): Promise<unknown> {
    if (payload.ticketId !== TICKET) throw new Error(`${functionArn} was called for ${payload.ticketId}`);
    const { phase: before } = desk.head();
    const after = await desk.steps.shift()?.(desk);
    if (after) {
      put(after, desk.head().version + 1);
      desk.effects.push(`${before} → ${after}`);
    }
    if (functionArn === 'archive-ticket') {
      const { phase: now, version } = desk.head();
      if (now !== 'closed') throw new TaskFailure('TicketNotClosed', `It is ${now}.`);
      put('archived', version + 1);
      desk.effects.push('archived');
    }
    return position();
  }
  const position = () => {
    const { phase: now, version } = desk.head();
    return { ticketId: TICKET, version, stage: desk.stage ?? stageOf({ phase: now }), seconds: desk.seconds };
  };

  const desk: TicketDesk = {
    steps: [],
    seconds: 600,
    fault: () => undefined,
    stage: undefined,
    beforeParking: undefined,
    effects: [],
    head() {
      const head = item('TICKET');
      return { phase: head.phase.S, version: Number(head.version.N) };
    },
    async move(next, { silently } = {}) {
      put(next, desk.head().version + 1);
      const wait = item('WAIT');
      if (silently || !wait || Number(wait.version.N) >= desk.head().version) return;
      await machines.call('SendTaskSuccess', { taskToken: wait.token.S, output: JSON.stringify(position()) }, 'desk');
      await stepping.settle();
    },
    async start(generation = 1, more = {}) {
      const input = JSON.stringify({ ticketId: TICKET, generation, ...more });
      await machines.call(
        'StartExecution',
        { stateMachineArn: machineArn(MACHINE), name: name(generation), input },
        'desk',
      );
      await stepping.settle();
    },
    pass: (seconds) => stepping.advance(seconds * 1000),
    async visits(generation = 1) {
      const visits: Visit[] = [];
      let nextToken: string | undefined;
      do {
        const page: Json = await machines.call(
          'GetExecutionHistory',
          { ...arnOf(generation), maxResults: PAGE, ...(nextToken && { nextToken }) },
          'desk',
        );
        for (const { type, timestamp, stateEnteredEventDetails } of page.events) {
          if (!type.endsWith('StateEntered')) continue;
          visits.push({ state: stateEnteredEventDetails.name, at: Math.round(timestamp - START / 1000) });
        }
        nextToken = page.nextToken;
      } while (nextToken);
      return visits;
    },
    async outcome(generation = 1) {
      try {
        const { status, error }: Json = await machines.call('DescribeExecution', arnOf(generation), 'desk');
        return error ? `${status} ${error}` : status;
      } catch (error) {
        if ((error as { code?: string }).code === 'ExecutionDoesNotExist') return undefined;
        throw error;
      }
    },
    async historyLength(generation = 1) {
      const { events }: Json = await machines.call(
        'GetExecutionHistory',
        { ...arnOf(generation), maxResults: 1, reverseOrder: true },
        'desk',
      );
      return events[0].id;
    },
    transitions: () => transitions,
    close() {
      machines.stop();
      clock.stop();
      store.close();
    },
  };
  return desk;
}
