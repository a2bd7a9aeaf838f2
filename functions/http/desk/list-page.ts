import type { Page } from '../../../core/ports.ts';
import type { Answer } from '../../shared/door.ts';
import { type PageOf, pageToken, readPageToken } from '../../shared/page-token.ts';

export interface PagePorts {
  readonly keys: { pageToken(): Promise<string> };
}

/** One page of a list; `read` gets where it begins. */
export const listPage = async <T>(
  { keys }: PagePorts,
  of: PageOf,
  query: { readonly limit: number; readonly page?: string | undefined },
  read: (after: string | undefined, limit: number) => Promise<Page<T>>,
  show: (item: T) => unknown,
): Promise<Answer> => {
  const key = await keys.pageToken();
  const after = query.page === undefined ? undefined : readPageToken(key, of, query.page);
  const { items, next } = await read(after, query.limit);
  return { body: { items: items.map(show), ...(next !== undefined && { next: pageToken(key, of, next) }) } };
};
