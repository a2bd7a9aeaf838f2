/** The resource types of Lambda. */
import { z } from 'zod';
import { arn } from '../aws.ts';
import type { ResourceKind, ResourceKinds } from '../resources.ts';

const text = z.string();

const functionSchema = z.strictObject({
  Architectures: z.tuple([z.enum(['arm64', 'x86_64'])]).optional(), // bundles are JavaScript: either runs here
  Code: z.strictObject({ S3Bucket: text, S3Key: text }),
  Description: text.optional(),
  Environment: z.strictObject({ Variables: z.record(text, z.coerce.string()) }).optional(),
  Handler: text.regex(/^[^.]+\.[^.]+$/),
  LoggingConfig: z
    .strictObject({
      LogGroup: text.optional(),
      LogFormat: text.optional(),
      ApplicationLogLevel: text.optional(),
      SystemLogLevel: text.optional(),
    })
    .optional(),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().int().min(1).optional(),
  Role: text,
  Runtime: text.regex(/^nodejs\d+\.x$/, 'only Node functions run here'),
  Timeout: z.number().int().min(1).default(3),
  TracingConfig: z.strictObject({ Mode: text }).optional(),
});

export type FunctionProperties = z.output<typeof functionSchema>;

const functionArn = (nameOrArn: unknown): string =>
  String(nameOrArn).startsWith('arn:') ? String(nameOrArn) : arn('lambda', `function:${nameOrArn}`);

export function functionKinds(declare: (id: string, properties: FunctionProperties) => void): ResourceKinds {
  const aFunction: ResourceKind<FunctionProperties> = {
    identify: (id) => ({ ref: id, attributes: { Arn: arn('lambda', `function:${id}`) } }),
    schema: functionSchema,
    declare,
  };
  // A version or an alias is the function itself: there is only one code here.
  const version: ResourceKind = {
    identify: (_, property) => {
      const ref = `${functionArn(property('FunctionName'))}:1`;
      return { ref, attributes: { FunctionArn: ref, Version: '1' } };
    },
    schema: z.strictObject({ FunctionName: text, Description: text.optional() }),
    declare: () => {},
  };
  const alias: ResourceKind = {
    identify: (_, property) => {
      const ref = `${functionArn(property('FunctionName'))}:${property('Name')}`;
      return { ref, attributes: { AliasArn: ref } };
    },
    schema: z.strictObject({ FunctionName: text, FunctionVersion: text, Name: text, Description: text.optional() }),
    declare: () => {},
  };
  return { 'AWS::Lambda::Function': aFunction, 'AWS::Lambda::Version': version, 'AWS::Lambda::Alias': alias };
}
