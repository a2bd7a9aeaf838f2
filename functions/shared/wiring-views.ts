/** Saved views; apart, since few functions know of them. */
import { createViews } from '../../adapters/dynamodb/saved-views.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Views } from '../../core/ports-search.ts';
import { dynamodb as client } from './dynamodb.ts';

export const wireViews = ({ DIRECTORY_TABLE }: { readonly DIRECTORY_TABLE: string }): Views =>
  createViews({ client, time, directoryTable: DIRECTORY_TABLE });
