/** The search index; apart, since few functions know of it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createSearchIndex } from '../../adapters/dynamodb/search-index.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { SearchIndex } from '../../core/ports-search.ts';

const client = new DynamoDBClient({});

export const wireSearch = ({ SEARCH_TABLE }: { readonly SEARCH_TABLE: string }): SearchIndex =>
  createSearchIndex({ client, time, searchTable: SEARCH_TABLE });
