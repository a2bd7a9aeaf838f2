import * as z from 'zod/mini';
import { FILE_TYPES } from '../core/domain/attachment-limits.ts';
import { text } from './common.ts';

/** Neither a way through folders nor anything that a terminal or a header would take for more than a name. */
const fileName = text(200).check(
  z.refine((name) => !/[\p{Cc}\p{Cf}/\\]/u.test(name), 'A file name has neither slashes nor control characters'),
);

export const requestUpload = z.strictObject({
  name: fileName,
  type: text(100).check(z.describe(`MIME type, one of ${FILE_TYPES.join(', ')}; the content is held against it`)),
  size: z.int().check(z.minimum(1), z.describe('Bytes, at most 20 MB')),
  sha256: z
    .string()
    .check(z.regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 hex digits'), z.describe('Of the content, in hex')),
  shown: z.optional(z.boolean()).check(z.describe('The customer may see it; default: not')),
});
