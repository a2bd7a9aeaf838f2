/** One thing that may be wrong with a request, and whether it was refused for it. */
import type { Route } from '../../contracts/routes/route.ts';
import type { RouteName } from '../../contracts/routes.ts';
import type { Answered, Bad, Stage } from './stage.ts';

export interface Badness {
  readonly what: string;
  /** Undefined: it cannot happen on this route. */
  of(name: RouteName, route: Route, stage: Stage): readonly Bad[] | undefined;
  /** Whether it was refused as it has to be. */
  readonly expected: readonly [status: number, ...codes: (string | undefined)[]];
  /** What the problem has to name. */
  readonly path?: string;
  /** Nothing is told of what the desk did since. */
  readonly silent?: true;
}

export const hasName = (route: Route, name: string): boolean => route.path.includes(`{${name}}`);
export const when = (holds: boolean | undefined, ...bad: Bad[]): readonly Bad[] | undefined =>
  holds ? bad : undefined;

/** What is wrong with an answer; undefined: nothing. */
export const wrongWith = (
  { expected: [status, ...codes], path, silent }: Badness,
  answer: Answered,
): string | undefined => {
  const said = `${answer.status} ${answer.code ?? ''} ${answer.paths.join()}`;
  if (answer.status !== status || !codes.includes(answer.code)) return `answered ${said}`;
  const type = answer.code === undefined ? 'application/json' : 'application/problem+json';
  if (answer.type !== type) return `came as ${answer.type}`;
  if (silent && answer.changes > 0) return `told of ${answer.changes} changes`;
  return path !== undefined && !answer.paths.includes(path) ? `named ${answer.paths.join() || 'nothing'}` : undefined;
};
