/** What customers say when they are asked how it was. */
import { refused } from './everyday-stories.ts';
import type { Scene } from './scene.ts';
import { answer, confirm, pass, solve } from './steps.ts';
import { archived, PLAIN, plainBut, type Story } from './story.ts';

const HOUR = 60;
const PATIENCE_MINUTES = 90;

const customer = (kind: string) => (n: number) => ({
  id: `cus_survey_${kind}_${n}`,
  name: '苏文',
  email: `${kind}-${n}@survey.example.com`,
});

/** Solved and confirmed; an hour later they are asked. */
const asked = async (scene: Scene): Promise<string> => {
  await scene.post();
  await answer(scene);
  await solve(scene);
  await pass(scene);
  await confirm(scene);
  await scene.sleep(HOUR);
  return linkOf(scene);
};

/** Out of the mail that asks: an hour after the solution, and not in the quiet hours. */
const linkOf = async (scene: Scene): Promise<string> => {
  const address = scene.request.customer.email ?? '';
  for (let minute = 0; minute < PATIENCE_MINUTES; minute += 1) {
    for (const text of scene.cast.mailsTo(address)) {
      const [, link] = /\/s\/([\w.~-]+)/.exec(text) ?? [];
      if (link !== undefined) return link;
    }
    await scene.sleep(1);
  }
  throw new Error(`${address} was not asked within ${PATIENCE_MINUTES} minutes.`);
};

/** The ticket that was opened for the experts; they see to it, and the supervisor closes it. */
const expert = async (scene: Scene): Promise<void> => {
  const { category } = await scene.view();
  const { supervisor } = scene.cast;
  for (let minute = 0; minute < PATIENCE_MINUTES; minute += 1) {
    const { items } = await supervisor.listOfCustomer({ customer: scene.request.customer.id, query: {} });
    const found = items.find(({ id }) => id !== scene.id);
    if (found) {
      const second = scene.another('the experts', archived(EXPERT), { category }, found);
      await answer(second);
      await solve(second);
      await pass(second);
      await supervisor.closeTicket({ id: found.id });
      return;
    }
    await scene.sleep(1);
  }
  throw new Error(`No expert was asked within ${PATIENCE_MINUTES} minutes.`);
};
const EXPERT = plainBut({ linked: 1, 'closed confirmed': 0, 'closed supervisor': 1 });

export const SURVEYS: readonly Story[] = [
  {
    name: 'asked, and content',
    count: 3,
    customer: customer('content'),
    when: 'firstDay',
    end: archived(PLAIN),
    play: async (scene) => {
      const link = await asked(scene);
      await scene.customer.answerSurvey({ link, body: { stars: 5, reasons: ['speed'], comment: '很快' } });
      await refused('already-rated', scene.customer.answerSurvey({ link, body: { stars: 1 } }));
    },
  },
  {
    name: 'asked, and not content: experts look into it',
    count: 1,
    customer: customer('not-content'),
    when: 'firstDay',
    end: archived(PLAIN),
    play: async (scene) => {
      const link = await asked(scene);
      await scene.customer.answerSurvey({ link, body: { stars: 1, reasons: ['solved'] } });
      await expert(scene);
    },
  },
];
