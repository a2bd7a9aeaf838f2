/** Tickets taken out as files, as jobs in the background. */
import { startExport } from '../export-requests.ts';
import type { Route } from './route.ts';

const EXPORTERS = ['supervisor', 'operator', 'auditor'] as const;

const shared = { auth: 'token', scopes: EXPORTERS, function: 'exports' } as const;

export const EXPORTS = {
  startExport: {
    ...shared,
    method: 'POST',
    path: '/v1/exports',
    body: startExport,
    status: 202,
    summary: 'Write tickets to a file in the background, masked; of those within reach',
  },
  listExports: {
    ...shared,
    method: 'GET',
    path: '/v1/exports',
    status: 200,
    summary: 'My exports of the last seven days, and how they do',
  },
  getExport: {
    ...shared,
    method: 'GET',
    path: '/v1/exports/{export}',
    status: 200,
    summary: 'How one of my exports does; when it is done, a link to the file, good for a minute',
  },
  cancelExport: {
    ...shared,
    method: 'DELETE',
    path: '/v1/exports/{export}',
    status: 200,
    summary: 'Stop it',
  },
} as const satisfies Record<string, Route>;
