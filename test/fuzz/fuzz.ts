/** Sends requests that are made from each route's own schemas, and judges every answer. */
import { Agent, request as httpRequest } from 'node:http';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import fc from '../support/properties.ts';
import { type FuzzAnswer, wrongWith } from './judge.ts';
import { wrongWithPage } from './judge-page.ts';
import { PAGE_ROUTES, pageRequestOf } from './pages.ts';
import { type FuzzRequest, requestOf } from './requests.ts';
import { type Stage, setStage } from './stage.ts';

export interface Wrong {
  readonly request: FuzzRequest;
  readonly answer: FuzzAnswer;
  readonly because: string;
}
export interface Fuzzed {
  /** How often each status was answered, by route and page. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly wrong: readonly Wrong[];
}

/** All that is served: routes and pages. */
export const EVERYTHING: Readonly<Record<string, Route>> = { ...ROUTES, ...PAGE_ROUTES };

const RESTORED_EVERY = 100;

/** The same seed makes the same requests; what they are answered also depends on the ids that the stage made. */
export const fuzz = async (total: number, seed: number): Promise<Fuzzed> => {
  const stage = await setStage();
  await using system = stage.system;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const counts = new Map<string, Map<number, number>>();
  const wrong: Wrong[] = [];
  try {
    let sent = 0;
    for (const made of requests(stage, total, seed)) {
      const route = EVERYTHING[made.name] as Route;
      const answer = await send(system.runtime.url, agent, made, await stage.prove(route, made));
      const ofRoute = counts.get(made.name) ?? new Map<number, number>();
      counts.set(made.name, ofRoute.set(answer.status, (ofRoute.get(answer.status) ?? 0) + 1));
      const because = route.page ? wrongWithPage(made.name, answer) : wrongWith(made.name as RouteName, route, answer);
      if (because) wrong.push({ request: made, answer, because });
      sent += 1;
      if (sent % RESTORED_EVERY === 0) await stage.restore();
    }
    await system.runtime.settle();
  } finally {
    agent.destroy();
  }
  return { counts, wrong };
};

/** As many for every route, in turns: what one does, the next one meets. */
const requests = ({ pools }: Stage, total: number, seed: number): FuzzRequest[] => {
  const routes = Object.entries(EVERYTHING);
  const each = Math.ceil(total / routes.length);
  const made = routes.map(([name, route], at) =>
    fc.sample(route.page ? pageRequestOf(name, route, pools) : requestOf(name as RouteName, route, pools), {
      seed: seed + at,
      numRuns: each,
    }),
  );
  return Array.from({ length: each }, (_, turn) => made.map((ofRoute) => ofRoute[turn] as FuzzRequest))
    .flat()
    .slice(0, total);
};

/** Without fetch, which would mend paths and headers. */
const send = (
  url: string,
  agent: Agent,
  { method, path, headers, body }: FuzzRequest,
  proof: Readonly<Record<string, string>>,
): Promise<FuzzAnswer> =>
  new Promise((resolve, reject) => {
    const length = body ? { 'content-length': body.length } : {};
    const outgoing = httpRequest(url, { method, path, agent, headers: { ...headers, ...proof, ...length } });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.end(body);
  });

/** In one line each, for whoever looks for the cause. */
export const told = ({ request, answer, because }: Wrong): string => {
  const { name, method, path, headers, body, proof, who } = request;
  const sent = JSON.stringify({ headers, proof, who, body: body?.toString('utf8').slice(0, 400) });
  return `${name}: ${because}\n  ${method} ${path.slice(0, 300)} ${sent}\n  ${answer.status} ${answer.text.slice(0, 300)}`;
};
