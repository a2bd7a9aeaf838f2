/** The ways that most tickets go. */
import { ApiProblem } from '../../client/api-problem.ts';
import type { Scene } from './scene.ts';
import { answer, answerNow, confirm, pass, sendBack, solve, solveNow } from './steps.ts';
import { archived, PLAIN, plainBut, type Story } from './story.ts';

const finish = async (scene: Scene): Promise<void> => {
  await solve(scene);
  await pass(scene);
  await confirm(scene);
};

const begin = async (scene: Scene): Promise<void> => {
  await scene.post();
  await answer(scene);
};

const plain = async (scene: Scene): Promise<void> => {
  await begin(scene);
  await finish(scene);
};

/** To the experts, with one priority more, and to somebody else. */
const REOPENED = {
  reopened: 1,
  classified: 1,
  'queued repeat': 1,
  'assigned dispatch': 2,
  resolved: 2,
  'reviewed pass': 2,
} as const;

/** They have it again, but another agent: the experts' one. */
const secondThought = async (scene: Scene, before: string): Promise<void> => {
  await scene.sleep(5);
  const { id, ticket } = await scene.assignee();
  if (id === before || ticket.queue !== 'complaints') throw new Error(`Reopened in ${ticket.queue}, and ${id} has it.`);
  await solveNow(scene);
  await pass(scene);
  await confirm(scene);
};

export const EVERYDAY: readonly Story[] = [
  { name: 'plain', count: 'rest', when: 'anyDay', end: archived(PLAIN), play: plain },
  {
    name: 'closed by silence',
    count: 12,
    when: 'anyDay',
    end: archived(plainBut({ 'closed confirmed': 0, 'closed silence': 1 })),
    play: async (scene) => {
      await begin(scene);
      await solve(scene);
      await pass(scene);
    },
  },
  {
    name: 'thanks keep it closed',
    count: 3,
    when: 'anyDay',
    end: archived(plainBut({ 'customer-replied': 1, 'closed confirmed': 0, 'closed silence': 1 })),
    play: async (scene) => {
      await begin(scene);
      await solve(scene);
      await pass(scene);
      await scene.sleep(30);
      await scene.customer.addMessage({ id: scene.id, body: { text: scene.chinese ? '谢谢！' : 'Thank you!' } });
    },
  },
  {
    name: 'posted twice',
    count: 4,
    when: 'anyDay',
    end: archived(PLAIN),
    play: async (scene) => {
      const first = await scene.post();
      await scene.sleep(1);
      const again = await scene.customer.createTicket({ body: scene.request });
      if (again.id !== first.id || again.code !== first.code)
        throw new Error('The same request became another ticket.');
      const other = { ...scene.request, description: `${scene.request.description}!` };
      await refused('unique-id-reused', scene.customer.createTicket({ body: other }));
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'hold and customer reply',
    count: 6,
    when: 'anyDay',
    end: archived(plainBut({ 'held customer': 1, 'customer-replied': 1, 'resumed customerReply': 1, replied: 2 })),
    play: async (scene) => {
      await begin(scene);
      const { desk } = await scene.assignee();
      await desk.holdTicket({ id: scene.id, body: { for: 'customer', reason: 'photo of the label' } });
      await scene.sleep(scene.random.between(20, 200));
      const text = scene.chinese ? '照片发过去了，麻烦看一下' : 'Here is the photo you asked for.';
      await scene.customer.addMessage({ id: scene.id, body: { text } });
      await scene.sleep(2);
      await answerNow(scene);
      await finish(scene);
    },
  },
  {
    name: 'rework after a failed review',
    count: 5,
    when: 'anyDay',
    end: archived(plainBut({ 'reviewed rework': 1, resolved: 2 })),
    play: async (scene) => {
      await begin(scene);
      await solve(scene);
      await sendBack(scene, '请补充退款流水号 · please add the reference');
      await scene.sleep(6);
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'reopened by a message',
    count: 3,
    only: (_, { category }) => category !== 'payment-failure', // one priority higher it may be an outage, which the experts leave to payments
    when: 'anyDay',
    end: archived(plainBut({ 'customer-replied': 1, ...REOPENED })),
    play: async (scene) => {
      await begin(scene);
      const { id } = await scene.assignee();
      await solve(scene);
      await pass(scene);
      await scene.sleep(60);
      const text = scene.chinese
        ? '不对啊，问题还是没解决，我再等一天也没用'
        : 'This is still not solved, please look again.';
      await scene.customer.addMessage({ id: scene.id, body: { text } });
      await secondThought(scene, id);
    },
  },
  {
    name: 'reopened by the customer',
    count: 2,
    only: (_, { category }) => category !== 'payment-failure', // one priority higher it may be an outage, which the experts leave to payments
    when: 'anyDay',
    end: archived(plainBut(REOPENED)),
    play: async (scene) => {
      await begin(scene);
      const { id } = await scene.assignee();
      await solve(scene);
      await pass(scene);
      await scene.sleep(45);
      await scene.customer.reopenAsCustomer({
        id: scene.id,
        body: { reason: scene.chinese ? '没有解决' : 'Not solved' },
      });
      await secondThought(scene, id);
    },
  },
];

/** Fails unless the API refuses with this code. */
export const refused = async (code: string, call: Promise<unknown>): Promise<void> => {
  const answered = await call.then(
    () => 'an answer',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.code ?? String(error.status);
      throw error;
    },
  );
  if (answered !== code) throw new Error(`Expected to be refused with ${code}, but got ${answered}.`);
};
