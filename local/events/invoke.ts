import type { Principal } from '../aws.ts';

/** Calls a Lambda function and waits for its answer; throws AwsError when Lambda does not take the call (throttled, denied). */
export type Invoke = (
  functionArn: string,
  payload: unknown,
  principal: Principal,
) => Promise<{ payload: unknown; functionError?: string }>;
