/** What is done with exports. */

import { fetchFile } from '../../../client/attach-file.ts';
import { GATHERED_MS } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

export const EXPORT_ACTS: readonly Act[] = [
  {
    name: 'tickets are exported, the file is fetched, another export is cancelled',
    play: async ({ runtime, desk }) => {
      await runtime.advance(GATHERED_MS);
      const auditor = await desk('agt_auditor', 'auditor');
      const body = { format: 'csv' as const, from: '2026-03-02', to: '2026-03-02' };
      const started = await tried(auditor.startExport({ body }));
      await runtime.settle();
      await tried(auditor.listExports());
      if (!started) return;
      const done = await tried(auditor.getExport({ export: started.id }));
      if (done?.url !== undefined) await tried(fetchFile({ url: done.url ?? '' }));
      const another = await tried(auditor.startExport({ body }));
      if (another) await tried(auditor.cancelExport({ export: another.id }));
      await runtime.settle();
    },
  },
  {
    name: 'somebody lists exports more often than a sandbox counts alone',
    play: async ({ desk }) => {
      const auditor = await desk('agt_auditor', 'auditor');
      for (let time = 0; time < OFTEN; time += 1) await tried(auditor.listExports());
    },
  },
];
