import type { Insight } from '../../../core/ports.ts';
import type { AuditReads } from '../../../core/ports-audit.ts';
import { verifyDay } from '../../../core/usecases/verify-audit.ts';
import type { Handler } from '../../shared/door.ts';

/** A day of 10,000 tickets takes the function's half minute. */
export const auditDay =
  ({ audit, insight }: { readonly audit: AuditReads; readonly insight: Insight }): Handler<'auditDay'> =>
  async ({ path: { day } }) => ({ body: { day, ...(await verifyDay({ audit, facts: insight.factsOf(day) })) } });
