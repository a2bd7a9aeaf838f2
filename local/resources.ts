/** How the template loader and the emulated services meet: every service says which resource types it takes. */
import type { z } from 'zod';

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ResourceKind<Properties = any> {
  /**
   * From the logical id alone where possible, so that references may form cycles. `property` resolves one property of the
   * resource on demand, for the few types whose `Ref` is a name that the template states (an e-mail identity, an alias).
   */
  identify(logicalId: string, property: (name: string) => unknown): Identity;
  /** Strict: a property that is not honoured is not in here, and a template that has it is refused by name. */
  readonly schema: z.ZodType<Properties>;
  /** Creates or updates the resource. Properties are resolved and checked. Called in order of dependency, before `start`. */
  declare(logicalId: string, properties: Properties): void;
}

/** By CloudFormation type, e.g. `AWS::SQS::Queue`. */
export type ResourceKinds = Readonly<Record<string, ResourceKind>>;
