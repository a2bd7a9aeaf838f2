import type { AuditReads } from '../../../core/ports-audit.ts';
import type { Insight } from '../../../core/ports-insight.ts';
import { verifyDay } from '../../../core/usecases/verify-audit.ts';
import type { Handler } from '../../shared/door.ts';

/** Some thousands of tickets are followed in the half minute that a request may take. */
export const auditDay =
  ({ audit, insight }: { readonly audit: AuditReads; readonly insight: Insight }): Handler<'auditDay'> =>
  async ({ path: { day } }) => ({ body: { day, ...(await verifyDay({ audit, facts: insight.factsOf(day) })) } });
