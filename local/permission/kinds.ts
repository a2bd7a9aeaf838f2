/** The resource types that say who may do what. */
import { z } from 'zod';
import { arn } from '../aws.ts';
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import { AWS_MANAGED } from './aws-managed.ts';
import { documentSchema, type Statement } from './policy.ts';

/** Where the kinds put what they read. */
export interface Grants {
  /** A role, before any policy is attached to it. `trusted`: the services that may assume it. */
  role(roleArn: string, trusted: readonly string[]): void;
  attach(roleArn: string, statements: readonly Statement[]): void;
  /** A policy on a resource, with principals. */
  attachToResource(statements: readonly Statement[]): void;
}

const text = z.string();
const named = z.strictObject({ PolicyName: text, PolicyDocument: documentSchema });

export const roleArn = (roleName: string): string => arn('iam', `role/${roleName}`, '');

const kind = <T>(it: ResourceKind<T>): ResourceKind<T> => it;

export function permissionKinds(grants: Grants): ResourceKinds {
  const managed = new Map<string, readonly Statement[]>(AWS_MANAGED);
  const isManaged = (id: string): boolean => managed.has(id) || id.startsWith(arn('iam', 'policy/', ''));
  return {
    'AWS::IAM::Role': kind({
      identify: (id) => ({ ref: id, attributes: { Arn: roleArn(id), RoleId: `AROA${id}` } }),
      schema: z.strictObject({
        AssumeRolePolicyDocument: z
          .object({ Statement: z.array(z.object({ Principal: z.object({ Service: z.unknown() }).loose() }).loose()) })
          .loose(),
        Description: text.optional(),
        Path: text.optional(),
        MaxSessionDuration: z.number().optional(),
        ManagedPolicyArns: z
          .array(text.refine(isManaged, { error: 'this managed policy is not known to the local runtime' }))
          .default([]),
        Policies: z.array(named).default([]),
      }),
      declare(id, { AssumeRolePolicyDocument, ManagedPolicyArns, Policies }) {
        grants.role(
          roleArn(id),
          AssumeRolePolicyDocument.Statement.flatMap((one: any) => [one.Principal.Service].flat()),
        );
        for (const { PolicyDocument } of Policies) grants.attach(roleArn(id), PolicyDocument.Statement);
        for (const policy of ManagedPolicyArns) grants.attach(roleArn(id), managed.get(policy) ?? []);
      },
    }),
    'AWS::IAM::Policy': kind({
      identify: (id) => ({ ref: id, attributes: { Id: id } }),
      schema: z.strictObject({ PolicyName: text, PolicyDocument: documentSchema, Roles: z.array(text).min(1) }),
      declare(_, { PolicyDocument, Roles }) {
        for (const role of Roles) grants.attach(roleArn(role), PolicyDocument.Statement);
      },
    }),
    'AWS::IAM::ManagedPolicy': kind({
      identify: (id) => ({
        ref: arn('iam', `policy/${id}`, ''),
        attributes: { PolicyArn: arn('iam', `policy/${id}`, '') },
      }),
      schema: z.strictObject({
        PolicyDocument: documentSchema,
        Description: text.optional(),
        ManagedPolicyName: text.optional(),
        Path: text.optional(),
        Roles: z.array(text).default([]),
      }),
      declare(id, { PolicyDocument, Roles }) {
        managed.set(arn('iam', `policy/${id}`, ''), PolicyDocument.Statement);
        for (const role of Roles) grants.attach(roleArn(role), PolicyDocument.Statement);
      },
    }),
    'AWS::SQS::QueuePolicy': kind({
      identify: (id) => ({ ref: id, attributes: { Id: id } }),
      schema: z.strictObject({ PolicyDocument: documentSchema, Queues: z.array(text).min(1) }),
      declare: (_, { PolicyDocument }) => grants.attachToResource(PolicyDocument.Statement),
    }),
    'AWS::S3::BucketPolicy': kind({
      identify: (id) => ({ ref: id, attributes: { Id: id } }),
      schema: z.strictObject({ PolicyDocument: documentSchema, Bucket: text }),
      declare: (_, { PolicyDocument }) => grants.attachToResource(PolicyDocument.Statement),
    }),
    'AWS::Lambda::Permission': kind({
      identify: (id) => ({ ref: id, attributes: { Id: id } }),
      schema: z.strictObject({
        Action: z.literal('lambda:InvokeFunction'),
        FunctionName: text,
        Principal: text.regex(/\.amazonaws\.com$/, 'only services are known as principals here'),
        SourceArn: text.optional(),
        SourceAccount: text.optional(),
      }),
      declare(_, { Action, FunctionName, Principal, SourceArn }) {
        const resource = FunctionName.startsWith('arn:') ? FunctionName : arn('lambda', `function:${FunctionName}`);
        const condition = SourceArn ? { ArnLike: { 'aws:SourceArn': [SourceArn] } } : undefined;
        grants.attachToResource([
          {
            Effect: 'Allow',
            Principal: { AWS: [], Service: [Principal] },
            Action: [Action],
            Resource: [resource],
            Condition: condition,
          },
        ]);
      },
    }),
  };
}
