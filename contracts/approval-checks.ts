/** Where what a policy file wants approved could never be asked for, or never be approved. */
import { lackingFor } from '../core/domain/approval/separate.ts';
import type { ApprovalRulePart, ApprovalStagePart, ApprovalsPart } from './approval-file.ts';
import { isFor, lacking, namesOf, withoutField } from './checklist-checks.ts';
import { duplicates, type Finding, repeated } from './findings.ts';
import { formsByCategory } from './form-checks.ts';
import { lookedAt } from './form-conditions.ts';
import { addresseeChecks, unknownIn } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';

type Path = Finding['path'];

export const approvalChecks = (file: SoundParts): readonly Finding[] => {
  const { approvals } = file;
  if (!approvals) return [];
  const { stages, rules } = approvals;
  return [
    ...duplicates(['approvals', 'stages'], stages),
    ...duplicates(['approvals', 'rules'], rules),
    ...stages.flatMap((stage, index) => stageChecks(['approvals', 'stages', index], stage, approvals, file)),
    ...rules.flatMap((rule, index) => ruleChecks(['approvals', 'rules', index], rule, approvals, file)),
    ...unseenMoney(file, rules),
  ];
};

/**
 * Codes that give money (`review.sampling.refunds`), and that a rule looks at by an amount: without the amount no rule holds, and the
 * money would go unapproved.
 */
const unseenMoney = (file: SoundParts, rules: readonly ApprovalRulePart[]): readonly Finding[] => {
  const { review, resolutionCodes = [], forms } = file;
  const money = (name: string): boolean =>
    forms?.fields.some((each) => each.name === name && each.type === 'money') ?? false;
  return resolutionCodes.flatMap((code, index) => {
    if (!review?.sampling.refunds.includes(code.name)) return [];
    const categories = namesOf(code, file);
    const looking = rules.filter(
      ({ when }) =>
        when.field !== undefined &&
        money(when.field.field) &&
        (when.resolution?.includes(code.name) ?? true) &&
        categories.some(
          (name) => isFor(when, name) && withoutField([name], when.field?.field ?? '', file).length === 0,
        ),
    );
    const amounts = [...new Set(looking.map(({ when }) => when.field?.field ?? ''))];
    return amounts.length === 0 || code.needs.fields.some((field) => amounts.includes(field))
      ? []
      : [
          {
            path: ['resolutionCodes', index, 'needs', 'fields'],
            message: `${code.name} gives money, and approvals look at ${amounts.join(' or ')}: it must be needed here, or nobody is asked`,
          },
        ];
  });
};

const stageChecks = (path: Path, stage: ApprovalStagePart, { rules }: ApprovalsPart, file: SoundParts): Finding[] => [
  ...who([...path, 'of'], stage.of, file),
  ...who([...path, 'escalateTo'], stage.escalateTo, file),
  ...need([...path, 'need'], stage),
  ...(rules.some(({ stages }) => stages.includes(stage.name))
    ? []
    : [{ path, message: `No rule asks for the stage ${stage.name}` }]),
];

const who = (path: Path, names: readonly string[], file: SoundParts): Finding[] => [
  ...repeated(path, names, (name) => name),
  ...names.flatMap((name, index) => [
    ...addresseeChecks([...path, index], name, file),
    ...(name === 'assignee'
      ? [{ path: [...path, index], message: 'Nobody approves what they have resolved themselves: name somebody else' }]
      : []),
  ]),
];

/** How many a team or a role are, only the directory knows. */
const need = (path: Path, { need, of }: ApprovalStagePart): Finding[] => {
  const people = new Set(of).size;
  return of.every((name) => name.startsWith('agt_')) && need > people
    ? [{ path, message: `${need} have to agree, but only ${people} are asked` }]
    : [];
};

const ruleChecks = (path: Path, rule: ApprovalRulePart, { stages }: ApprovalsPart, file: SoundParts): Finding[] => {
  const { when } = rule;
  const { category } = when;
  const codes = file.resolutionCodes?.filter(
    (code) => category === undefined || category.some((name) => isFor(code, name)),
  );
  return [
    ...unknownIn([...path, 'stages'], rule.stages, 'stage', stages),
    ...repeated([...path, 'stages'], rule.stages, (name) => `The stage ${name}`),
    ...order([...path, 'stages'], rule.stages, stages),
    ...twice([...path, 'stages'], rule.stages, stages),
    ...unknownIn([...path, 'when', 'category'], category, 'category', file.categories),
    ...unknownIn([...path, 'when', 'channel'], when.channel, 'channel', file.channels),
    ...(file.resolutionCodes?.length
      ? unknownIn([...path, 'when', 'resolution'], when.resolution, 'resolution code of it', codes)
      : []),
    ...fieldChecks([...path, 'when', 'field'], when, file),
  ];
};

/** Nobody agrees to two stages of a request. Who is of a team or has a role, only the directory knows: such stages have enough. */
const twice = (path: Path, names: readonly string[], stages: readonly ApprovalStagePart[]): Finding[] => {
  const named = stages
    .filter(({ name }) => names.includes(name))
    .map(({ name, need, of, escalateTo }) => ({ name, need, people: [...new Set([...of, ...escalateTo])] }))
    .filter(({ people }) => people.every((who) => who.startsWith('agt_')));
  const lacking = lackingFor(named);
  return lacking
    ? [{ path, message: `Nobody agrees to two stages, so there are too few people for ${lacking.name}: name more` }]
    : [];
};

/** Rules that hold at the same time ask for their stages together: one order for all keeps the last word last. */
const order = (path: Path, names: readonly string[], stages: readonly { readonly name: string }[]): Finding[] =>
  names.flatMap((name, index) => {
    const before = names[index - 1];
    const place = (of: string): number => stages.findIndex((stage) => stage.name === of);
    return before !== undefined && place(name) >= 0 && place(name) < place(before)
      ? [{ path: [...path, index], message: `${name} stands before ${before} in approvals.stages: ask it before, too` }]
      : [];
  });

/** A field that is in no form, or is not asked of a category that the rule names: the rule would hold for nothing. */
const fieldChecks = (
  path: Path,
  { field, category }: ApprovalRulePart['when'],
  file: SoundParts,
): readonly Finding[] => {
  if (!field || !file.forms || !file.categories) return [];
  const library = { fields: file.forms.fields };
  const wrong = lookedAt(path, field, library);
  if (wrong.length > 0) return wrong;
  const known = file.categories.map(({ name }) => name);
  const without = withoutField(category?.filter((name) => known.includes(name)) ?? known, field.field, file);
  if (category) return lacking(path, `the field ${field.field}`, without);
  return without.length === Object.keys(formsByCategory(file)).length
    ? [{ path, message: `It never holds: no form has the field ${field.field}` }]
    : [];
};
