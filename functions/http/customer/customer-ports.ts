import type { FileLinks, Upload } from '../../../core/ports-files.ts';
import type { Contacts } from '../../../core/ports-notices.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Profiles, Surveys } from '../../../core/ports-surveys.ts';
import type { RequestUploadPorts } from '../../../core/usecases/request-upload.ts';
import type { LinkPorts } from './linked.ts';

export interface CustomerPorts extends LinkPorts, Omit<RequestUploadPorts, 'links'> {
  readonly surveys: Surveys;
  readonly profiles: Profiles;
  readonly contacts: Contacts;
  readonly policies: Policies;
  readonly links: FileLinks;
  /** Sends a file that came with a form on to where it was announced. Rejects when it is not taken. */
  readonly send: (upload: Upload, bytes: Uint8Array) => Promise<void>;
}
