/** One example of the request and the answer of every route, for the OpenAPI document. */
import { APPROVAL_EXAMPLES } from './approvals.ts';
import { CHANNEL_EXAMPLES } from './channel.ts';
import { COLLABORATION_EXAMPLES } from './collaboration.ts';
import { CUSTOMER_EXAMPLES } from './customer.ts';
import { DEAD_LETTER_EXAMPLES } from './dead-letters.ts';
import { DESK_COMMAND_EXAMPLES } from './desk-commands.ts';
import { DESK_QUERY_EXAMPLES } from './desk-queries.ts';
import type { Examples } from './example.ts';
import { EXPORT_EXAMPLES } from './exports.ts';
import { FILE_EXAMPLES } from './files.ts';
import { FORM_EXAMPLES } from './forms.ts';
import { OPERATION_EXAMPLES } from './operations.ts';
import { PRIVACY_EXAMPLES } from './privacy.ts';
import { RECEIPT_EXAMPLES } from './receipts.ts';
import { RELATION_EXAMPLES } from './relations.ts';
import { REVIEW_EXAMPLES } from './reviews.ts';
import { SEARCH_EXAMPLES } from './search.ts';
import { SURVEY_EXAMPLES } from './surveys.ts';
import { VIEW_EXAMPLES } from './views.ts';
import { WEBHOOK_EXAMPLES } from './webhooks.ts';

export const EXAMPLES: Examples = {
  ...CHANNEL_EXAMPLES,
  ...CUSTOMER_EXAMPLES,
  ...DESK_QUERY_EXAMPLES,
  ...DESK_COMMAND_EXAMPLES,
  ...OPERATION_EXAMPLES,
  ...DEAD_LETTER_EXAMPLES,
  ...RELATION_EXAMPLES,
  ...SEARCH_EXAMPLES,
  ...VIEW_EXAMPLES,
  ...FILE_EXAMPLES,
  ...EXPORT_EXAMPLES,
  ...COLLABORATION_EXAMPLES,
  ...APPROVAL_EXAMPLES,
  ...REVIEW_EXAMPLES,
  ...FORM_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
  ...PRIVACY_EXAMPLES,
  ...SURVEY_EXAMPLES,
  ...RECEIPT_EXAMPLES,
};
