/** Reviewers and what they were given; apart, since few functions know of them. */
import { createReviewers } from '../../adapters/dynamodb/review-reviewers.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Reviewers } from '../../core/ports-reviews.ts';
import { dynamodb as client } from './dynamodb.ts';

export const wireReviewers = ({ DIRECTORY_TABLE }: { readonly DIRECTORY_TABLE: string }): Reviewers =>
  createReviewers({ client, time, directoryTable: DIRECTORY_TABLE });
