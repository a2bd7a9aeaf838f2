/** What one counted unit costs by list price. A region has one file, dated; only the names in it are billed. */
export interface PriceList {
  readonly region: string;
  /** The day on which the prices were read. */
  readonly date: string;
  readonly prices: Readonly<Record<string, Price>>;
}

interface Price {
  /** As people call it. */
  readonly label: string;
  /** US dollars for `per` units. */
  readonly dollars: number;
  readonly per: number;
}

export interface BillLine {
  readonly name: string;
  readonly label: string;
  readonly amount: number;
  /** US dollars. */
  readonly cost: number;
}

/** The bill for counted totals (by name), most expensive first. */
export function billOf(
  totals: Readonly<Record<string, number>>,
  list: PriceList,
): { lines: BillLine[]; total: number } {
  const lines = Object.entries(list.prices)
    .map(([name, { label, dollars, per }]) => {
      const amount = totals[name] ?? 0;
      return { name, label, amount, cost: (amount / per) * dollars };
    })
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.cost - a.cost);
  return { lines, total: lines.reduce((sum, { cost }) => sum + cost, 0) };
}
