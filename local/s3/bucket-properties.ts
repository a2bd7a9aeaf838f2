/** The properties of buckets that are honoured; any other is refused by name. */
import { z } from 'zod';

const corsRule = z.strictObject({
  AllowedHeaders: z.array(z.string()).default([]),
  AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])).min(1),
  AllowedOrigins: z.array(z.string()).min(1),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.int().optional(),
  Id: z.string().optional(),
});
export type CorsRule = z.output<typeof corsRule>;

const lifecycleRule = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: z.int().min(1).optional(),
  // There are no uploads in parts here.
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: z.int().min(1) }).optional(),
});
export type LifecycleRule = z.output<typeof lifecycleRule>;

export const bucketProperties = z.strictObject({
  BucketName: z.string().optional(),
  // Nothing is encrypted at rest on one machine, whichever way the template asks for it.
  BucketEncryption: z.unknown().optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(corsRule) }).default({ CorsRules: [] }),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule) }).default({ Rules: [] }),
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) })
    .optional(),
  OwnershipControls: z.unknown().optional(), // there are no access lists to fall back to
  // All requests are signed: whatever is not blocked is not open either.
  PublicAccessBlockConfiguration: z.unknown().optional(),
});
export type BucketProperties = z.output<typeof bucketProperties>;
