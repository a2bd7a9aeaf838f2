/** How tickets find their agents: taken from the queue, from a pool, with fewer skills than asked for, by the experts. */

import type { SampleAgent } from '../sample-desk.ts';
import { refused } from './everyday-stories.ts';
import type { Scene } from './scene.ts';
import { answer, answerNow, confirm, pass, solve, solveNow } from './steps.ts';
import { archived, NOBODY, plainBut, type Story } from './story.ts';

const finish = async (scene: Scene): Promise<void> => {
  await solve(scene);
  await pass(scene);
  await confirm(scene);
};

const finishNow = async (scene: Scene): Promise<void> => {
  await solveNow(scene);
  await pass(scene);
  await confirm(scene);
};

/** Agents of the first team of the ticket's queue. */
export const agentsFor = async (scene: Scene): Promise<readonly [SampleAgent, SampleAgent, ...SampleAgent[]]> => {
  const { queue } = await scene.view();
  const [first, second, ...others] = scene.cast.agents.filter(
    ({ team, roles }) => team === queue && roles.includes('agent'),
  );
  if (!first || !second) throw new Error(`The team ${queue} has too few agents.`);
  return [first, second, ...others];
};

/** What every agent of the queue may get: no rule asks for more. */
export const forAnybody: NonNullable<Story['only']> = ({ customer, text }, { category }) =>
  customer.tier !== 'vip' && /\p{Script=Han}/u.test(text) && category !== 'promotion';

/** At night nobody is there: posts, and waits until that is told. */
const postAtNight = async (scene: Scene): Promise<readonly [SampleAgent, SampleAgent, ...SampleAgent[]]> => {
  await scene.post();
  await scene.happened('dispatch-failed nobodyOnline');
  return agentsFor(scene);
};

const taken = (by: 'claim' | 'choice') =>
  archived(plainBut({ ...NOBODY, 'assigned dispatch': 0, [`assigned ${by}`]: 1 }), 1);

/** Rules of the running desk, with one more in front that concerns this ticket alone. */
const addRule = async ({ cast, request }: Scene, name: string, then: object): Promise<void> => {
  const { rules } = await cast.supervisor.getRules();
  const rule = { name, when: { customer: [request.customer.id], subject: [request.subject] }, then };
  const body = { rules: JSON.stringify([rule, ...rules]), reason: `试行 ${name} · on trial` };
  await cast.supervisor.changeRules({ body });
};

export const ROUTING: readonly Story[] = [
  {
    name: 'claimed from the queue',
    count: 3,
    priorities: ['P2', 'P3'],
    when: ['2026-11-23T23:20', '2026-11-23T23:40', '2026-11-24T00:00'],
    end: taken('claim'),
    play: async (scene) => {
      const [early, late] = await postAtNight(scene);
      const { queue } = await scene.view();
      const { items } = await scene.cast.desk(early.id).listQueue({ queue, query: { limit: 100 } });
      if (!items.some(({ id }) => id === scene.id)) throw new Error(`The queue ${queue} does not show the ticket.`);
      await scene.cast.desk(early.id).claimTicket({ id: scene.id });
      await refused('already-claimed', scene.cast.desk(late.id).claimTicket({ id: scene.id }));
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'the next one',
    count: 2,
    priorities: ['P2', 'P3'],
    only: forAnybody,
    when: ['2026-11-24T00:20', '2026-11-24T00:40'],
    end: taken('claim'),
    play: async (scene) => {
      const [agent] = await postAtNight(scene);
      const { queue } = await scene.view();
      const { id } = await scene.cast.desk(agent.id).takeNext({ queue, body: {} });
      if (id !== scene.id) throw new Error(`The next one was ${id}.`);
      await refused('nothing-waiting', scene.cast.desk(agent.id).takeNext({ queue, body: {} }));
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'chosen before a more urgent one',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T01:00'],
    end: taken('choice'),
    play: async (scene) => {
      const [agent] = await postAtNight(scene);
      const { category, queue } = await scene.view();
      const urgent = scene.another('the more urgent one', taken('claim'), {
        ...{ category, orders: [], customer: { id: 'cus_demo_urgent', name: '急先生', tier: 'standard' } },
        ...{ subject: '最后一次警告', description: '最后一次警告，今天不处理我就走法律程序' },
      });
      await postAtNight(urgent);
      await scene.cast.desk(agent.id).claimTicket({ id: scene.id });
      const { id } = await scene.cast.desk(agent.id).takeNext({ queue, body: {} });
      if (id !== urgent.id) throw new Error(`The next one was ${id}.`);
      for (const each of [urgent, scene]) await answerNow(each);
      for (const each of [urgent, scene]) await finishNow(each);
    },
  },
  {
    name: 'a repeat complaint',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'firstDay',
    end: archived(plainBut({})),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { id: first, ticket } = await scene.assignee();
      await finish(scene);
      await scene.sleep(30);
      const again = scene.another('again', archived(plainBut({})), {
        category: ticket.category,
        subject: scene.chinese ? '还是上次的问题' : 'The same problem again',
        description: scene.chinese ? '还是上次的问题，又来了' : 'It is the same problem as before, it came back.',
      });
      await again.post();
      await answer(again);
      const { id: second, ticket: repeat } = await again.assignee();
      const higher = ticket.priority === 'P3' ? 'P2' : 'P1';
      if (repeat.repeatOf !== scene.id || repeat.queue !== 'complaints' || repeat.priority !== higher)
        throw new Error(`It repeats ${repeat.repeatOf}, in ${repeat.queue}, ${repeat.priority}.`);
      if (second === first) throw new Error(`${first} has it again.`);
      await finish(again);
    },
  },
  {
    name: 'a pool that nobody takes it from',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T10:00'],
    end: archived(plainBut({ 'pool-expired': 1, 'escalated poolExpired': 1 }), 1),
    play: async (scene) => {
      await addRule(scene, 'pool-on-trial', { strategy: 'pool' });
      await scene.sleep(0.5);
      await scene.post();
      await scene.sleep(29);
      if ((await scene.view()).phase !== 'queued') throw new Error('It was pushed before its time.');
      await scene.sleep(2);
      await answerNow(scene);
      await finish(scene);
    },
  },
  {
    name: 'skills that nobody has',
    count: 1,
    priorities: ['P3'],
    only: forAnybody,
    when: ['2026-11-24T11:00'],
    end: archived(plainBut({})),
    play: async (scene) => {
      const skills = [
        { skill: 'antiques', level: 3, tier: 3 },
        { skill: 'jewellery', level: 2, tier: 1 },
      ];
      await addRule(scene, 'antiques-on-trial', { skills });
      await scene.sleep(0.5);
      await scene.post();
      await scene.sleep(3.5);
      if ((await scene.view()).phase !== 'queued') throw new Error('It went to somebody without the skill.');
      await scene.sleep(1);
      await answerNow(scene);
      const { assigned } = await scene.cast.supervisor.getRouting({ id: scene.id });
      const dropped = assigned?.routing?.relaxed.map(({ kind, tier }) => `${kind} ${tier}`).join();
      if (dropped !== 'dropSkills 3,dropSkills 1') throw new Error(`It was relaxed by ${dropped}.`);
      await finish(scene);
    },
  },
];
