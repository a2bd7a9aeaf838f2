import { isRefused } from '../../../core/usecases/refused.ts';
import { type AuditPorts, verifyAudit } from '../../../core/usecases/verify-audit.ts';
import type { Handler } from '../../shared/door.ts';

export const getAudit =
  (ports: AuditPorts): Handler<'getAudit'> =>
  async ({ path, actor }) => {
    const audited = await verifyAudit(ports, { ticket: path.id, actor });
    if (isRefused(audited)) return audited;
    const { id, code, seal, verdict, changes } = audited;
    const { broken } = verdict;
    return {
      body: { id, code, sound: !broken, ...(seal !== undefined && { seal }), ...(broken && { broken }), changes },
    };
  };
