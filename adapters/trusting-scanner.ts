import type { Scanner } from '../core/ports-files.ts';

/** In the place of a scanner, until one is plugged in: docs/deploy.md says how. Type and checksum are checked all the same. */
export const trustingScanner: Scanner = { scan: async () => 'clean' };
