/** Tickets of the last morning: they are still on their way when the demo ends. */
import { answer, pass, solveNow } from './steps.ts';
import { NOBODY, plainBut, type Story } from './story.ts';

const WORKED = { 'closed confirmed': 0, archived: 0 };

export const UNFINISHED: readonly Story[] = [
  {
    name: 'still queued',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'lastEvening',
    end: { phase: 'queued', level: 1, events: { opened: 1, ...NOBODY } },
    play: async (scene) => {
      await scene.post();
    },
  },
  {
    name: 'still in hand',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'lastMorning',
    end: { phase: 'handling', level: 0, events: plainBut({ ...WORKED, resolved: 0, 'reviewed pass': 0 }) },
    play: async (scene) => {
      await scene.post();
      await answer(scene);
    },
  },
  {
    name: 'still on hold',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'lastMorning',
    end: {
      phase: 'onHold',
      level: 0,
      events: plainBut({ ...WORKED, resolved: 0, 'reviewed pass': 0, 'held customer': 1 }),
    },
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      const { desk } = await scene.assignee();
      await desk.holdTicket({ id: scene.id, body: { for: 'customer' } });
    },
  },
  {
    name: 'still in review',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'lastMorning',
    end: { phase: 'review', level: 0, events: plainBut({ ...WORKED, 'reviewed pass': 0 }) },
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await solveNow(scene);
    },
  },
  {
    name: 'resolved, not confirmed yet',
    count: 2,
    priorities: ['P2', 'P3'],
    when: 'lastMorning',
    end: { phase: 'resolved', level: 0, events: plainBut(WORKED) },
    play: async (scene) => {
      await scene.post();
      await answer(scene);
      await solveNow(scene);
      await pass(scene);
    },
  },
];
