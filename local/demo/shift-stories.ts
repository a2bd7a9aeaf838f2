/** What happens at night, with few agents: room for an emergency, a leave, a shift that begins. */
import type { SampleAgent } from '../sample-desk.ts';
import { agentsFor, forAnybody } from './routing-stories.ts';
import type { Scene } from './scene.ts';
import { answerNow, confirm, pass, solveNow } from './steps.ts';
import { archived, plainBut, type Story } from './story.ts';

type Person = Pick<SampleAgent, 'id'>;

const come = async ({ cast }: Scene, { id }: Person): Promise<void> => {
  await cast.desk(id).setPresence({ body: { presence: 'online' } });
};

const go = async ({ cast }: Scene, { id }: Person): Promise<void> => {
  await cast.desk(id).setPresence({ body: { presence: 'offline' } });
};

const change = async ({ cast }: Scene, { id, presence: _, ...agent }: SampleAgent, to: object): Promise<void> => {
  await cast.operator.putAgent({ agent: id, body: { ...agent, ...to } });
};

const finishNow = async (scene: Scene): Promise<void> => {
  await scene.sleep(5);
  await solveNow(scene);
  await pass(scene);
  await confirm(scene);
};

export const SHIFTS: readonly Story[] = [
  {
    name: 'set aside for an emergency',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T02:00'],
    end: archived(plainBut({ 'assigned dispatch': 0, 'assigned pull': 1, paused: 1, 'resumed capacity': 1 })),
    play: async (scene) => {
      await scene.post();
      await scene.sleep(0.25); // it was offered, to nobody
      const agents = await agentsFor(scene);
      const alone = agents.at(-1) as SampleAgent;
      await change(scene, alone, { capacity: 4 });
      await come(scene, alone);
      await scene.sleep(2);
      await answerNow(scene);
      const { category } = await scene.view();
      const emergency = scene.another('the emergency', archived(plainBut({})), {
        ...{ category, orders: [], customer: { id: 'cus_demo_emergency', name: '安小姐', tier: 'standard' } },
        ...{ subject: '充电器冒烟了', description: '充电器插上就冒烟了，怎么办' },
      });
      await emergency.post();
      await scene.happened('paused');
      const { phase, pausedFor } = await scene.view();
      if (phase !== 'paused' || pausedFor !== emergency.id) throw new Error(`It is ${phase}, for ${pausedFor}.`);
      await answerNow(emergency);
      await scene.sleep(5);
      await solveNow(emergency);
      await scene.happened('resumed capacity');
      await go(scene, alone);
      await change(scene, alone, {});
      await finishNow(scene);
      await pass(emergency);
      await confirm(emergency);
    },
  },
  {
    name: 'in time for the early shift',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T03:58'],
    end: archived(plainBut({ 'assigned dispatch': 0, 'assigned pull': 1 })),
    play: async (scene) => {
      await scene.sleep(0.75); // one look before the shift, and the next team is not asked before it begins
      await scene.post();
      const [early] = await agentsFor(scene);
      const { operator } = scene.cast;
      const team = { title: { zh: early.team, en: early.team }, timeZone: 'Asia/Shanghai' };
      const shift = { name: 'early', weekdays: ['tue'], from: '04:00', to: '04:30', agents: [early.id] };
      await operator.putTeam({ team: early.team, body: { ...team, shifts: [shift] } as never });
      await come(scene, early);
      await scene.sleep(1);
      if ((await scene.view()).phase !== 'queued') throw new Error(`${early.id} got it before the shift began.`);
      await scene.sleep(0.5);
      await answerNow(scene);
      await go(scene, early);
      await operator.putTeam({ team: early.team, body: { ...team, shifts: [] } as never });
      await finishNow(scene);
    },
  },
  {
    name: 'taken from somebody on leave',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T05:00'],
    end: archived(plainBut({ noted: 1, 'queued absent': 1, 'assigned pull': 1 })),
    play: async (scene) => {
      await scene.post();
      await scene.sleep(0.25);
      const [one, two] = await agentsFor(scene);
      await come(scene, one);
      await scene.sleep(2);
      await answerNow(scene);
      await scene.cast.desk(one.id).noteOnTicket({ id: scene.id, body: { text: '客户上午在家' } });
      await come(scene, two);
      const today = '2026-11-24';
      await change(scene, one, { leave: [{ from: today, until: today }] });
      await scene.sleep(6);
      const { id, ticket } = await scene.assignee();
      if (id !== two.id) throw new Error(`${id} has it, though ${one.id} is on leave and ${two.id} is there.`);
      if (!ticket.clocks.firstResponse.stoppedAt) throw new Error('The answer of the first one is lost.');
      await go(scene, one);
      await go(scene, two);
      await change(scene, one, {});
      await finishNow(scene);
    },
  },
];
