import type { Found } from './found.ts';

const MOBILE = /(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])/g;

/** Personal data in a text, in the order of the text, none overlapping another. */
export const findPersonalData = (text: string): readonly Found[] =>
  [...text.matchAll(MOBILE)].map(({ 0: value, index }) => ({
    type: 'phone',
    value,
    at: [index, index + value.length],
    confidence: 0.9,
  }));
