import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../support/system.ts';
import { ACTS, type Act } from './permission/acts.ts';
import { openTheatre, type Theatre } from './permission/denials.ts';
import { FILE_ACTS } from './permission/file-acts.ts';
import type { TemplateGrant } from './permission/grants.ts';
import { RELATION_ACTS } from './permission/relation-acts.ts';

// Alone on two cores all of it is four minutes; beside other tests several times that.
const PATIENCE_MS = 900_000;

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre(ACTS);
}, PATIENCE_MS);
afterAll(() => theatre.close());

const described = ({ holder, action, resource }: TemplateGrant): string => `${holder} ${action} ${resource}`;
const isOfApi = ({ holder }: TemplateGrant): boolean => holder === 'apigateway.amazonaws.com';
const isOfRule = ({ holder }: TemplateGrant): boolean => holder === 'events.amazonaws.com';
const isOfSchedule = ({ holder }: TemplateGrant): boolean => /^(Every|Wakes|DueNotices)/.test(holder);
const isOfPipe = ({ holder }: TemplateGrant): boolean => /Pipe/.test(holder);
/** Used only when something else is denied as well. */
const isLast = (grant: TemplateGrant): boolean =>
  grant.action === 'sqs:SendMessage' && /DeadLetters/.test(grant.resource);

/** `most`: how many of the acts that use a grant are played for it; the quick ones come first. */
const actsFor = (grants: readonly TemplateGrant[], most: number): Act[] => {
  const names = new Set(grants.flatMap((grant) => theatre.uses.get(grant)?.slice(0, most) ?? []));
  return ACTS.filter(({ name }) => names.has(name));
};

/** Whose denial keeps others from ever asking. */
const HIDES: readonly (readonly [by: RegExp, hidden: RegExp])[] = [
  [/Pipe/, /^(DriveWorkflow|Notify|Analytics|PullWork|TellRelated|ForgetFiles|RecordFeed|Deliver|FollowAnswer)/],
  [/^(Webhooks|RecordFeed)/, /^(Deliver|WakeWebhooks)/],
  [/^Wakes/, /^WakeWebhooks/],
  [/^Exports/, /^WorkExport/],
  [/^Files/, /^(CheckUpload|ForgetFiles)/],
  [/^CheckUpload/, /^(Files|Customer)/],
  [/^Customer/, /^(CheckUpload|FollowAnswer)/],
  [/^FollowAnswer/, /^Notify/],
  [/^DeskCommands/, /^Approver/],
  [/^EveryMinute/, /^WatchDesk/],
  [/^DueNotices/, /^(WakeNotices|Notify)/],
  [/^WakeNotices/, /^Notify/],
  [/^(Pipe|DueNotices|WakeNotices|Notify)/, /^(DeliveryStatus|Receipts)/],
  [/^DeliveryStatus/, /^Receipts/],
  [/^EveryQuarter/, /^ReconcileLoads/],
  [/^EveryHour/, /^RetainData/],
  [/^(DriveWorkflow|TicketWorkflowMachine|AdvanceTicket)/, /^PullWork/],
  [/Machine/, /^(AdvanceTicket|ArchiveTicket)/],
  [/^DriveWorkflow/, /^(AdvanceTicket|ArchiveTicket|TicketWorkflowMachine)/],
];

/** Asks every queue by itself: the same right on all of them may be taken away at once. */
const isOfLetters = ({ holder, action }: TemplateGrant): boolean => /^Redrives/.test(holder) && /^sqs:/.test(action);

/** One grant for each holder, without those that the absence of another would hide. */
function nextRound(left: readonly TemplateGrant[]): TemplateGrant[] {
  const round: TemplateGrant[] = [];
  for (const grant of left) {
    const hidden = round.some(({ holder }) => HIDES.some(([by, of]) => by.test(holder) && of.test(grant.holder)));
    const beside = round.find(({ holder }) => holder === grant.holder);
    if (!hidden && (!beside || (isOfLetters(grant) && beside.action === grant.action))) round.push(grant);
  }
  return round;
}

describe('the grants of the templates', () => {
  it('are enough: nothing is denied', () => {
    expect(theatre.said).toEqual([]);
  });

  it('are all needed by what the desk does', () => {
    const idle = theatre.grants.filter((grant) => !isLast(grant) && theatre.uses.get(grant)?.length === 0);
    expect(idle.map(described)).toEqual([]);
  });

  it('are missed one by one: each one that is taken away is denied by name, in the words of AWS', {
    timeout: PATIENCE_MS,
  }, async () => {
    let left = theatre.grants.filter((grant) => !isOfApi(grant) && !isOfRule(grant) && !isLast(grant));
    let rounds = 0;
    const hidden: TemplateGrant[] = [];
    const unexpected: string[] = [];
    while (left.length > 0) {
      const round = nextRound(left);
      const { denied, others } = await theatre.without(round, actsFor(round, 1));
      rounds += 1;
      unexpected.push(...others);
      hidden.push(...round.filter((grant) => !denied.includes(grant)));
      left = left.filter((grant) => !round.includes(grant));
    }
    for (const grant of hidden) {
      const { denied, others } = await theatre.without([grant], actsFor([grant], ACTS.length));
      expect(denied.map(described)).toEqual([described(grant)]);
      unexpected.push(...others);
    }
    expect(unexpected).toEqual([]);
    console.info(
      `grants: ${theatre.grants.length} taken away, in ${rounds} rounds, ${hidden.length} of them once more alone`,
    );
  });

  it.each([
    ['the API to run its functions', isOfApi, ACTS],
    [
      'rules to fill queues and dead letters',
      isOfRule,
      [...ACTS.slice(0, 4), ...RELATION_ACTS.slice(0, 1), ...FILE_ACTS.slice(0, 1)],
    ],
  ])('are missed together: those of %s', async (_, belongs, acts) => {
    const taken = theatre.grants.filter(belongs);
    const { denied } = await theatre.without(taken, acts);
    expect(denied.map(described)).toEqual(taken.map(described));
    expect(taken.length).toBeGreaterThan(1);
  });

  it('are missed together: those of schedules to run their functions, and to leave dead letters', async () => {
    const taken = theatre.grants.filter(isOfSchedule);
    const { denied } = await theatre.without(
      taken,
      ACTS.filter(({ name }) => name.startsWith('a quarter')),
    );
    expect(denied.map(described)).toEqual(taken.map(described));
    expect(taken).toHaveLength(10);
  });

  it('are missed together: those of the pipe to put events and, hours later, dead letters', async () => {
    const taken = theatre.grants.filter(
      (grant) => isOfPipe(grant) && /^(events:PutEvents|sqs:SendMessage)$/.test(grant.action),
    );
    const hours: Act = { name: 'hours pass', play: ({ runtime }) => runtime.advance(minutes(4 * 60)) };
    const { denied } = await theatre.without(taken, [...ACTS.slice(0, 1), hours]);
    expect(denied.map(described)).toEqual(taken.map(described));
    expect(taken).toHaveLength(2);
  });
});
