import { readFileSync } from 'node:fs';
import type { Policy } from '../../core/domain/policy.ts';

/** The policy that was checked when the bundle was built; it lies beside it. */
export const bundledPolicy = (): Policy => JSON.parse(readFileSync(new URL('./policy.json', import.meta.url), 'utf8'));
