/** What happens when a ticket is hard, grave, or asked about again. */
import { refused } from './everyday-stories.ts';
import type { Scene } from './scene.ts';
import { answer, answerNow, confirm, pass, solve } from './steps.ts';
import { archived, plainBut, type Story } from './story.ts';

const CLIMBS_AFTER_MINUTES = 4 * 60;

const finish = async (scene: Scene): Promise<void> => {
  await solve(scene);
  await pass(scene);
  await confirm(scene);
};

const write = async (scene: Scene, zh: string, en: string): Promise<void> => {
  await scene.customer.addMessage({ id: scene.id, body: { text: scene.chinese ? zh : en } });
};

export const ESCALATIONS: readonly Story[] = [
  {
    name: 'a technical matter, the experts help',
    count: 2,
    when: 'anyDay',
    end: archived(plainBut({ 'escalated nature': 1, acknowledged: 1, 'task-finished': 1 }), 2),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await desk.escalateTicket({ id: scene.id, body: { reason: '接口报错，需要专家看日志', nature: 'technical' } });
      await scene.sleep(3);
      const [task] = (await scene.view()).tasks;
      const { items } = await scene.cast.supervisor.listTeam({ team: task?.for.replace('team:', '') ?? '' });
      const expert = items.find(({ roles }) => roles.includes('agent'));
      if (!task || !expert) throw new Error('The escalation has opened no task for experts.');
      await scene.cast.desk(expert.id).acknowledgeTicket({ id: scene.id, body: { note: '我来看' } });
      await scene.sleep(2);
      await scene.cast.desk(expert.id).finishTask({ id: scene.id, body: { task: task.id, note: '已定位原因' } });
      await finish(scene);
    },
  },
  {
    name: 'nobody takes notice, it climbs',
    count: 1,
    priorities: ['P3'],
    when: 'firstDay',
    end: archived(plainBut({ 'escalated manual': 1, 'escalated unacknowledged': 1, acknowledged: 1 }), 2),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await desk.escalateTicket({ id: scene.id, body: { reason: '需要主管授权' } });
      await scene.sleep(CLIMBS_AFTER_MINUTES + 2);
      await scene.cast.supervisor.acknowledgeTicket({ id: scene.id, body: {} });
      await finish(scene);
    },
  },
  {
    name: 'grave words, the executives are told',
    count: 1,
    priorities: ['P2', 'P3'],
    when: 'anyDay',
    end: archived(plainBut({ 'customer-replied': 1, 'escalated severity': 1, acknowledged: 1, replied: 2 }), 3),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await scene.sleep(2);
      await write(scene, '再不处理就法庭见，法院传票已经寄出', 'I have filed a lawsuit against you.');
      const { desk } = await scene.assignee();
      await refused('hold-frozen', desk.holdTicket({ id: scene.id, body: { for: 'thirdParty' } }));
      await scene.sleep(1);
      await scene.cast.supervisor.acknowledgeTicket({ id: scene.id, body: { note: '法务跟进' } });
      await answerNow(scene);
      await finish(scene);
    },
  },
  {
    name: 'asked again, answered after the warning',
    count: 1,
    priorities: ['P2'],
    when: 'anyDay',
    end: archived(plainBut({ 'customer-replied': 1, 'warned nextResponse': 1, replied: 2 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await scene.sleep(2);
      await write(scene, '请问现在进展到哪一步了？', 'May I ask how far you are by now?');
      const { nextResponse } = (await scene.view()).clocks;
      if (!nextResponse?.warnAt) throw new Error('Nothing runs until the next answer.');
      await scene.until(nextResponse.warnAt, 1);
      await answerNow(scene);
      await finish(scene);
    },
  },
];
