/** Who opens an approver's link, and what has become of what they were asked. */
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Tickets, Time } from '../../../core/ports.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { type ApprovalLook, lookAtApproval } from '../../../core/usecases/look-at-approval.ts';
import type { OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import { type LinkedApproval, readApprovalLink } from '../../shared/links.ts';
import { Rejected } from '../../shared/rejected.ts';
import { withReach } from '../../shared/standing.ts';

export interface ApproverPorts extends OnwardPorts {
  readonly tickets: Tickets;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly time: Time;
  readonly keys: { tracking(): Promise<string> };
}

export interface Asked extends ApprovalLook {
  readonly linked: LinkedApproval;
  readonly actor: Actor;
}

const NOT_VALID = 'This link leads nowhere. Open it as it was sent to you. 链接无效，请按收到的原样打开。';
const EXPIRED = 'This link is no longer good: sign in to the desk instead. 链接已失效，请登录工单系统处理。';

/** Rejects links that are not good, and people whose time at the desk is over. */
export const askedBy = async (ports: ApproverPorts, link: string): Promise<Asked> => {
  const linked = readApprovalLink(await ports.keys.tracking(), link);
  if (!linked) throw new Rejected('link-not-valid', NOT_VALID);
  if (linked.expiresAt <= ports.time.now()) throw new Rejected('link-expired', EXPIRED);
  const look = await lookAtApproval(ports, linked);
  if (!look) throw new Rejected('link-expired', EXPIRED);
  const { id, roles, team, scope = 'team', until } = look.approver;
  const standing = { team, scope, ...(until !== undefined && { until }) };
  const actor = await withReach({ kind: 'agent', id, roles }, { standings: async () => standing, time: ports.time });
  return { ...look, linked, actor };
};
