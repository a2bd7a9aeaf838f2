/** Who says yes to one stage of a request says it to no other one (职责分离): whether there are people enough for all of them. */
import type { AgentId } from '../vocabulary.ts';
import type { Approval, AskedStage } from './approval.ts';
import { givenNow } from './progress.ts';

/** So many of these people have to agree. */
interface Wanted {
  readonly name: string;
  readonly need: number;
  readonly people: readonly string[];
}

/**
 * The first stage for which nobody is left when everybody says yes once at most, however the others are shared out; undefined when
 * there are enough for all. A maximum matching by augmenting paths (H. W. Kuhn, 1955): yeses on one side, people on the other.
 *
 * Example: `[{ name: 'lead', need: 1, people: ['a'] }, { name: 'board', need: 1, people: ['a'] }]` lacks somebody for `board`.
 */
export const lackingFor = <S extends Wanted>(stages: readonly S[]): S | undefined => {
  const yeses = stages.flatMap((stage) => Array.from({ length: stage.need }, () => stage));
  const givenBy = new Map<string, number>();
  const canGive = (yes: number, tried: Set<string>): boolean =>
    (yeses[yes]?.people ?? []).some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const other = givenBy.get(person);
      if (other !== undefined && !canGive(other, tried)) return false;
      givenBy.set(person, yes);
      return true;
    });
  return yeses.find((_, yes) => !canGive(yes, new Set()));
};

/** With those who are asked once it is late: they are people, too. */
export const wantedOf = ({ name, need, approvers, late }: AskedStage): Wanted => ({
  ...{ name, need },
  people: [...approvers, ...late],
});

export const haveGiven = ({ given }: Pick<Approval, 'given'>): ReadonlySet<string> =>
  new Set(given.map(({ by }) => by));

/**
 * The stage for which nobody would be left after the yes of `by` to the one that is asked now. `next`: as the stage after it would be
 * asked, where that differs from what the request says.
 */
export const lackingAfter = (approval: Approval, by: string, next?: AskedStage): string | undefined => {
  const gave = new Set([...haveGiven(approval), by]);
  const ahead = approval.stages.slice(approval.stage).map((stage, at) => {
    const { name, need, people } = wantedOf((at === 1 && next) || stage);
    const open = at === 0 ? Math.max(0, need - givenNow(approval).length - 1) : need;
    return { name, need: open, people: people.filter((id) => !gave.has(id)) };
  });
  const lacking = lackingFor(ahead);
  return lacking && lacking !== ahead[0] ? lacking.name : undefined;
};

/**
 * Whom a stage asks when it is reached: nobody who has agreed to another one. Where too few are left, those whom it would have asked
 * when it is late are asked at once.
 */
export const askedWithout = <S extends Pick<AskedStage, 'need' | 'approvers' | 'late'>>(
  stage: S,
  gave: ReadonlySet<string>,
): S => {
  const others = (ids: readonly AgentId[]): readonly AgentId[] => ids.filter((id) => !gave.has(id));
  const [approvers, late] = [others(stage.approvers), others(stage.late)];
  return approvers.length < stage.need
    ? { ...stage, approvers: [...approvers, ...late], late: [] }
    : { ...stage, approvers, late };
};

/** Who is asked as well now that it is late: nobody whose yes a later stage cannot do without. */
export const addedWhenLate = (approval: Approval): readonly AgentId[] => {
  const gave = haveGiven(approval);
  return (approval.stages[approval.stage]?.late ?? []).filter(
    (id) => !gave.has(id) && lackingAfter(approval, id) === undefined,
  );
};
