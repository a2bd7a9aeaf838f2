/** Where the ladder of a policy file leads nowhere. */
import { TRIGGERS } from '../core/domain/escalation/ladder.ts';
import type { RungPart } from './escalation-file.ts';
import { duplicates, type Finding, unknown } from './findings.ts';
import { addresseeChecks, matchChecks } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';
import { locatedRules } from './sla-entries.ts';

export const escalationChecks = (file: SoundParts): readonly Finding[] => {
  const { levels = [], ladder = [] } = file.escalation ?? {};
  return [
    ...duplicates(['escalation', 'ladder'], ladder),
    ...levels.flatMap(({ to }, index) => told(['escalation', 'levels', index, 'to'], to, file)),
    ...ladder.flatMap((rung, index) => rungChecks(['escalation', 'ladder', index], rung, file)),
  ];
};

const told = (path: Finding['path'], to: readonly string[], file: SoundParts): Finding[] =>
  to.flatMap((who, index) => addresseeChecks([...path, index], who, file));

const rungChecks = (path: Finding['path'], rung: RungPart, file: SoundParts): Finding[] => [
  ...level(path, rung, file),
  ...trigger([...path, 'when'], rung.when),
  ...untimed([...path, 'when', 'clock'], rung.when, file),
  ...matchChecks([...path, 'when'], rung.when, file),
  ...told([...path, 'to'], rung.to ?? [], file),
  ...rung.actions.flatMap((action, index) => {
    const at = [...path, 'actions', index];
    if (action.do === 'reassign') return unknown([...at, 'reassign'], action.queue, 'queue', file.queues);
    if (action.do === 'addFollower') return addresseeChecks([...at, 'addFollower'], action.who, file);
    return action.do === 'openTask' ? addresseeChecks([...at, 'openTask', 'for'], action.for, file) : [];
  }),
];

const level = (path: Finding['path'], { level = 1 }: RungPart, { escalation }: SoundParts): Finding[] => {
  const highest = escalation?.levels?.length ?? level;
  return level > highest
    ? [{ path: [...path, 'level'], message: `There is no level ${level}: the highest is ${highest}` }]
    : [];
};

const trigger = (path: Finding['path'], when: RungPart['when']): Finding[] => {
  const named = TRIGGERS.filter((each) => when[each] !== undefined);
  if (named.length === 0) return [{ path, message: `Name what sets it off: ${TRIGGERS.join(', ')}` }];
  const alone = named.find((each) => each === 'clock' || each === 'nature');
  if (alone && named.length > 1) return [{ path, message: `${alone} stands without ${others(named, alone)}` }];
  const marks = [when.at, when.after].filter((mark) => mark !== undefined).length;
  if (alone === 'clock' && marks !== 1)
    return [{ path, message: 'A clock needs either at (warning or breach) or after (a time past its target)' }];
  return alone !== 'clock' && marks > 0
    ? [{ path: [...path, when.at ? 'at' : 'after'], message: 'It belongs to a clock: name one' }]
    : [];
};

const others = (named: readonly string[], alone: string): string => named.filter((each) => each !== alone).join(', ');

/** A clock that nothing is promised of never runs. */
const untimed = (path: Finding['path'], { clock }: RungPart['when'], file: SoundParts): Finding[] => {
  if (clock === undefined || !file.targets || !file.sla || !file.promotions) return [];
  const promised = locatedRules(file).some(({ part }) => Object.values(part.targets[clock] ?? {}).some(Boolean));
  return promised ? [] : [{ path, message: `It never happens: no rule has a target for ${clock}` }];
};
