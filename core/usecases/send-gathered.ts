/**
 * Sends in one mail what was gathered for one person of the desk.
 * Database operations: one query of the lines, two reads of the person, two writes.
 */

import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';
import { type Gathering, noticeId } from './notify-ids.ts';
import { gatheredMail, type WordingPorts } from './notify-wording.ts';
import { findPeople } from './people-of.ts';
import { GATHERED_DUE } from './send-later.ts';
import { type Delivery, type Outcome, type SendPorts, sendNotice } from './send-notice.ts';

export interface GatheredPorts extends SendPorts, WordingPorts {
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
}

export interface GatheredNotice {
  /** `<why>:<whom>.<minute>` */
  readonly group: string;
  readonly whom: AgentId;
  readonly why: Gathering;
}

/** Nothing where nothing was gathered after all, or nobody is there any more to read it. */
export const sendGathered = async (
  ports: GatheredPorts,
  { group, whom, why }: GatheredNotice,
  delivery: Delivery,
): Promise<Outcome> => {
  const { ledger, time } = ports;
  const lines = await ledger.gathered(group);
  const first = lines[0];
  if (!first) return 'over';
  const policy = await ports.policies.active();
  const now = time.now();
  const [person] = await findPeople(ports, { policy, now })(whom, { teams: [] });
  if (!person?.addresses.mail) return 'unreached';
  const { addresses, contact } = person;
  const id = noticeId(group, why, whom);
  return sendNotice(
    ports,
    {
      ...{ id, channels: ['mail'], addresses, ...(contact !== undefined && { contact }) },
      message: () => gatheredMail(ports, { id, person, policy, lines, why }),
      since: first.at,
      again: { kind: GATHERED_DUE, id: group, data: { group, whom, why } },
    },
    delivery,
  );
};
