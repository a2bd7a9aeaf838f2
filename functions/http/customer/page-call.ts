import type { Language } from '../../../core/domain/vocabulary.ts';

/** A checked request of a page. */
export interface PageCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: { readonly lang?: Language };
  readonly body: never;
  readonly correlation: string;
  readonly from?: string;
}
