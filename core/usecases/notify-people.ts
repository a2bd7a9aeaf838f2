/**
 * Tells those whom the table of the policy means: each of them once, the first that is said to them; now, or when they may be
 * disturbed, or together with more. What fails for one of them does not keep it from the others.
 * Database operations: one read per contact, side by side with other reads; per notice those of send-notice.ts.
 */
import type { NoticeChannel } from '../domain/messages/notice-policy.ts';
import type { Planned, Recipient } from '../domain/messages/planned.ts';
import { isGroup } from '../domain/messages/rows.ts';
import { noticeId } from './notify-ids.ts';
import { type TellPorts, tellGroup, tellPerson } from './notify-person.ts';
import type { OneNotice, Telling } from './notify-telling.ts';
import type { Person } from './people-of.ts';
import type { Outcome } from './send-notice.ts';

/** Answers how many messages went out. Rejects, after all others, with the first one that has to be delivered again. */
export const tellPeople = async (ports: TellPorts, telling: Telling, all: readonly Planned[]): Promise<number> => {
  const { only } = telling;
  const told = new Set<string>();
  const failures: unknown[] = [];
  let sent = 0;

  /** False when it has to be told otherwise. */
  const reach = async (whom: string, tell: () => Promise<Outcome>): Promise<boolean> => {
    if (told.has(whom)) return true;
    try {
      const outcome = await tell();
      if (outcome === 'unreached') return false;
      if (outcome === 'sent') sent += 1;
    } catch (error) {
      failures.push(error);
    }
    told.add(whom);
    return true;
  };

  const tellBy = async (planned: Planned, people: readonly Person[], by: readonly NoticeChannel[]): Promise<void> => {
    const [first] = by;
    if (first === undefined) return;
    if (isGroup(first)) {
      if (!(await reach(first, () => tellGroup(ports, telling, planned, first))))
        await tellBy(planned, people, by.slice(1));
      return;
    }
    const groupAt = by.findIndex(isGroup);
    const personal = groupAt < 0 ? by : by.slice(0, groupAt);
    const left: Person[] = [];
    for (const person of people)
      if (!(await reach(person.name, () => tellPerson(ports, telling, planned, person, personal)))) left.push(person);
    if (people.length === 0 || left.length > 0) await tellBy(planned, left, by.slice(personal.length));
  };

  for (const planned of all)
    if (!only || only.occasion === planned.occasion)
      await tellBy(planned, await peopleFor(telling, planned), planned.by);
  if (only && !told.has(only.whom)) await drop(ports, telling, only);
  if (failures.length > 0) throw failures[0];
  return sent;
};

/** Each of them once, in order. Who is meant alone is looked up by name: others may be on duty by now. */
const peopleFor = async (
  { meant, only }: Telling,
  { to, except, unaware = [] }: Planned,
): Promise<readonly Person[]> => {
  const alone = only && !only.whom.includes(':') ? (only.whom as Recipient) : undefined;
  const isOurs = alone === undefined || (alone === 'customer') === to.includes('customer');
  const found = !isOurs ? [] : await Promise.all((alone === undefined ? to : [alone]).map(meant));
  const people = found.flat().filter(({ name }) => name !== except && !unaware.includes(name));
  return [...new Map(people.map((person) => [person.name, person])).values()];
};

/** It was put off, and there is nothing to say any more, or no way to say it. */
const drop = async ({ ledger }: TellPorts, { eventId, due }: Telling, { occasion, whom }: OneNotice): Promise<void> => {
  const id = noticeId(eventId, occasion, whom);
  const begun = await ledger.begin(id, due);
  if (typeof begun === 'object') await ledger.end(id, 'dropped', begun.refused);
};
