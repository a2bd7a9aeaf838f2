/** What several ask for side by side, as the records of one batch do, answered by one act for all of them. */
import DataLoader from 'dataloader';

/**
 * Those who ask before the process turns to its next event are answered together, in their order; who asks for the same gets the same
 * answer. An answer that is an error is thrown to those who asked for it. Nothing is remembered. `nameOf`: what tells one from another.
 */
export const together = <K extends object, V>(
  act: (all: readonly K[]) => Promise<readonly (V | Error)[]>,
  nameOf: (asked: K) => string,
): ((asked: K) => Promise<V>) => {
  const acts = new DataLoader<K, V, string>(
    (all) => {
      acts.clearAll();
      return act(all);
    },
    { cacheKeyFn: nameOf },
  );
  return (asked) => acts.load(asked);
};
