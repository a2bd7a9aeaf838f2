import { describe, expect, it } from 'vitest';
import { permissionsPage } from './permissions-page.ts';

describe('docs/permissions.md', () => {
  it('is what the table of the code says', async () => {
    await expect(permissionsPage()).toMatchFileSnapshot('../../docs/permissions.md');
  });
});
