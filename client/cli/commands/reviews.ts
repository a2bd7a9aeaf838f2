/** Reviews: what to look at, the verdict, what follows from it, and what they add up to. */
import type { Command } from 'commander';
import type { z } from 'zod';
import type * as requests from '../../../contracts/review-requests.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { qualityText, reviewsText, scorecardText } from '../reviews.ts';
import { addVerbs, asTyped, listed, type Options, only, type Verb } from './verbs.ts';

const SCORE = ['--score <items>', 'e.g. solution=4,tone=3:很礼貌; every item of the scorecard'] as const;
const REMARKS = ['--remarks <text>', 'for the agent'] as const;
const SEQ = ['<seq>', 'of the review, as timeline shows it'] as const;
const VERDICT = 'pass or rework';

const VERBS: readonly Verb[] = [
  {
    name: 'review',
    summary: '质检 · pass it, or send it back',
    arguments: [
      ['<verdict>', VERDICT],
      ['[remarks]', 'needed for rework: what to mend'],
    ],
    options: [
      SCORE,
      ['--to <agent>', 'who mends it, if not the one who had it'],
      ['--limit <minutes>', "working minutes to mend it, if not the policy's"],
    ],
    run: (desk, id, [verdict, remarks], { score, to, limit }, how) =>
      desk.reviewTicket(
        {
          id,
          body: asTyped<z.input<typeof requests.review>>({
            verdict,
            ...(remarks !== undefined && { remarks }),
            ...scoresOf(score),
            ...(to !== undefined && { to }),
            ...(limit !== undefined && { limitMinutes: wholeNumber(limit, '--limit') }),
          }),
        },
        how,
      ),
  },
  {
    name: 'dispute-review',
    summary: '质检申诉 · I do not agree with a review of my work',
    arguments: [SEQ, ['<reason>', 'why']],
    run: (desk, id, [seq = '', reason = ''], _, how) =>
      desk.disputeReview({ id, body: { seq: wholeNumber(seq, 'The seq'), reason } }, how),
  },
  {
    name: 'decide-dispute',
    summary: '裁定申诉 · whether a disputed review stands',
    arguments: [SEQ, ['<decision>', 'stands or wrong'], ['<remarks>', 'why']],
    options: [SCORE],
    run: (desk, id, [seq = '', decision = '', remarks = ''], { score }, how) =>
      desk.decideDispute(
        { id, body: { seq: wholeNumber(seq, 'The seq'), upheld: stands(decision), remarks, ...scoresOf(score) } },
        how,
      ),
  },
  {
    name: 'calibrate',
    summary: '背靠背质检 · what I find of it, apart from the first reviewer',
    arguments: [SEQ, ['<verdict>', VERDICT]],
    options: [SCORE, REMARKS],
    run: (desk, id, [seq = '', verdict], options, how) =>
      desk.calibrateReview(
        {
          id,
          body: asTyped<z.input<typeof requests.calibrate>>({
            seq: wholeNumber(seq, 'The seq'),
            verdict,
            ...only(options, 'remarks'),
            ...scoresOf(options.score),
          }),
        },
        how,
      ),
  },
];

const DECISIONS: Readonly<Record<string, boolean>> = { stands: true, wrong: false };

const stands = (decision: string): boolean => {
  const upheld = Object.hasOwn(DECISIONS, decision) ? DECISIONS[decision] : undefined;
  if (upheld === undefined) throw new Mistake('A dispute is decided with stands or wrong.');
  return upheld;
};

const wholeNumber = (text: string, what: string): number => {
  const number = Number(text.replace(/^#/, ''));
  if (!Number.isInteger(number) || number < 1) throw new Mistake(`${what} is a whole number from 1.`);
  return number;
};

type Given = NonNullable<z.input<typeof requests.calibrate>['scores']>;

/** `solution=4,tone=3:note`: the API says what is wrong with the names and points. */
const scoresOf = (text: Options[string]): { readonly scores?: Given } => {
  const items = listed(text).map((item): [string, Given[string]] => {
    const [, name = '', points = '', note] = /^([^=]+)=(\d+)(?::(.+))?$/su.exec(item) ?? [];
    if (name === '') throw new Mistake(`Write ${item} as item=points, e.g. solution=4.`);
    return [name, asTyped<Given[string]>({ points: Number(points), ...(note !== undefined && { note }) })];
  });
  return items.length === 0 ? {} : { scores: Object.fromEntries(items) };
};

interface ListOptions {
  readonly kind: string;
  readonly limit: string;
}

export const addReviews = (program: Command, context: Context): void => {
  const { desk, print } = context;
  program
    .command('reviews')
    .option('--kind <kind>', 'review (default), dispute or calibration', 'review')
    .option('-n, --limit <count>', 'at most so many', '25')
    .summary('待质检 · what I have to review')
    .action(async ({ kind, limit }: ListOptions) => {
      const query = asTyped<z.output<typeof requests.reviewsPage>>({ kind, limit });
      print((await desk().listReviews({ query })).items, reviewsText);
    });
  addVerbs(program, context, VERBS);
  program
    .command('scorecard')
    .argument('<ticket>', 'id or code')
    .summary('评分表 · what its resolution is scored by')
    .action(async (id: string) => print(await desk().getScorecard({ id }), scorecardText));
  program
    .command('quality')
    .argument('<from>', 'first day, e.g. 2026-11-01')
    .argument('[to]', 'the last one (default: the first)')
    .summary('质检报告 · what reviews say of agents and reviewers')
    .action(async (from: string, to = from) => print(await desk().getQuality({ query: { from, to } }), qualityText));
};
