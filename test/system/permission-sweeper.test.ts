/** The grants that there are with the sweeper alone; the others are seen to in permission.test.ts. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { originalWith } from '../support/clockwork-assembly.ts';
import { minutes, startSystem } from '../support/system.ts';
import { ACTS, type Act } from './permission/acts.ts';
import { PLANTED, type TemplateGrant } from './permission/grants.ts';
import { type Found, findMissing } from './permission/missing.ts';
import { openTheatre, type Theatre } from './permission/theatre.ts';

const PATIENCE_MS = 600_000;

/** What falls due within an hour, with nobody acting; most of it was put there while the stage was set. */
const HOUR: Act = {
  name: 'an hour passes',
  play: async ({ runtime }) => {
    await runtime.advance(minutes(60));
  },
};

let theatre: Theatre;
let own: readonly TemplateGrant[];
let found: Found;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // what a schedule drops that may not even leave a dead letter
  const others = await grantsWithoutSweeper();
  theatre = await openTheatre(originalWith('sweeper'));
  own = theatre.grants.filter((grant) => !others.has(described(grant)));
  found = await findMissing({ ...theatre, grants: own }, [HOUR, ...ACTS]);
  console.info(`grants of the sweeper: ${found.missedIn.size} of ${own.length} missed, in ${found.plays} plays`);
}, PATIENCE_MS);
afterAll(() => {
  vi.restoreAllMocks();
  theatre.close();
});

const described = ({ holder, action, resource }: TemplateGrant): string => `${holder} ${action} ${resource}`;

const grantsWithoutSweeper = async (): Promise<ReadonlySet<string>> => {
  await using system = await startSystem();
  const uses = system.runtime.grants();
  return new Set(
    uses.flatMap(({ holders, action, resource }) => holders.map((holder) => `${holder} ${action} ${resource}`)),
  );
};

describe('the grants of the sweeper', () => {
  it('are those of its own functions, its queue and its schedule', () => {
    const holders = new Set(own.map(({ holder }) => holder));
    expect([...holders].filter((holder) => /^(Sweep|LookAtTicket)/.test(holder)).length).toBeGreaterThanOrEqual(2);
  });

  it('are each missed when they are not there, and used when they are', () => {
    const planted = own.filter(({ action }) => action === PLANTED);
    expect(planted).toHaveLength(1); // nobody needs it: it is there to be found
    const never = own.filter((grant) => !found.missedIn.has(grant));
    expect(never.map(described)).toEqual(planted.map(described));
    expect([...theatre.said, ...found.unexpected]).toEqual([]);
  });
});
