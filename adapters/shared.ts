/** What several ask for side by side, as the records of one batch do, done once for all of them. */
import DataLoader from 'dataloader';

/**
 * Those who ask for the same before the process turns to its next event share one act, which has not begun before they asked.
 * Nothing is remembered longer. `nameOf`: what tells one from another.
 */
export const shared = <K extends string | object, V>(
  act: (asked: K) => Promise<V>,
  nameOf: (asked: K) => string,
): ((asked: K) => Promise<V>) => {
  const acts = new DataLoader<K, PromiseSettledResult<V>, string>(
    (all) => {
      for (const asked of all) acts.clear(asked);
      return Promise.allSettled(all.map(act));
    },
    { cacheKeyFn: nameOf },
  );
  return async (asked) => {
    const result = await acts.load(asked);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
};
