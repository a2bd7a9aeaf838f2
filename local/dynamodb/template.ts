/** What a template says of a table, and what this engine keeps of it. Settings without effect on one machine are accepted by name. */
import { z } from 'zod';
import type { KeyAttribute, KeySchema } from './keys.ts';

const attributeDefinitions = z.array(
  z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
);
const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const throughput = z.strictObject({
  ReadUnitsPerSecond: z.number().optional(),
  WriteUnitsPerSecond: z.number().optional(),
});
const readLimit = z.strictObject({ MaxReadRequestUnits: z.number() });
const writeLimit = z.strictObject({ MaxWriteRequestUnits: z.number() });
const insights = z.strictObject({ Enabled: z.boolean(), Mode: z.string().optional() });
const recovery = z.strictObject({
  PointInTimeRecoveryEnabled: z.boolean(),
  RecoveryPeriodInDays: z.number().optional(),
});
const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));
const viewType = z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']);
const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  WarmThroughput: throughput.optional(),
  WriteOnDemandThroughputSettings: writeLimit.optional(),
  ContributorInsightsSpecification: insights.optional(),
  OnDemandThroughput: z.strictObject({ ...readLimit.partial().shape, ...writeLimit.partial().shape }).optional(),
});
const common = {
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(index).optional(),
  SSESpecification: z
    .strictObject({ SSEEnabled: z.boolean(), SSEType: z.string().optional(), KMSMasterKeyId: z.string().optional() })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
  WarmThroughput: throughput.optional(),
  StreamSpecification: z.strictObject({ StreamViewType: viewType }).optional(),
};
const perReplica = {
  ContributorInsightsSpecification: insights.optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: recovery.optional(),
  TableClass: z.string().optional(),
  Tags: tags.optional(),
};

/** `AWS::DynamoDB::GlobalTable`, as TableV2 synthesises it; one replica, in the stack's own region. */
export const globalTableSchema = z.strictObject({
  ...common,
  WriteOnDemandThroughputSettings: writeLimit.optional(),
  Replicas: z
    .array(
      z.strictObject({
        ...perReplica,
        Region: z.string(),
        ReadOnDemandThroughputSettings: readLimit.optional(),
        SSESpecification: z.strictObject({ KMSMasterKeyId: z.string() }).optional(),
        GlobalSecondaryIndexes: z
          .array(
            z.strictObject({
              IndexName: z.string(),
              ContributorInsightsSpecification: insights.optional(),
              ReadOnDemandThroughputSettings: readLimit.optional(),
            }),
          )
          .optional(),
      }),
    )
    .length(1),
});

/** `AWS::DynamoDB::Table`. */
export const tableSchema = z.strictObject({
  ...common,
  ...perReplica,
  OnDemandThroughput: z.strictObject({ ...readLimit.partial().shape, ...writeLimit.partial().shape }).optional(),
});

export type TableProperties = z.infer<typeof globalTableSchema> | z.infer<typeof tableSchema>;
type ViewType = z.infer<typeof viewType>;

export interface IndexDefinition {
  readonly name: string;
  readonly keys: KeySchema;
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  /** Attributes beyond the keys, with `INCLUDE`. */
  readonly attributes: readonly string[];
}

export interface TableDefinition {
  readonly keys: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  readonly stream?: ViewType;
  readonly ttl?: string;
}

/** Throws an Error that names the attribute when a key has no definition. */
export function definitionOf(name: string, properties: TableProperties): TableDefinition {
  const types = new Map(properties.AttributeDefinitions.map((entry) => [entry.AttributeName, entry.AttributeType]));
  const keysOf = (schema: z.infer<typeof keySchema>): KeySchema =>
    ['HASH', 'RANGE'].flatMap((kind) =>
      schema
        .filter(({ KeyType }) => KeyType === kind)
        .map(({ AttributeName: attribute }): KeyAttribute => {
          const type = types.get(attribute);
          if (!type) throw new Error(`Table ${name}: the key attribute ${attribute} has no AttributeDefinition.`);
          return { name: attribute, type };
        }),
    );
  const ttl = properties.TimeToLiveSpecification;
  return {
    keys: keysOf(properties.KeySchema),
    indexes: (properties.GlobalSecondaryIndexes ?? []).map((entry) => ({
      name: entry.IndexName,
      keys: keysOf(entry.KeySchema),
      projection: entry.Projection.ProjectionType,
      attributes: entry.Projection.NonKeyAttributes ?? [],
    })),
    ...(properties.StreamSpecification && { stream: properties.StreamSpecification.StreamViewType }),
    ...(ttl?.Enabled && ttl.AttributeName && { ttl: ttl.AttributeName }),
  };
}
