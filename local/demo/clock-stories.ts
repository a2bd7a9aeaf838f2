/** What happens when time runs out, or nobody is there. */
import type { Scene } from './scene.ts';
import { answer, answerNow, confirm, pass, solve, solveNow } from './steps.ts';
import { archived, NOBODY, plainBut, type Story } from './story.ts';

const finish = async (scene: Scene): Promise<void> => {
  await solve(scene);
  await pass(scene);
  await confirm(scene);
};

export const CLOCKS: readonly Story[] = [
  {
    name: 'warning, answered in time',
    count: 8,
    when: 'anyDay',
    end: archived(plainBut({ 'warned firstResponse': 1 })),
    play: async (scene) => {
      await scene.post();
      const { warnAt, dueAt } = (await scene.view()).clocks.firstResponse;
      if (!warnAt) throw new Error('The ticket has no warning to come.');
      await scene.until(warnAt, (Date.parse(dueAt) - Date.parse(warnAt)) / 2 / 60_000);
      await answerNow(scene);
      await finish(scene);
    },
  },
  {
    name: 'breach, escalation, another agent',
    count: 7,
    when: 'anyDay',
    end: archived(
      plainBut({
        'warned firstResponse': 1,
        'breached firstResponse': 1,
        'escalated breach': 1,
        'queued untouched': 1,
        'assigned dispatch': 2,
      }),
      1,
    ),
    play: async (scene) => {
      await scene.post();
      await scene.sleep(0.5);
      const idle = await scene.assignee();
      await scene.until((await scene.view()).clocks.firstResponse.dueAt, 11);
      const other = await scene.assignee();
      if (other.id === idle.id) throw new Error(`${idle.id} did not move and got the ticket again.`);
      await answerNow(scene);
      await scene.sleep(6);
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'two agents do not move, level 2',
    count: 2,
    priorities: ['P1', 'P2'],
    when: 'firstDay',
    end: archived(
      plainBut({
        'warned firstResponse': 1,
        'breached firstResponse': 1,
        'warned resolution': 1,
        'breached resolution': 1,
        'escalated breach': 2,
        'queued untouched': 2,
        'assigned dispatch': 3,
      }),
      2,
    ),
    play: async (scene) => {
      await scene.post();
      const { firstResponse, resolution } = (await scene.view()).clocks;
      const seen = new Set<string>();
      for (const [instant, minutes] of [
        [firstResponse.startedAt, 1],
        [firstResponse.dueAt, 11],
        [resolution.dueAt, 11],
      ] as const) {
        await scene.until(instant, minutes);
        seen.add((await scene.assignee()).id);
      }
      if (seen.size !== 3) throw new Error(`Three agents in turn, not ${[...seen].join(', ')}.`);
      await answerNow(scene);
      await scene.sleep(6);
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'resolution overdue, the supervisor steps in',
    count: 3,
    priorities: ['P1', 'P2'],
    when: 'firstDay',
    end: archived(
      plainBut({
        'warned resolution': 1,
        'breached resolution': 1,
        'escalated breach': 1,
        'assigned supervisor': 1,
        accepted: 2,
      }),
      1,
    ),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { clocks, assignee } = await scene.view();
      await scene.until(clocks.resolution.dueAt, 4);
      const { items } = await scene.cast.supervisor.listTeam({ team: assignee?.team ?? '' });
      const [next] = items
        .filter(({ id, roles }) => id !== assignee?.id && roles.includes('agent'))
        .sort((a, b) => a.open - b.open);
      if (!next) throw new Error('The supervisor sees nobody else in the team.');
      const body = { agent: next.id as `agt_${string}`, reason: '请立即处理 · at once, please' };
      await scene.cast.supervisor.assignTicket({ id: scene.id, body });
      await scene.sleep(2);
      await (await scene.assignee()).desk.acceptTicket({ id: scene.id });
      await scene.sleep(5);
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'nobody there, dispatched later',
    count: 5,
    priorities: ['P2', 'P3'],
    when: 'dawn',
    end: archived(plainBut({ ...NOBODY, 'assigned dispatch': 0, 'assigned pull': 1 }), 1),
    play: async (scene) => {
      await scene.post();
      await scene.sleep(10);
      await answer(scene);
      await finish(scene);
    },
  },
  {
    name: 'a hold that runs out',
    count: 1,
    priorities: ['P2', 'P3'],
    when: 'firstDay',
    end: archived(plainBut({ 'held thirdParty': 1, 'hold-reminded thirdParty': 1, 'resumed limit': 1 })),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await desk.holdTicket({ id: scene.id, body: { for: 'thirdParty', reason: '等承运商回复' } });
      const { hold } = await scene.view();
      if (!hold) throw new Error('The ticket is not on hold.');
      await scene.until(hold.until, 2);
      await solveNow(scene);
      await pass(scene);
      await confirm(scene);
    },
  },
  {
    name: 'a review that comes late',
    count: 1,
    when: 'firstDay',
    end: archived(plainBut({ 'warned review': 1, 'breached review': 1, 'escalated reviewOverdue': 1 }), 1),
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await solve(scene);
      await scene.sleep(4 * 60 + 5);
      await pass(scene);
      await confirm(scene);
    },
  },
];
