import type { Insight } from '../../../core/ports-insight.ts';
import { qualityReport } from '../../../core/usecases/quality-report.ts';
import type { Handler } from '../../shared/door.ts';
import { Rejected } from '../../shared/rejected.ts';

/** Database operations: one query a day. */
export const getQuality =
  (ports: { readonly insight: Pick<Insight, 'quality'> }): Handler<'getQuality'> =>
  async ({ query: { from, to } }) => {
    const report = await qualityReport(ports, from, to);
    if (!report) throw new Rejected('invalid-request', 'Name 1 to 31 days, the first one before the last.');
    return { body: report };
  };
