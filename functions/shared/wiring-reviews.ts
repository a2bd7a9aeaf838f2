/** Reviewers and what they were given; apart, since few functions know of them. */
import { createReviewers } from '../../adapters/dynamodb/review-reviewers.ts';
import type { Reviewers } from '../../core/ports-reviews.ts';
import { dynamodb as client } from './dynamodb.ts';

export const wireReviewers = ({ DIRECTORY_TABLE }: { readonly DIRECTORY_TABLE: string }): Reviewers =>
  createReviewers({ client, directoryTable: DIRECTORY_TABLE });
