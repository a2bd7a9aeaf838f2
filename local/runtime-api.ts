/** What a running system offers to those who run it: the command line, the demo, tests and benchmarks. */
import type { Activity } from './activity.ts';
import type { Meter } from './bill/meter.ts';
import type { Clock, Mode } from './clock.ts';
import type { Death } from './faults/crashes.ts';
import type { FaultRates } from './faults/rates.ts';
import type { PoolLimits } from './lambda/pool.ts';
import type { Channel, Message } from './messages/message.ts';
import type { GrantUse } from './permission/grant.ts';
import type { Stepping } from './stepping.ts';

export interface RuntimeOptions {
  /** Folder that `cdk synth` wrote. */
  readonly assembly: string;
  /** Folder of the data, made when missing; `:memory:` keeps nothing. */
  readonly dataDir: string;
  /** 0: any free one. */
  readonly port: number;
  /** Default: real time. */
  readonly clock?: Mode;
  /** Epoch ms at which the clock begins at the first start. */
  readonly start?: number;
  /** What functions print goes to the terminal, too. */
  readonly verbose?: boolean;
  readonly sandboxes?: PoolLimits;
  /** Default: none. */
  readonly faults?: FaultRates;
  /** Loads every bundle once before the start, unless it has loaded before, and refuses the assembly when one throws. */
  readonly checkBundles?: boolean;
  /** Prints one line; default: to the terminal. */
  readonly say?: (line: string) => void;
}

export interface Runtime extends Stepping {
  readonly url: string;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly meter: Meter;
  /** Sandboxes that died of a fault on purpose. */
  readonly deaths: readonly Death[];
  /** Runs `work` unless it was done on this data before; a crash in between does it again. */
  once(name: string, work: () => Promise<void>): Promise<void>;
  /** A token of the local issuer for `subject`. */
  token(subject: string, scopes: readonly string[]): Promise<string>;
  /** The value of the only secret whose logical id starts so. */
  secret(logicalIdPrefix: string): string;
  /** Mails alone, in the order of sending. */
  mails(): Message[];
  /** All that was sent to people, by any channel or by one of them, in the order of sending. */
  messages(channel?: Channel): Message[];
  /** Calls an AWS service as the operator, who needs no permission, e.g. `call('DynamoDB_20120810', 'GetItem', {…})`. */
  call(service: string, action: string, body: unknown): Promise<any>;
  /** Physical names by logical id, of the resources whose id starts so and whose type is `type`. */
  resources(type: string, logicalIdPrefix?: string): { logicalId: string; ref: string }[];
  /** All that the policies of the template allow, with the number of calls that used it so far. */
  grants(): readonly GrantUse[];
  /** Those that no call has used, one line each. */
  unusedGrants(): string[];
  stop(): Promise<void>;
}
