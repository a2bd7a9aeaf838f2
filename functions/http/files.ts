/** Files of tickets, for the desk: it signs links, and never sees a file. */

import { ulidAttachments as ids } from '../../adapters/attachment-ids.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { FILES } from '../../contracts/routes/files.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireDirectory, wireFileLinks, wirePolicies, wireRates, wireStandings, wireTickets } from '../shared/wiring.ts';
import { wireLooks } from '../shared/wiring-audit.ts';
import { listAttachments } from './files/list-attachments.ts';
import { readAttachment } from './files/read-attachment.ts';
import { removeAttachment } from './files/remove-attachment.ts';
import { requestUpload } from './files/request-upload.ts';

const environment = environmentOf('files');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  links: wireFileLinks(environment),
  looks: wireLooks(environment),
  ids,
  time,
};

export const handler = httpFunction(
  'files',
  {
    requestUpload: requestUpload(ports),
    listAttachments: listAttachments(ports),
    readAttachment: readAttachment(ports),
    removeAttachment: removeAttachment(ports),
  },
  { routes: FILES, rates: wireRates(environment), standing: wireStandings(environment) },
);
