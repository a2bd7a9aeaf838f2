/** Plays the plan on a runtime, and reads back through the API what became of every ticket. */
import { eachItem } from '../../client/each-item.ts';
import type { TicketView, TimelineEvent } from '../../contracts/views.ts';
import { type Random, randomOf } from '../random.ts';
import type { Runtime } from '../runtime.ts';
import type { Cast } from './cast.ts';
import { differencesOf } from './checks.ts';
import { DAYS, type Planned } from './plan.ts';
import { Scene, type SceneProps } from './scene.ts';
import { Schedule } from './schedule.ts';

export interface Played {
  readonly planned: Planned;
  /** Undefined when it was never posted. */
  readonly ticket: TicketView | undefined;
  readonly events: readonly TimelineEvent[];
  /** Everything that is not as the story states. */
  readonly differences: readonly string[];
}

export interface Progress {
  /** A script has come to its end. */
  readonly done: (now: number) => void;
}

/** Runs all scripts to the end of the last day. `latest`: ms by which a step of the clock may be late. Gives how to read back what became of the tickets. */
export const play = async (
  runtime: Runtime,
  cast: Cast,
  plan: readonly Planned[],
  seed: number,
  progress: Progress,
  latest?: number,
): Promise<() => Promise<readonly Played[]>> => {
  const schedule = new Schedule(runtime);
  const failures = new Map<Planned, string>();
  const scenes = new Map<Planned, Scene>();
  const broken: unknown[] = [];
  for (const { from, to } of DAYS.shifts) {
    schedule.begin(
      from,
      () => everybody(cast, 'online'),
      (error) => broken.push(error),
    );
    schedule.begin(
      to,
      () => everybody(cast, 'offline'),
      (error) => broken.push(error),
    );
  }
  for (const [index, planned] of plan.entries()) {
    // Each script has its own numbers, so that they do not depend on who comes first.
    const random: Random = randomOf(seed * 1000 + index);
    const scene = enter({ schedule, cast, random, scenes }, planned);
    schedule.begin(
      planned.at,
      async () => {
        await planned.story.play(scene);
        progress.done(schedule.now());
      },
      (error) => {
        failures.set(planned, messageOf(error));
        progress.done(schedule.now());
      },
    );
  }
  await schedule.run(DAYS.end);
  if (broken.length > 0) throw broken[0];
  return () => readBack(scenes, failures, cast, latest);
};

interface Stage {
  readonly schedule: Schedule;
  readonly cast: Cast;
  readonly random: Random;
  readonly scenes: Map<Planned, Scene>;
}

const enter = (stage: Stage, planned: Planned, known?: SceneProps['known']): Scene => {
  const { channel, request, story, expected } = planned;
  let further = 0;
  const another: SceneProps['another'] = (name, end, more, joined) => {
    further += 1;
    const own = {
      ...planned,
      expected: more.category ?? expected,
      request: { ...request, ...more, uniqueId: `${request.uniqueId}-${further}` },
      story: { ...story, name: `${story.name}: ${name}`, end },
    };
    return enter(stage, own, joined);
  };
  const scene = new Scene({ ...stage, channel, request, another, known });
  stage.scenes.set(planned, scene);
  return scene;
};

const everybody = async ({ agents, desk }: Cast, presence: 'online' | 'offline'): Promise<void> => {
  await Promise.all(agents.map(({ id }) => desk(id).setPresence({ body: { presence } })));
};

const readBack = async (
  scenes: ReadonlyMap<Planned, Scene>,
  failures: ReadonlyMap<Planned, string>,
  { supervisor }: Cast,
  latest: number | undefined,
): Promise<readonly Played[]> => {
  const played: Played[] = [];
  for (const [planned, scene] of scenes) {
    const failure = failures.get(planned);
    const broke = failure === undefined ? [] : [`the script broke off: ${failure}`];
    if (!scene.posted) {
      played.push({ planned, ticket: undefined, events: [], differences: [...broke, 'was never posted'] });
      continue;
    }
    const ticket = await scene.view();
    const events: TimelineEvent[] = [];
    const pages = eachItem((page) =>
      supervisor.getTimeline({ id: scene.id, query: { limit: 100, ...(page && { page }) } }),
    );
    for await (const event of pages) events.push(event);
    const differences = [...broke, ...differencesOf(planned.story.end, ticket, events, latest)];
    played.push({ planned, ticket, events, differences });
  }
  return played;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
