/** What everybody was answered, and whether the stores agree. Every sentence is a fault. */
import type { RouteName } from '../../contracts/routes.ts';
import type { Recorded } from '../../core/domain/events.ts';
import type { DeskSnapshot } from '../support/desk-snapshot.ts';
import type { Told } from '../support/invariants.ts';
import type { Answer, Wish } from './send.ts';

interface Entry {
  readonly name: RouteName;
  readonly wish: Wish;
  readonly answer: Answer;
}

/** What a command that was taken did. */
interface Outcome {
  readonly id: string;
  readonly version: number;
  readonly events: readonly { readonly seq: number; readonly type: string }[];
}

export class Book implements Told {
  readonly posts: Record<string, string> = {};
  readonly events: { ticketId: string; seq: number; type: string }[] = [];
  readonly entries: Entry[] = [];

  note(name: RouteName, wish: Wish, answer: Answer): void {
    this.entries.push({ name, wish, answer });
    const outcome = outcomeIn(answer);
    for (const { seq, type } of outcome?.events ?? []) this.events.push({ ticketId: outcome?.id ?? '', seq, type });
  }

  /** How often each status was answered, by route. */
  counts(): Map<RouteName, Map<string, number>> {
    const counts = new Map<RouteName, Map<string, number>>();
    for (const { name, answer } of this.entries) {
      const ofRoute = counts.get(name) ?? new Map<string, number>();
      const said = answer.status < 400 ? String(answer.status) : `${answer.status} ${answer.body.code ?? ''}`;
      counts.set(name, ofRoute.set(said, (ofRoute.get(said) ?? 0) + 1));
    }
    return counts;
  }

  /** The gateway waited too long for a function: on a machine that is busy enough. What became of it nobody was told. */
  givenUp(): number {
    return this.entries.filter(isGivenUp).length;
  }

  faults({ timelines }: DeskSnapshot): string[] {
    const left = Map.groupBy([...timelines.values()].flat(), ({ correlation }) => correlation);
    return [
      ...this.entries.flatMap((entry) => [...entryFaults(entry, left.get(entry.answer.correlation) ?? [])]),
      ...keyFaults(this.entries),
    ];
  }
}

export const outcomeIn = ({ status, body }: Answer): Outcome | undefined =>
  status < 400 && typeof body.version === 'number' && Array.isArray(body.events) ? body : undefined;

const isGivenUp = ({ answer: { status, body } }: Entry): boolean => status >= 500 && body.code === undefined;

const told = ({ name, wish, answer }: Entry): string =>
  `${name} ${wish.path} ${JSON.stringify(wish.body ?? {})} was answered ${answer.status} ${answer.body.code ?? ''}`;

const namesOf = (events: readonly { readonly seq: number; readonly type: string }[]): string =>
  events.map(({ seq, type }) => `${seq} ${type}`).join(', ') || 'nothing';

/** `left`: events of all tickets that carry the id of the request. */
function* entryFaults(entry: Entry, left: readonly Recorded[]): Iterable<string> {
  const { answer, wish } = entry;
  if (isGivenUp(entry)) return;
  if (answer.status >= 500 || answer.status < 200) yield told(entry);
  if (answer.status >= 400 || answer.replayed) {
    const what = answer.replayed ? 'repeated' : 'refused';
    if (left.length > 0) yield `${told(entry)}, ${what}, and left ${namesOf(left)} of ${left[0]?.ticketId}`;
    return;
  }
  const outcome = outcomeIn(answer);
  if (!outcome) return;
  const own = left.filter(({ ticketId }) => ticketId === outcome.id);
  // Those outside are not told what it did.
  const expected = wish.by ? namesOf(outcome.events) : namesOf(own);
  if (namesOf(own) !== expected) yield `${told(entry)} with ${expected}, and left ${namesOf(own)} of ${outcome.id}`;
  const last = own.at(-1);
  if (last && last.seq !== outcome.version)
    yield `${told(entry)} with version ${outcome.version} after event ${last.seq}`;
}

/** What a key stood for first it stands for ever, and only one request did it. */
function* keyFaults(entries: readonly Entry[]): Iterable<string> {
  const keyed = entries.filter((each) => each.wish.key !== undefined && outcomeIn(each.answer)?.events.length);
  for (const [key, group] of Map.groupBy(keyed, ({ wish }) => wish.key)) {
    const [first] = group;
    if (!first) continue;
    // Who else writes just now is of the moment.
    const answers = new Set(group.map(({ answer }) => JSON.stringify({ ...answer.body, alsoWriting: undefined })));
    if (answers.size > 1) yield `${told(first)} under ${key}, and otherwise: ${[...answers].join(' · ')}`;
    const done = group.filter(({ answer }) => !answer.replayed).length;
    const lost = entries.some((each) => each.wish.key === key && isGivenUp(each));
    if (done > 1 || (done === 0 && !lost)) yield `${told(first)} under ${key} was done ${done} times`;
  }
}
