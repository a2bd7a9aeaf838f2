/** Finds the declared route of a request, as an HTTP API does: the most specific path wins, `$default` comes last. */

export interface Match<Route> {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

interface Entry<Route> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: Route;
}

const isParameter = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');
const isGreedy = (segment: string): boolean => segment.endsWith('+}');
// Static before parameter before greedy; a named method before ANY.
const weight = (segment: string): string => (isGreedy(segment) ? '2' : isParameter(segment) ? '1' : '0');

export class RouteTable<Route> {
  readonly #entries: Entry<Route>[] = [];
  #default: Route | undefined;

  /** `key` as in the template: `POST /v1/tickets/{id}`, `ANY /x/{rest+}` or `$default`. Throws an Error if it is there twice. */
  add(key: string, route: Route): void {
    if (key === '$default') {
      this.#default = route;
      return;
    }
    const [method = '', path = ''] = key.split(' ');
    const segments = path.split('/').slice(1);
    const same = segments.map((segment) => (isParameter(segment) ? weight(segment) : segment)).join('/');
    for (const other of this.#entries) {
      const shape = other.segments.map((segment) => (isParameter(segment) ? weight(segment) : segment)).join('/');
      if (other.method === method && shape === same) throw new Error(`the route ${key} is declared twice`);
    }
    this.#entries.push({ method, segments, route });
    this.#entries.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  find(method: string, path: string): Match<Route> | undefined {
    const segments = path.split('/').slice(1);
    for (const entry of this.#entries) {
      if (entry.method !== method && entry.method !== 'ANY') continue;
      const parameters = parametersOf(entry.segments, segments);
      if (parameters) {
        return { route: entry.route, pathParameters: Object.keys(parameters).length ? parameters : undefined };
      }
    }
    return this.#default === undefined ? undefined : { route: this.#default, pathParameters: undefined };
  }
}

const rank = ({ segments, method }: Entry<unknown>): string =>
  `${segments.map(weight).join('')}${method === 'ANY' ? '1' : '0'}`;

function parametersOf(pattern: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = actual[index];
    if (value === undefined || (value === '' && isParameter(segment))) return undefined;
    if (isGreedy(segment)) {
      found[segment.slice(1, -2)] = decoded(actual.slice(index).join('/'));
      return found;
    }
    if (isParameter(segment)) found[segment.slice(1, -1)] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return actual.length === pattern.length ? found : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
