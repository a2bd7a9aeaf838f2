/** Every way that a ticket takes through the workflow: what happens to it, and where the workflow goes. */

import { expect } from 'vitest';
import type { Phase } from '../../core/domain/vocabulary.ts';
import { TaskFailure } from '../../local/states/failure.ts';
import type { TicketDesk } from './desk.ts';

export interface Path {
  readonly name: string;
  /** Phase of the ticket at the start; `handling` if not said. */
  readonly from?: Phase;
  readonly happens: (desk: TicketDesk) => Promise<void>;
  readonly outcome: 'RUNNING' | 'SUCCEEDED' | 'FAILED TicketWorkflowStuck';
  readonly visits: readonly string[];
  readonly effects: readonly string[];
}

const ASSIGN = 'Assign the ticket';
const AGENT = 'Wait for the agent';
const DUE = 'Take the steps that are due';
const READ = 'Read where the ticket stands';
const WHERE = 'Where does the ticket stand?';
const APPROVAL = 'Wait for the approval';
const REVIEW = 'Wait for the review';
const CUSTOMER = 'Wait for the customer';
const ARCHIVE = 'Close and archive the ticket';
const NEXT = 'Start the next generation';
const GOES_ON = 'The next generation goes on';
const DONE = 'The ticket is done';
const STUCK = 'The workflow cannot go on';

const toApproval = async (desk: TicketDesk): Promise<void> => {
  await desk.start();
  await desk.move('approval');
};
const toReview = async (desk: TicketDesk): Promise<void> => {
  await desk.start();
  await desk.move('review');
};
const toCustomer = async (desk: TicketDesk): Promise<void> => {
  await toReview(desk);
  await desk.move('resolved');
};
/** Every call to a resource that ends so fails from now on. */
const breakAll = (desk: TicketDesk, resource: string, error: string): void => {
  desk.fault = (call) => (call.resource.endsWith(resource) ? new TaskFailure(error, 'a test') : undefined);
};
const LONG = 3 * 3600;

export const PATHS: readonly Path[] = [
  {
    name: 'plain: solved, reviewed, confirmed by the customer',
    happens: async (desk) => {
      await toCustomer(desk);
      await desk.move('closed');
    },
    outcome: 'SUCCEEDED',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, WHERE, ARCHIVE],
    effects: ['archived'],
  },
  {
    name: 'plain: assigned by the first step, closed by silence',
    from: 'queued',
    happens: async (desk) => {
      desk.steps.push(() => 'handling');
      await toCustomer(desk);
      desk.steps.push(() => 'closed');
      await desk.pass(600);
    },
    outcome: 'SUCCEEDED',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, ARCHIVE],
    effects: ['queued → handling', 'resolved → closed', 'archived'],
  },
  {
    name: 'plain, with a timer that finds nothing to do',
    happens: async (desk) => {
      await desk.start();
      await desk.pass(600);
      await desk.move('review');
      await desk.move('resolved');
      await desk.move('closed');
    },
    outcome: 'SUCCEEDED',
    visits: [ASSIGN, AGENT, DUE, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, WHERE, ARCHIVE],
    effects: ['archived'],
  },
  {
    name: 'nobody moves: warned, escalated, back to the queue',
    happens: async (desk) => {
      desk.steps.push(
        () => undefined,
        () => 'handling',
        () => 'handling',
        () => 'queued',
      );
      await desk.start();
      await desk.pass(1800);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT, DUE, AGENT, DUE, AGENT],
    effects: ['handling → handling', 'handling → handling', 'handling → queued'],
  },
  {
    name: 'nobody claims it within the limit of the pool: pushed',
    from: 'queued',
    happens: async (desk) => {
      desk.seconds = 1800;
      desk.steps.push(
        () => undefined,
        () => 'handling',
      );
      await desk.start();
      await desk.pass(1799);
      expect(desk.effects).toEqual([]);
      await desk.pass(1);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT],
    effects: ['queued → handling'],
  },
  {
    name: 'relaxed step by step: fewer skills, then further teams, then somebody is found',
    from: 'queued',
    happens: async (desk) => {
      desk.seconds = 120;
      desk.steps.push(
        () => undefined,
        () => undefined,
        () => undefined,
        () => 'handling',
      );
      await desk.start();
      await desk.pass(360);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT, DUE, AGENT, DUE, AGENT],
    effects: ['queued → handling'],
  },
  {
    name: 'nobody at the end of the relaxation: told, and offered again until somebody is found',
    from: 'queued',
    happens: async (desk) => {
      desk.seconds = 120;
      desk.steps.push(
        () => undefined,
        () => 'queued',
        () => undefined,
        () => 'handling',
      );
      await desk.start();
      await desk.pass(360);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT, DUE, AGENT, DUE, AGENT],
    effects: ['queued → queued', 'queued → handling'],
  },
  {
    name: 'pulled by an agent who has become free: the timer finds it in their hands',
    from: 'queued',
    happens: async (desk) => {
      await desk.start();
      await desk.move('handling', { silently: true });
      await desk.pass(600);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT],
    effects: [],
  },
  {
    name: 'pushed aside for a more urgent one: its clocks go on, and it is taken up again',
    happens: async (desk) => {
      await desk.start();
      await desk.move('paused', { silently: true });
      desk.steps.push(() => 'paused');
      await desk.pass(600);
      await desk.move('handling', { silently: true });
      await desk.pass(600);
      await desk.move('review');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT, DUE, AGENT, WHERE, REVIEW],
    effects: ['paused → paused'],
  },
  {
    name: 'started again while it is pushed aside',
    from: 'paused',
    happens: (desk) => desk.start(),
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT],
    effects: [],
  },
  {
    name: 'on hold while parked: woken, and parked again for the agent',
    happens: async (desk) => {
      await desk.start();
      await desk.move('onHold');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, AGENT],
    effects: [],
  },
  {
    name: 'solved between the step and the parking: no waking is lost',
    happens: async (desk) => {
      desk.beforeParking = async () => {
        desk.beforeParking = undefined;
        await desk.move('review', { silently: true });
      };
      await desk.start();
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, READ, WHERE, REVIEW],
    effects: [],
  },
  {
    name: 'moved by a due step to where the agent no longer is',
    happens: async (desk) => {
      await desk.start();
      desk.steps.push(() => 'review');
      await desk.pass(600);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, DUE, AGENT, READ, WHERE, REVIEW],
    effects: ['handling → review'],
  },
  {
    name: 'failed review: back to the agent',
    happens: async (desk) => {
      await toReview(desk);
      await desk.move('handling');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, AGENT],
    effects: [],
  },
  {
    name: 'review overdue: escalated, still waiting for the review',
    happens: async (desk) => {
      await toReview(desk);
      desk.steps.push(() => 'review');
      await desk.pass(600);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, READ, WHERE, REVIEW],
    effects: ['review → review'],
  },
  {
    name: 'reviewed between the step and the parking',
    happens: async (desk) => {
      await desk.start();
      desk.beforeParking = async () => {
        desk.beforeParking = undefined;
        await desk.move('resolved', { silently: true });
      };
      await desk.move('review');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, READ, WHERE, CUSTOMER],
    effects: [],
  },
  {
    name: 'reopened by the customer',
    happens: async (desk) => {
      await toCustomer(desk);
      await desk.move('handling');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, WHERE, AGENT],
    effects: [],
  },
  {
    name: 'reopened between the step and the parking',
    happens: async (desk) => {
      await toReview(desk);
      desk.beforeParking = async () => {
        desk.beforeParking = undefined;
        await desk.move('handling', { silently: true });
      };
      await desk.move('resolved');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, READ, WHERE, AGENT],
    effects: [],
  },
  {
    name: 'reopened just when silence would have closed it: not archived',
    happens: async (desk) => {
      await toCustomer(desk);
      desk.steps.push(() => 'handling');
      await desk.pass(600);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, ARCHIVE, READ, WHERE, AGENT],
    effects: ['resolved → handling'],
  },
  {
    name: 'started again when the ticket is archived: nothing to do',
    from: 'archived',
    happens: (desk) => desk.start(),
    outcome: 'SUCCEEDED',
    visits: [ASSIGN, AGENT, READ, WHERE, DONE],
    effects: [],
  },
  {
    name: 'started again while it waits for the customer',
    from: 'resolved',
    happens: (desk) => desk.start(),
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, READ, WHERE, CUSTOMER],
    effects: [],
  },
  {
    name: 'a throttled function: asked again until it answers',
    happens: async (desk) => {
      let throttled = 5;
      desk.fault = (call) =>
        call.resource.endsWith('lambda:invoke') && throttled-- > 0
          ? new TaskFailure('Lambda.TooManyRequestsException', 'a test')
          : undefined;
      await desk.start();
      await desk.pass(31);
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT],
    effects: [],
  },
  {
    name: 'a throttled table: parked when it answers again',
    happens: async (desk) => {
      let throttled = 5;
      desk.fault = (call) =>
        call.resource.endsWith('transactWriteItems') && throttled-- > 0
          ? new TaskFailure('DynamoDb.ThrottlingException', 'a test')
          : undefined;
      await desk.start();
      await desk.pass(31);
      await desk.move('review');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, REVIEW],
    effects: [],
  },
  {
    name: 'a stage that this definition does not know',
    happens: async (desk) => {
      await desk.start();
      desk.stage = 'appeal';
      await desk.move('review');
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, STUCK],
    effects: [],
  },
  {
    name: 'broken for good: the first step',
    happens: async (desk) => {
      breakAll(desk, 'lambda:invoke', 'TypeError');
      await desk.start();
      await desk.pass(LONG);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, STUCK],
    effects: [],
  },
  {
    name: 'broken for good: the due steps',
    happens: async (desk) => {
      await desk.start();
      breakAll(desk, 'lambda:invoke', 'TypeError');
      await desk.pass(LONG);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, DUE, STUCK],
    effects: [],
  },
  {
    name: 'broken for good: the look at the ticket',
    happens: async (desk) => {
      await toReview(desk);
      breakAll(desk, 'lambda:invoke', 'Lambda.Unknown');
      await desk.pass(LONG);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, READ, STUCK],
    effects: [],
  },
  {
    name: 'broken for good: the closing',
    happens: async (desk) => {
      await toCustomer(desk);
      breakAll(desk, 'lambda:invoke', 'TypeError');
      await desk.pass(LONG);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, ARCHIVE, STUCK],
    effects: [],
  },
  {
    name: 'broken for good: the archiving',
    happens: async (desk) => {
      await toCustomer(desk);
      breakAll(desk, 'lambda:invoke', 'TypeError');
      await desk.move('closed');
      await desk.pass(LONG);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, WHERE, ARCHIVE, STUCK],
    effects: [],
  },
  {
    name: 'refused by the table: no wait for the agent',
    happens: async (desk) => {
      breakAll(desk, 'transactWriteItems', 'DynamoDb.AccessDeniedException');
      await desk.start();
      await desk.pass(600);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, STUCK],
    effects: [],
  },
  {
    name: 'refused by the table: no wait for the review',
    happens: async (desk) => {
      await desk.start();
      breakAll(desk, 'transactWriteItems', 'DynamoDb.AccessDeniedException');
      await desk.move('review');
      await desk.pass(600);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, STUCK],
    effects: [],
  },
  {
    name: 'to be approved: reminded, approved, not reviewed, confirmed',
    happens: async (desk) => {
      await toApproval(desk);
      desk.steps.push(() => 'approval');
      await desk.pass(600);
      await desk.move('resolved');
      await desk.move('closed');
    },
    outcome: 'SUCCEEDED',
    visits: [ASSIGN, AGENT, WHERE, APPROVAL, READ, WHERE, APPROVAL, WHERE, CUSTOMER, WHERE, ARCHIVE],
    effects: ['approval → approval', 'archived'],
  },
  {
    name: 'rejected by those who had to agree',
    happens: async (desk) => {
      await toApproval(desk);
      await desk.move('handling');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, APPROVAL, WHERE, AGENT],
    effects: [],
  },
  {
    name: 'approved between the step and the parking',
    happens: async (desk) => {
      await desk.start();
      desk.beforeParking = async () => {
        desk.beforeParking = undefined;
        await desk.move('review', { silently: true });
      };
      await desk.move('approval');
    },
    outcome: 'RUNNING',
    visits: [ASSIGN, AGENT, WHERE, APPROVAL, READ, WHERE, REVIEW],
    effects: [],
  },
  {
    name: 'refused by the table: no wait for the approval',
    happens: async (desk) => {
      await desk.start();
      breakAll(desk, 'transactWriteItems', 'DynamoDb.AccessDeniedException');
      await desk.move('approval');
      await desk.pass(600);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, APPROVAL, STUCK],
    effects: [],
  },
  {
    name: 'refused by the table: no wait for the customer',
    happens: async (desk) => {
      await toReview(desk);
      breakAll(desk, 'transactWriteItems', 'DynamoDb.AccessDeniedException');
      await desk.move('resolved');
      await desk.pass(600);
    },
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [ASSIGN, AGENT, WHERE, REVIEW, WHERE, CUSTOMER, STUCK],
    effects: [],
  },
];

/** The same for a ticket that lives longer than a history: after the rounds that are used up. */
export const LAST_VISITS: readonly (Pick<Path, 'name' | 'visits' | 'outcome'> & {
  readonly prepare: (desk: TicketDesk) => Promise<void>;
  readonly nextGeneration: 'RUNNING' | undefined;
})[] = [
  {
    name: 'the next generation goes on',
    prepare: async () => {},
    outcome: 'SUCCEEDED',
    visits: [AGENT, READ, WHERE, NEXT, GOES_ON],
    nextGeneration: 'RUNNING',
  },
  {
    name: 'the next generation runs already',
    // With another input, so that the service refuses the name; parked for longer than the first one lasts.
    prepare: async (desk) => {
      desk.seconds = 99_999_999;
      await desk.start(2, { by: 'hand' });
      desk.seconds = 3600;
    },
    outcome: 'SUCCEEDED',
    visits: [AGENT, READ, WHERE, NEXT, GOES_ON],
    nextGeneration: 'RUNNING',
  },
  {
    name: 'the next generation cannot be started',
    prepare: async (desk) => breakAll(desk, 'sfn:startExecution', 'Sfn.AccessDeniedException'),
    outcome: 'FAILED TicketWorkflowStuck',
    visits: [AGENT, READ, WHERE, NEXT, STUCK],
    nextGeneration: undefined,
  },
];
