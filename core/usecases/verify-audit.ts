/** Whether timelines are what was sealed when they were written. */
import type { Verdict } from '../domain/audit.ts';
import type { Recorded } from '../domain/events.ts';
import { type Actor, mayNot } from '../domain/permissions.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { AuditReads } from '../ports-audit.ts';
import type { Fact } from '../ports-insight.ts';
import type { Policies } from '../ports-policies.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export interface AuditedTicket {
  readonly id: TicketId;
  readonly code: string;
  readonly verdict: Verdict;
  readonly seal: string | undefined;
  /** Who changed it, when, from where. */
  readonly changes: readonly Pick<Recorded, 'seq' | 'type' | 'time' | 'actor' | 'from'>[];
}

export interface AuditPorts {
  readonly audit: AuditReads;
  readonly policies: Policies;
}

/** Database operations: one read (two by code), a query per megabyte of events. */
export const verifyAudit = async (
  { audit, policies }: AuditPorts,
  { ticket: idOrCode, actor }: { readonly ticket: string; readonly actor: Actor },
): Promise<AuditedTicket | Refused> => {
  const [sealed, policy] = await Promise.all([audit.sealed(idOrCode), policies.active()]);
  if (!sealed) return ticketNotFound;
  const { ticket, seal, events } = sealed;
  return (
    mayNot(actor, 'audit', ticket, policy) ?? {
      ...{ id: ticket.id, code: ticket.code, seal, verdict: audit.verify(sealed) },
      changes: events.map(({ event: { seq, type, time, actor: by, from } }) => ({
        ...{ seq, type, time, actor: by },
        ...(from !== undefined && { from }),
      })),
    }
  );
};

/** gone: the reports know it, the desk does not · older: the reports have seen a later version of it */
type DayFault = NonNullable<Verdict['broken']>['fault'] | 'gone' | 'older';

export interface AuditedDay {
  readonly tickets: number;
  readonly events: number;
  readonly broken: readonly { readonly id: TicketId; readonly seq: number; readonly fault: DayFault }[];
}

const AT_ONCE = 8;

/** Tickets that were opened on a day, as the reports have counted them: so one that is gone altogether is missed. */
export const verifyDay = async ({
  audit,
  facts,
}: {
  readonly audit: AuditReads;
  readonly facts: AsyncIterable<Pick<Fact, 'ticketId' | 'version'>>;
}): Promise<AuditedDay> => {
  let [tickets, count] = [0, 0];
  const broken: AuditedDay['broken'][number][] = [];
  const look = async ({ ticketId: id, version }: Pick<Fact, 'ticketId' | 'version'>): Promise<void> => {
    const sealed = await audit.sealed(id);
    tickets += 1;
    if (!sealed) return void broken.push({ id, seq: 0, fault: 'gone' });
    const verdict = audit.verify(sealed);
    count += verdict.events;
    if (verdict.broken) broken.push({ id, ...verdict.broken });
    else if (sealed.ticket.version < version) broken.push({ id, seq: sealed.ticket.version, fault: 'older' });
  };
  let batch: Promise<void>[] = [];
  for await (const fact of facts) {
    batch.push(look(fact));
    if (batch.length < AT_ONCE) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
  return { tickets, events: count, broken };
};
