import type { SearchIndex } from '../../core/ports-search.ts';
import { type SearchReadPorts, searchReads } from './search-reads.ts';
import { searchWrites } from './search-writes.ts';

export const createSearchIndex = (ports: SearchReadPorts): SearchIndex => ({
  ...searchReads(ports),
  ...searchWrites(ports),
});
