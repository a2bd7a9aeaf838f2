/** `--report permissions`: what the templates allow and the run did not need. */
import type { GrantUse } from './grant.ts';

const HEAD = ['who', 'action', 'resource'] as const;

/** A table of the grants that no call has used, or one line that there are none. */
export function permissionReport(grants: readonly GrantUse[]): string {
  const unused = grants.filter(({ uses }) => uses === 0);
  if (unused.length === 0) return `权限 permissions: all ${grants.length} grants of the templates were used.`;
  const rows = unused.map(({ holders, action, resource }) => [holders.join(', '), action, shortened(resource)]);
  rows.sort((left, right) => left.join().localeCompare(right.join(), 'en'));
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [[...HEAD], ...rows].map((row) =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '),
  );
  return [
    `权限 permissions: ${unused.length} of ${grants.length} grants of the templates were not used:`,
    ...lines.map((line) => line.trimEnd()),
  ].join('\n');
}

/** An ARN without what all of them share here. */
const shortened = (resource: string): string =>
  resource.startsWith('arn:') ? resource.split(':').slice(5).join(':') : resource;
