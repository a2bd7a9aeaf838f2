/** How many came within a while, by whom. */
export interface Windows {
  /** Counts one, unless there were as many already; then it says so. */
  isOver(who: string): boolean;
  /** Lets nobody of them in until then. */
  shut(who: string, untilMs: number): void;
}

export function openWindows(
  now: () => number,
  limits: readonly { readonly most: number; readonly withinMs: number }[],
): Windows {
  const seen = new Map<string, number[]>();
  const shut = new Map<string, number>();
  return {
    isOver(who) {
      const at = now();
      const widest = Math.max(...limits.map(({ withinMs }) => withinMs));
      const recent = (seen.get(who) ?? []).filter((each) => each > at - widest);
      const over =
        at < (shut.get(who) ?? 0) ||
        limits.some(({ most, withinMs }) => recent.filter((each) => each > at - withinMs).length >= most);
      if (!over) recent.push(at);
      seen.set(who, recent);
      return over;
    },
    shut: (who, untilMs) => void shut.set(who, untilMs),
  };
}
