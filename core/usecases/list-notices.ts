/** What customers are told of promotions. Database operations: those of reading the active policy. */
import { type Notice, noticesAt } from '../domain/notices.ts';
import type { Policies, Time } from '../ports.ts';

export const listNotices = async ({
  policies,
  time,
}: {
  readonly policies: Policies;
  readonly time: Time;
}): Promise<readonly Notice[]> => noticesAt(await policies.active(), time.now());
