/** What tickets cost by the path they took: the states that their executions entered, each named once. */
import { type Executions, generationsOf } from '../trace/executions.ts';
import { visitsOf } from '../trace/visits.ts';
import type { Meter } from './meter.ts';
import { billOf, type PriceList } from './prices.ts';

interface PathBill {
  /** In the order in which they were first entered; none for tickets without a workflow. */
  readonly states: readonly string[];
  readonly tickets: number;
  /** Of all of them, by name: what the meter knows by ticket. */
  readonly amounts: Readonly<Record<string, number>>;
  /** US dollars for all of them, of what the meter knows by ticket. */
  readonly dollars: number;
  /** The same for 1,000 such tickets. */
  readonly dollarsPer1000: number;
}

/** Most tickets first. Reads the histories of all tickets that the meter knows: meant for people who ask, not for a screen. */
export async function pathBills(executions: Executions, meter: Meter, list: PriceList): Promise<PathBill[]> {
  const paths = new Map<string, { states: string[]; tickets: number; amounts: Record<string, number> }>();
  for (const ticket of meter.everyTicket()) {
    const generations = await generationsOf(executions, ticket);
    const visits = generations.flatMap(({ generation, history }) => visitsOf(history, generation));
    const states = [...new Set(visits.map(({ state }) => state))];
    const key = JSON.stringify(states);
    const path = paths.get(key) ?? { states, tickets: 0, amounts: {} };
    paths.set(key, path);
    path.tickets += 1;
    for (const [name, amount] of Object.entries(meter.ofTicket(ticket)))
      path.amounts[name] = (path.amounts[name] ?? 0) + amount;
  }
  return [...paths.values()]
    .map((path) => {
      const dollars = billOf(path.amounts, list).total;
      return { ...path, dollars, dollarsPer1000: (dollars / path.tickets) * 1000 };
    })
    .sort((a, b) => b.tickets - a.tickets);
}
