/** The price lists that there are, by region. Another region is another file beside these, dated, and its line here. */
import type { PriceList } from './prices.ts';
import { usEast1 } from './us-east-1.ts';
import { usWest2 } from './us-west-2.ts';

const LISTS: readonly PriceList[] = [usEast1, usWest2];

export const REGIONS: readonly string[] = LISTS.map(({ region }) => region);

/** Undefined when there is no list for the region. */
export const priceListOf = (region: string): PriceList | undefined => LISTS.find((list) => list.region === region);
