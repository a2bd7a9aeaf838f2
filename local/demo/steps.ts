/** What people do in one go: the parts that the scripts are made of. */
import { answersTo } from './answers.ts';
import type { Assignee, Scene } from './scene.ts';

/** The agent begins with the ticket and answers, well within the first response. */
export const answer = async (scene: Scene): Promise<void> => {
  await scene.sleep(0.5);
  const agent = await scene.assignee();
  const { firstResponse } = agent.ticket.clocks;
  await scene.until(firstResponse.startedAt, firstResponse.targetMinutes * scene.random.between(0.3, 0.55));
  await answerAs(scene, agent);
};

export const answerNow = async (scene: Scene): Promise<void> => answerAs(scene, await scene.assignee());

const answerAs = async ({ id }: Scene, { desk, ticket }: Assignee): Promise<void> => {
  await desk.acceptTicket({ id });
  await desk.replyToTicket({ id, body: { text: answersTo(ticket).answer } });
};

/** The agent takes the time that such a thing needs, and resolves well within the target. */
export const solve = async (scene: Scene): Promise<void> => {
  const agent = await scene.assignee();
  const { targetMinutes } = agent.ticket.clocks.resolution;
  await scene.sleep(Math.min(targetMinutes * scene.random.between(0.15, 0.3), scene.random.between(15, 80)));
  await resolveAs(scene, agent);
};

export const solveNow = async (scene: Scene): Promise<void> => resolveAs(scene, await scene.assignee());

const resolveAs = async ({ id }: Scene, { desk, ticket }: Assignee): Promise<void> => {
  await desk.resolveTicket({ id, body: answersTo(ticket).resolve });
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
