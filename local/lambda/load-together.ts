/** Proves of many bundles at once that they load: a sandbox of its own for each takes 100 ms, one process for all 40 ms each. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Bundle {
  /** Absolute path. */
  readonly file: string;
  readonly handlerName: string;
  readonly environment: Readonly<Record<string, string>>;
}

const LOADER = fileURLToPath(new URL('./load-bundles.mjs', import.meta.url));
const MOST_PROCESSES = 2;
// When nothing has loaded for so long, one of them hangs.
const PATIENCE_MS = 3000;

/**
 * Those that load, in processes that end with this: what they take of memory is given back. Never rejects. One that is not in
 * the answer need not be broken: the one before it may have ended its process, so it has to be tried alone.
 */
export async function loadTogether<T extends Bundle>(bundles: readonly T[], patienceMs = PATIENCE_MS): Promise<Set<T>> {
  const processes = Math.min(MOST_PROCESSES, availableParallelism(), bundles.length);
  const shares = Array.from({ length: processes }, (_, share) => bundles.filter((_, at) => at % processes === share));
  return new Set((await Promise.all(shares.map((share) => loadInOne(share, patienceMs)))).flat());
}

const loadInOne = <T extends Bundle>(bundles: readonly T[], patienceMs: number): Promise<T[]> =>
  new Promise((resolve) => {
    const loaded: T[] = [];
    // A larger young generation than usual: nearly all that loading leaves is kept.
    const child = fork(LOADER, {
      env: {},
      execArgv: ['--max-semi-space-size=32'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const hangs = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.on('message', (index: number) => {
      loaded.push(bundles[index] as T);
      hangs.refresh();
    });
    const end = (): void => {
      clearTimeout(hangs);
      resolve(loaded);
    };
    child.on('error', end);
    child.on('exit', end);
    child.send(
      bundles.map(({ file, handlerName, environment }) => ({ file, handlerName, environment })),
      () => {}, // one that ended before it heard is told by its end
    );
  });
