/** What customers are told of promotions. Database operations: those of reading the active policy. */
import { type Notice, noticesAt } from '../domain/notices.ts';
import type { Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';

export const listNotices = async ({
  policies,
  time,
}: {
  readonly policies: Policies;
  readonly time: Time;
}): Promise<readonly Notice[]> => noticesAt(await policies.active(), time.now());
