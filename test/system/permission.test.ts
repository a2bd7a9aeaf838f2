import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ACTS } from './permission/acts.ts';
import { coveredTwice, PLANTED, type TemplateGrant } from './permission/grants.ts';
import { type Found, findMissing } from './permission/missing.ts';
import { openTheatre, type Theatre } from './permission/theatre.ts';

// Alone on two cores it is some three minutes; beside other tests several times that.
const PATIENCE_MS = 900_000;

let theatre: Theatre;
let found: Found;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // what a rule drops that may not even leave a dead letter
  theatre = await openTheatre();
  found = await findMissing(theatre, ACTS);
  console.info(`grants: ${found.missedIn.size} of ${theatre.grants.length} missed, in ${found.plays} plays`);
}, PATIENCE_MS);
afterAll(() => {
  vi.restoreAllMocks();
  theatre.close();
});

const described = ({ holder, action, resource }: TemplateGrant): string => `${holder} ${action} ${resource}`;
/** Used only when something else is denied as well. */
const isLast = ({ action, resource }: TemplateGrant): boolean =>
  action === 'sqs:SendMessage' && /DeadLetters/.test(resource);
/** Nobody needs it: it is there to be found. */
const isPlanted = ({ action }: TemplateGrant): boolean => action === PLANTED;

describe('the grants of the templates', () => {
  it('are enough: nothing is denied that no template allows, and nothing at all where none is missing', () => {
    expect([...theatre.said, ...found.unexpected]).toEqual([]);
  });

  it('are each missed when they are not there: denied by name, in the words of AWS', () => {
    const never = theatre.grants.filter((grant) => !found.missedIn.has(grant));
    expect(never.map(described)).toEqual(theatre.grants.filter(isPlanted).map(described));
    expect(never).toHaveLength(1);
  });

  it('are each used where none is missing, but for those that leave dead letters', () => {
    const idle = theatre.grants.filter((grant) => !isLast(grant) && !isPlanted(grant) && !found.used.has(grant));
    expect(idle.map(described)).toEqual([]);
  });

  it('say nothing twice: what is taken away is not allowed by another one', () => {
    expect(coveredTwice(theatre.grants).map(described)).toEqual([]);
  });
});
