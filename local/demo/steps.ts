/** What people do in one go: the parts that the scripts are made of. */
import { answersTo } from './answers.ts';
import type { Scene } from './scene.ts';

/** The agent begins with the ticket and answers, well within the first response. */
export const answer = async (scene: Scene): Promise<void> => {
  await scene.sleep(0.5);
  await scene.assignee();
  const { firstResponse } = (await scene.view()).clocks;
  await scene.until(firstResponse.startedAt, firstResponse.targetMinutes * scene.random.between(0.3, 0.55));
  await answerNow(scene);
};

export const answerNow = async (scene: Scene): Promise<void> => {
  const { desk } = await scene.assignee();
  await desk.acceptTicket({ id: scene.id });
  await desk.replyToTicket({ id: scene.id, body: { text: answersTo(await scene.view()).answer } });
};

/** The agent takes the time that such a thing needs, and resolves well within the target. */
export const solve = async (scene: Scene): Promise<void> => {
  const { targetMinutes } = (await scene.view()).clocks.resolution;
  await scene.sleep(Math.min(targetMinutes * scene.random.between(0.15, 0.3), scene.random.between(15, 80)));
  await solveNow(scene);
};

export const solveNow = async (scene: Scene): Promise<void> => {
  const { desk } = await scene.assignee();
  await desk.resolveTicket({ id: scene.id, body: answersTo(await scene.view()).resolve });
};

/** The reviewer looks at it after a while and lets it pass. */
export const pass = async (scene: Scene): Promise<void> => {
  await scene.sleep(scene.random.between(5, 40));
  await (await scene.reviewer()).reviewTicket({ id: scene.id, body: { verdict: 'pass' } });
};

/** The reviewer sends it back. */
export const sendBack = async (scene: Scene, remarks: string): Promise<void> => {
  await scene.sleep(scene.random.between(5, 20));
  await (await scene.reviewer()).reviewTicket({ id: scene.id, body: { verdict: 'rework', remarks } });
};

/** The customer is satisfied, and says so. */
export const confirm = async (scene: Scene): Promise<void> => {
  await scene.sleep(scene.random.between(10, 120));
  await scene.customer.confirmTicket({ id: scene.id });
};
