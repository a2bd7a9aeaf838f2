/**
 * List prices, US dollars, without free tiers. State transitions are read on AWS's own page (step-functions/pricing); the other entries
 * are those of us-east-1 and not verified for Oregon: look them up before a decision hangs on them.
 */
import type { PriceList } from './prices.ts';
import { usEast1 } from './us-east-1.ts';

export const usWest2: PriceList = { ...usEast1, region: 'us-west-2', date: '2026-11-22' };
