/** Facts that stand in what people write, brought into one form. */
export const CARRIERS = ['SF', 'YTO', 'ZTO', 'STO', 'YD', 'JD', 'EMS'] as const;
export type Carrier = (typeof CARRIERS)[number];

interface Place {
  /** UTF-16 positions in the text, the end not included. */
  readonly at: readonly [start: number, end: number];
  /** 0 to 1. */
  readonly confidence: number;
}

export type Extracted = Place &
  (
    | { readonly kind: 'orderNumber'; readonly value: string }
    | { readonly kind: 'trackingNumber'; readonly value: string; readonly carrier?: Carrier }
    /** Digits alone; a country code only where one is given, with its plus. */
    | { readonly kind: 'phone'; readonly value: string }
    /** A decimal number with a point and no more, e.g. `6000` or `99.5`, in units of the currency. */
    | { readonly kind: 'amount'; readonly value: string; readonly currency: string }
    /** A day, `2026-11-20`. */
    | { readonly kind: 'date'; readonly value: string }
  );

/** What relative dates are counted from. */
export interface When {
  /** An instant, ISO 8601 in UTC. */
  readonly now: string;
  /** Offset from UTC, e.g. `+08:00`. */
  readonly zone: string;
}
