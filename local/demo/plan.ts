/** Which ticket goes which way, and when: the same for the same seed. */
import type { OpenTicketRequest } from '../../contracts/requests.ts';
import { classify } from '../../core/domain/classify.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Random } from '../random.ts';
import { CLOCKS } from './clock-stories.ts';
import { ESCALATIONS } from './escalation-stories.ts';
import { EVERYDAY } from './everyday-stories.ts';
import type { Example } from './examples.ts';
import { PEOPLE } from './people-stories.ts';
import { QUALITY } from './quality-stories.ts';
import { ROUTING } from './routing-stories.ts';
import { SHIFTS } from './shift-stories.ts';
import type { Story, WHENS } from './story.ts';
import { SURVEYS } from './survey-stories.ts';
import { UNFINISHED } from './unfinished-stories.ts';

export interface Planned {
  readonly channel: string;
  readonly request: OpenTicketRequest;
  /** The category that a person would choose. */
  readonly expected: string;
  readonly story: Story;
  /** Epoch ms of the post. */
  readonly at: number;
}

const at = (text: string): number => Date.parse(`${text}:00+08:00`);

/** The days of the demo, in the zone of the desk. */
export const DAYS = {
  start: at('2026-11-23T08:05'),
  /** When the agents come and go; before and in between nobody is there. */
  shifts: [
    { from: at('2026-11-23T08:30'), to: at('2026-11-23T23:00') },
    { from: at('2026-11-24T08:30'), to: at('2026-11-24T23:00') },
    { from: at('2026-11-28T08:30'), to: at('2026-11-28T11:00') },
  ],
  end: at('2026-11-28T11:20'),
} as const;

type Window = readonly [from: number, to: number];

const WINDOWS: Readonly<Record<(typeof WHENS)[number], readonly Window[]>> = {
  // After 4 or 6 minutes nobody is left to ask; the tries after 3, 7 and 15 minutes more are not those that find the first agents.
  dawn: [[at('2026-11-23T08:17') + 15_000, at('2026-11-23T08:18') + 45_000]],
  firstDay: [[at('2026-11-23T08:40'), at('2026-11-23T16:00')]],
  anyDay: [
    [at('2026-11-23T08:35'), at('2026-11-23T18:30')],
    [at('2026-11-24T08:35'), at('2026-11-24T17:00')],
  ],
  lastMorning: [[at('2026-11-28T08:35'), at('2026-11-28T08:55')]],
  lastEvening: [[at('2026-11-28T11:03'), at('2026-11-28T11:12')]],
};

export const STORIES: readonly Story[] = [
  ...QUALITY, // of refunds there are not many: these choose first
  ...SHIFTS,
  ...ROUTING,
  ...CLOCKS,
  ...ESCALATIONS,
  ...PEOPLE,
  ...SURVEYS,
  ...UNFINISHED,
  ...EVERYDAY,
];

/** Gives every example a story that suits its priority. Throws when the examples do not suffice for all stories. */
export const planOf = (
  examples: readonly Example[],
  policy: Policy,
  seed: number,
  random: Random,
): readonly Planned[] => {
  const free = random.shuffled(examples.map((example, index) => ({ example, index })));
  const plan: Planned[] = [];
  const take = (story: Story, count: number): boolean => {
    const place = free.findIndex(({ example }) => suits(story, example, policy));
    const [taken] = place < 0 ? [] : free.splice(place, 1);
    if (!taken) return false;
    plan.push(planned(taken.example, `demo-${seed}-${taken.index + 1}`, story, count, random));
    return true;
  };
  for (const story of STORIES)
    for (let count = 0; count < (story.count === 'rest' ? 0 : story.count); count += 1)
      if (!take(story, count)) throw new Error(`No example is left for the story “${story.name}”.`);
  for (const story of STORIES) if (story.count === 'rest') for (let count = 0; take(story, count); ) count += 1;
  return plan.sort((a, b) => a.at - b.at);
};

const suits = ({ priorities, only }: Story, example: Example, policy: Policy): boolean => {
  const found = classify(`${example.subject}\n${example.text}`, undefined, policy);
  return (!priorities || priorities.includes(found.priority)) && (!only || only(example, found));
};

const windowOf = ({ when }: Story, count: number, random: Random): Window => {
  if (typeof when !== 'string') {
    const time = at(when[count] as string);
    return [time, time];
  }
  const windows = WINDOWS[when];
  return windows[Math.floor(random.next() * windows.length)] ?? [DAYS.start, DAYS.end];
};

const planned = (example: Example, uniqueId: string, story: Story, count: number, random: Random): Planned => {
  const { channel, expected, subject, text, customer, orders } = example;
  const [from, to] = windowOf(story, count, random);
  return {
    channel,
    expected,
    story,
    at: Math.floor(random.between(from, to)),
    request: {
      ...{ uniqueId, subject, description: text },
      ...(story.customer ? { customer: story.customer(count), orders: [] } : { customer, orders }),
    },
  };
};
