/** Files of tickets: they go to and from the object store by link, never through the API. */
import { requestUpload } from '../file-requests.ts';
import { DESK, type Route } from './route.ts';

const ATTACHMENTS = '/v1/tickets/{id}/attachments';

export const FILES = {
  requestUpload: {
    method: 'POST',
    path: ATTACHMENTS,
    auth: 'token',
    scopes: ['agent', 'supervisor', 'temporary'],
    function: 'files',
    body: requestUpload,
    status: 201,
    summary: 'Announce a file, and learn where to send it',
    command: true,
  },
  listAttachments: {
    method: 'GET',
    path: ATTACHMENTS,
    auth: 'token',
    scopes: [...DESK, 'auditor', 'temporary'],
    function: 'files',
    status: 200,
    summary: 'Its files, and which of them may be read',
  },
  readAttachment: {
    method: 'GET',
    path: `${ATTACHMENTS}/{attachment}`,
    auth: 'token',
    scopes: [...DESK, 'auditor', 'temporary'],
    function: 'files',
    status: 200,
    summary: 'A link to a file, good for a minute',
  },
  removeAttachment: {
    method: 'DELETE',
    path: `${ATTACHMENTS}/{attachment}`,
    auth: 'token',
    scopes: ['agent', 'supervisor'],
    function: 'files',
    status: 200,
    summary: 'Take a file off the ticket, for good',
    command: true,
  },
} as const satisfies Record<string, Route>;
