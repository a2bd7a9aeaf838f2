/** How far an approval has come. */
import type { AgentId } from '../vocabulary.ts';
import type { Approval, AskedStage } from './approval.ts';

/** The stage that is asked now. */
export const stageAsked = ({ stages, stage }: Approval): AskedStage | undefined => stages[stage];

/** Who have agreed to the stage that is asked now. */
export const givenNow = ({ given, stage }: Approval): readonly AgentId[] =>
  given.filter((each) => each.stage === stage).map(({ by }) => by);

/** Whether one yes more is the last one of the last stage: nobody is asked after it. */
export const isLastYes = (approval: Approval): boolean =>
  approval.stage === approval.stages.length - 1 &&
  givenNow(approval).length + 1 >= (stageAsked(approval)?.need ?? Number.POSITIVE_INFINITY);

/** The stage that is asked after one yes more; undefined when the one that is asked now needs others as well, or is the last. */
export const stageAfterYes = (approval: Approval): AskedStage | undefined =>
  givenNow(approval).length + 1 >= (stageAsked(approval)?.need ?? Number.POSITIVE_INFINITY)
    ? approval.stages[approval.stage + 1]
    : undefined;

/** Whether they have agreed to another stage than the one that is asked now: nobody does so twice. */
export const gaveElsewhere = ({ given, stage }: Approval, id: string): boolean =>
  given.some((each) => each.by === id && each.stage !== stage);

/** Whether they are asked now, heard or not. */
export const isAsked = (approval: Approval, id: string): boolean =>
  stageAsked(approval)?.approvers.some((each) => each === id) === true && !gaveElsewhere(approval, id);

/** Whether it waits for them: asked now, and not heard yet. */
export const waitsFor = (approval: Approval, id: string): boolean =>
  isAsked(approval, id) && !givenNow(approval).some((each) => each === id);
