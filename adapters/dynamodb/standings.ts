/** Where somebody stands at the desk: asked with every request of a person, so it is remembered for a few seconds. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Time } from '../../core/ports.ts';
import type { Standing, Standings } from '../../core/ports-directory.ts';
import { pointerKey } from './directory-table.ts';
import type { ReadItem } from './item-reads.ts';

const REMEMBERED_MS = 10_000;
const MOST = 1000; // people who ask one sandbox; then it begins anew

/** Database operations: one read for each person and ten seconds. */
export const createStandings = ({
  readItem,
  directoryTable: TableName,
  time,
}: {
  readonly readItem: ReadItem;
  readonly directoryTable: string;
  readonly time: Pick<Time, 'now'>;
}): Standings => {
  const known = new Map<AgentId, { readonly standing: Standing | undefined; readonly until: number }>();
  return async (id) => {
    const nowMs = toMs(time.now());
    const remembered = known.get(id);
    if (remembered && remembered.until > nowMs) return remembered.standing;
    const item = await readItem(TableName, pointerKey(id));
    const standing = item && standingOf(unmarshall(item));
    if (known.size >= MOST) known.clear();
    known.set(id, { standing, until: nowMs + REMEMBERED_MS });
    return standing;
  };
};

const standingOf = ({ team, scope, until }: Record<string, string>): Standing => ({
  team: team as string,
  scope: scope === 'desk' ? 'desk' : 'team',
  ...(until !== undefined && { until }),
});
