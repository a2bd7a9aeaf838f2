/** What people do beside the plain path: urge, hand over, correct, escalate. */
import type { Scene } from './scene.ts';
import { answer, answerNow, confirm, pass, sendBack, solve, solveNow } from './steps.ts';
import { archived, plainBut, type Story } from './story.ts';

const finish = async (scene: Scene): Promise<void> => {
  await solve(scene);
  await pass(scene);
  await confirm(scene);
};

const urge = async (scene: Scene, text?: string): Promise<void> => {
  await scene.customer.urgeTicket({ id: scene.id, body: text === undefined ? {} : { text } });
};

export const PEOPLE: readonly Story[] = [
  {
    name: 'urged',
    count: 4,
    when: 'anyDay',
    end: archived(plainBut({ urged: 1 })),
    play: async (scene) => {
      await scene.post();
      await scene.sleep(0.5);
      await urge(scene, scene.chinese ? '麻烦快点！' : 'Hurry up please');
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'urged three times, escalated',
    count: 2,
    priorities: ['P1', 'P2', 'P3'],
    when: 'anyDay',
    end: archived(plainBut({ urged: 3, 'escalated urges': 1 }), 1),
    play: async (scene) => {
      await scene.post();
      for (let time = 0; time < 3; time += 1) {
        await scene.sleep(0.5);
        await urge(scene);
      }
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'transferred to another queue',
    count: 3,
    priorities: ['P2', 'P3'],
    when: 'anyDay',
    end: archived(plainBut({ transferred: 1, 'queued transfer': 1, 'assigned dispatch': 2, accepted: 2, replied: 2 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      const queue = (await scene.view()).queue === 'payments' ? 'accounts' : 'payments';
      await desk.transferTicket({ id: scene.id, body: { queue, reason: '需要查支付流水' } });
      await scene.sleep(2);
      const { team } = (await scene.assignee()).ticket.assignee ?? {};
      if (team !== queue) throw new Error(`Transferred to ${queue}, but ${team} has it.`);
      await answerNow(scene);
      await finish(scene);
    },
  },
  {
    name: 'put into another category',
    count: 2,
    when: 'anyDay',
    end: archived(plainBut({ classified: 1 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { category, priority } = await scene.view();
      const { desk } = await scene.assignee();
      const other = category === 'refund' ? 'return-exchange' : 'refund';
      await desk.classifyTicket({ id: scene.id, body: { category: other, priority } });
      await finish(scene);
    },
  },
  {
    name: 'escalated by hand, closed by the supervisor',
    count: 2,
    when: 'anyDay',
    end: archived(plainBut({ 'escalated manual': 1, noted: 1, 'closed confirmed': 0, 'closed supervisor': 1 }), 1),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await desk.escalateTicket({ id: scene.id, body: { reason: '客户要求主管回电' } });
      await scene.sleep(2);
      const text = '已与客户通话，按方案处理';
      await scene.cast.supervisor.noteOnTicket({ id: scene.id, body: { text } });
      await solve(scene);
      await pass(scene);
      await scene.sleep(15);
      await scene.cast.supervisor.closeTicket({ id: scene.id });
    },
  },
  {
    name: 'sent back too often: the experts have it',
    count: 1,
    priorities: ['P2', 'P3'],
    when: 'anyDay',
    end: archived(
      plainBut({
        ...{ 'reviewed rework': 3, resolved: 4, 'escalated reworks': 1 },
        ...{ 'queued expertReview': 1, 'assigned dispatch': 2 },
      }),
      1,
    ),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await scene.sleep(10);
      await solveNow(scene);
      for (let round = 1; round <= 3; round += 1) {
        await sendBack(scene, `第 ${round} 次退回：请写明处理依据`);
        await scene.sleep(2);
        await solveNow(scene);
      }
      await pass(scene);
      await confirm(scene);
    },
  },
];
