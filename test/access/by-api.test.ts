/** docs/permissions.md, asked of the API: every route about a ticket, for everybody who comes by token, signature or link. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import type { Act } from '../../core/domain/permissions.ts';
import { ACT_OF, BY_PROOF_ALONE, requestOf, routesOf, type Subject } from './acts-by-route.ts';
import { ACTS, allows } from './permissions-page.ts';
import { SITUATIONS, type Situation } from './situations.ts';
import {
  type Answered,
  COME_BY_TOKEN,
  isCommand,
  LIN,
  openStaffedDesk,
  ownerOf,
  type StaffedDesk,
} from './staffed-desk.ts';

/** 403 is said with one of these, or by the gateway without any. */
const CODES: readonly (string | undefined)[] = [
  undefined,
  ...['not-permitted', 'not-your-team', 'not-the-assignee', 'own-work'],
];

const named = ({ role, ticket }: Situation): string => `${role}:${ticket}`;
const ofOutside = (role: 'channel' | 'customer' | 'party'): Situation =>
  SITUATIONS.find((each) => each.role === role) as Situation;

/** Cells in which the API is narrower than the table, and why. */
const NARROWER: Readonly<Record<string, string>> = {};

let desk: StaffedDesk;
beforeAll(async () => {
  desk = await openStaffedDesk();
});
afterAll(() => desk.system[Symbol.asyncDispose]());

const wrongIn = (allowed: boolean, { status, code }: Answered): string | undefined => {
  if (status >= 500) return `a fault ${status}`;
  if (allowed) return status === 403 ? `refused with ${code ?? 'the scopes of the route'}` : undefined;
  if (status !== 403) return `let through with ${status} ${code ?? ''}`;
  return CODES.includes(code) ? undefined : `refused with ${code}`;
};

const versionOf = async (id: string): Promise<number> =>
  (await (await desk.system.desk('agt_audit', 'auditor')).getTicket({ id })).version;

describe('the permission matrix by the API', () => {
  it('has a row for every route about one ticket', () => {
    const missing = (['token', 'signature', 'link'] as const)
      .flatMap(routesOf)
      .filter((name) => !ACT_OF[name] && !BY_PROOF_ALONE.includes(name));
    expect(missing).toEqual([]);
  });

  it('is the one of the table, cell by cell, and who is refused changes nothing', { timeout: 300_000 }, async () => {
    const routes = routesOf('token');
    const cells = COME_BY_TOKEN.flatMap((situation) =>
      routes.map((name) => ({ situation, name, allowed: allows(ACT_OF[name] as Act, situation) })),
    );
    const owners = [...new Set(cells.map(({ situation }) => ownerOf(situation)))];
    const pools = new Map<string, Subject[]>();
    for (const owner of owners) {
      const changing = cells.filter(
        ({ situation, name, allowed }) => ownerOf(situation) === owner && allowed && isCommand(ROUTES[name]),
      );
      pools.set(owner, await desk.tickets(owner, changing.length + 1));
    }
    await desk.system.runtime.settle();
    const untouched = new Map(owners.map((owner) => [owner, pools.get(owner)?.pop() as Subject]));
    const before = new Map<string, number>();
    for (const { id } of untouched.values()) before.set(id, await versionOf(id));

    const wrong: string[] = [];
    for (const { situation, name, allowed } of cells) {
      const owner = ownerOf(situation);
      const fresh = allowed && isCommand(ROUTES[name]) ? pools.get(owner)?.pop() : untouched.get(owner);
      const answer = await desk.as(situation, requestOf(name, fresh as Subject));
      const because = NARROWER[`${named(situation)} ${name}`] ? undefined : wrongIn(allowed, answer);
      if (because) wrong.push(`${named(situation)} ${name} (${ACT_OF[name]}): ${because}`);
    }
    expect(wrong).toEqual([]);
    for (const [id, version] of before) expect(await versionOf(id), id).toBe(version);
    console.info(`permissions: ${cells.length} cells of ${routes.length} routes by token`);
  });

  it('is asked of the API for every act of people: the others have no route', () => {
    const asked = new Set(Object.values(ACT_OF));
    const people = SITUATIONS.filter(({ role }) => role !== 'system');
    const idle = ACTS.filter((act) => !asked.has(act) && people.some((each) => allows(act, each)));
    expect(idle.filter((act) => !ELSEWHERE[act])).toEqual([]);
    for (const [act, why] of Object.entries(ELSEWHERE)) console.info(`permissions: ${act}: ${why}`);
  });
});

/** Acts of people that are no route about one ticket, and why. */
const ELSEWHERE: Readonly<Partial<Record<Act, string>>> = {
  open: 'by a signed request, of no ticket yet; people open beside one: openSub, split',
  absorb: 'the other side of merge, in the same transaction',
  release: 'the other side of unmerge',
  numbers: 'of all tickets: getDayReport',
  export: 'of all tickets that somebody reaches: startExport',
};

/** Reads of the whole desk: of those who may in one of their columns. */
const OF_THE_DESK: Partial<Readonly<Record<RouteName, Act>>> = {
  getDayReport: 'numbers',
  getSatisfaction: 'numbers',
  startExport: 'export',
  listExports: 'export',
  getExport: 'export',
  cancelExport: 'export',
  auditDay: 'audit',
  listReveals: 'audit',
  listErasures: 'audit',
};

describe('what is of no single ticket', () => {
  it.each(Object.entries(OF_THE_DESK))('%s is for who may %s', async (name, act) => {
    const wrong: string[] = [];
    for (const situation of COME_BY_TOKEN) {
      const may = COME_BY_TOKEN.some((each) => each.role === situation.role && allows(act, each));
      const subject = { id: 'ABCDEFGH', partner: 'ABCDEFGH', message: 1 };
      const because = wrongIn(may, await desk.as(situation, requestOf(name as RouteName, subject)));
      if (because) wrong.push(`${named(situation)}: ${because}`);
    }
    expect(wrong).toEqual([]);
  });

  it('a command for many refuses each ticket as it would be refused alone', async () => {
    const wrong: string[] = [];
    for (const situation of COME_BY_TOKEN) {
      const [subject] = await desk.tickets(ownerOf(situation), 1);
      const { id } = subject as Subject;
      const body = { tickets: [id], command: { verb: 'reply', body: { text: '您好' } } };
      const { status, items } = await desk.bulk(situation, body);
      const allowed = allows('reply', situation) && ROUTES.bulkCommand.scopes.some((role) => role === situation.role);
      const because = wrongIn(allowed, status === 200 ? (items[0] as Answered) : { status });
      if (because) wrong.push(`${named(situation)}: ${because}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('those outside', () => {
  const may = (name: RouteName, role: 'channel' | 'customer' | 'party'): boolean =>
    allows(ACT_OF[name] as Act, ofOutside(role));

  it('have no route for an act that the table does not give them', () => {
    const beyond = [
      ...routesOf('signature').filter((name) => ACT_OF[name] && !may(name, 'channel')),
      ...routesOf('link').filter((name) => ACT_OF[name] && !may(name, 'customer') && !may(name, 'party')),
    ];
    expect(beyond).toEqual([]);
  });

  it('are let in by their own signature or link, and by no other', async () => {
    const routes = { signature: routesOf('signature'), link: routesOf('link') };
    const tickets = await desk.tickets(LIN, routes.signature.length + routes.link.length);
    const wrong: string[] = [];
    const tell = (who: string, name: RouteName, { status, code }: Answered, expected: string | undefined): void => {
      const said = status >= 400 ? `${status} ${code}` : undefined;
      if (
        expected === undefined
          ? status === 401 || status === 403 || status === 404 || status === 410
          : said !== expected
      )
        wrong.push(`${who} ${name}: ${said ?? status}`);
    };
    for (const name of routes.signature) {
      const subject = tickets.pop() as Subject;
      tell(
        'another channel',
        name,
        await desk.byChannel(requestOf(name, subject), 'app'),
        '403 ticket-of-another-channel',
      );
      tell('the channel', name, await desk.byChannel(requestOf(name, subject)), undefined);
    }
    const party = async ({ id }: Subject): Promise<string> => {
      const lin = await desk.system.desk(LIN, 'agent');
      const asked = await lin.askParty({ id, body: { kind: 'courier', name: '网点', text: '几点派送？', days: 3 } });
      return lastOf(asked.party.link ?? '');
    };
    for (const name of routes.link) {
      const subject = tickets.pop() as Subject;
      const links = { customer: lastOf(desk.receiptOf(subject.id).trackingUrl), party: await party(subject) };
      if (OF_SURVEYS.includes(name)) {
        for (const [who, link] of Object.entries(links))
          tell(`the ${who}`, name, await desk.byLink(requestOf(name, subject, { link })), '404 link-not-valid');
        continue;
      }
      const whose = OF_PARTIES.includes(name) ? 'party' : 'customer';
      const other = whose === 'party' ? 'customer' : 'party';
      const by = (link: string) => desk.byLink(requestOf(name, subject, { link }));
      tell(`the ${other}`, name, await by(links[other]), '404 link-not-valid');
      const answer = await by(links[whose]);
      // There is no such file; whoever is let in is told so.
      if (name === 'readFileAsCustomer') expect(answer).toEqual({ status: 404, code: 'attachment-not-found' });
      else tell(`the ${whose}`, name, answer, undefined);
    }
    expect(wrong).toEqual([]);
  });
});

const OF_PARTIES: readonly RouteName[] = ['readQuestion', 'answerQuestion'];
/** They have links of their own (test/customer/survey-links.test.ts). */
const OF_SURVEYS: readonly RouteName[] = ['readSurvey', 'answerSurvey'];
const lastOf = (url: string): string => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');

describe('roles and scopes', () => {
  it('are the same list', () => {
    expect(COME_BY_TOKEN.map(({ role }) => role)).toEqual(expect.arrayContaining(Object.keys(SCOPES)));
  });
});
