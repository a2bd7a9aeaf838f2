/** docs/notices.md says what the default policy does. `npx vitest run test/unit/notices-page.test.ts -u` renews it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parsePolicy } from '../../contracts/policy.ts';
import { PARTS } from '../../core/domain/messages/notice-policy.ts';
import { policy, policyText } from './desk.ts';
import { withNotices } from './notices-page.ts';

const page = readFileSync(new URL('../../docs/notices.md', import.meta.url), 'utf8');

it('says who learns what under the default policy, and what templates may speak of', async () => {
  await expect(withNotices(page, policy)).toMatchFileSnapshot('../../docs/notices.md');
});

it('names every part that a row may tell', () => {
  expect(PARTS.filter((part) => !page.includes(`\`${part}\``))).toEqual([]);
});

it('has an example that can be used, and does what it says', () => {
  const [, example = ''] = /^```yaml\n(.*?)^```/ms.exec(page) ?? [];
  const part = parse(example);
  const file = parse(policyText);
  const merged = {
    ...file,
    notices: { ...file.notices, ...part.notices, table: [...file.notices.table, ...part.notices.table] },
    templates: { ...file.templates, ...part.templates },
  };
  const { notices } = parsePolicy(stringify(merged), 'docs/notices.md');
  expect(notices.table.slice(policy.notices.table.length)).toEqual([
    {
      ...{ when: 'escalated', to: [], by: ['robot:ops'], template: 'escalated', digest: false, urgent: true },
      only: { priority: ['P0', 'P1'] },
    },
    {
      ...{ when: 'lowRating', to: ['team:executives'], by: ['mail', 'sms'], template: 'vip-unhappy' },
      ...{ digest: false, urgent: false, only: { tier: ['vip'] } },
    },
    { when: 'closed', to: [], by: ['hook:erp'], template: 'closed', digest: false, urgent: false },
  ]);
});

it('refuses a page without a place for a table', () => {
  expect(() => withNotices(page.replace('<!-- notices: short -->', ''), policy)).toThrow('no place for short');
});
