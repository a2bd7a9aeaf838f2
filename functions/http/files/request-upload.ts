import { isRefused } from '../../../core/usecases/refused.ts';
import { type RequestUploadPorts, requestUpload as request } from '../../../core/usecases/request-upload.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

export const requestUpload =
  (ports: RequestUploadPorts): Handler<'requestUpload'> =>
  async ({ path, body, actor, correlation, ifMatch, idempotencyKey }) => {
    const { shown, ...facts } = body;
    const requested = await request(ports, {
      ticket: path.id,
      actor,
      correlation,
      file: { ...facts, ...(shown !== undefined && { shown }) },
      ...(ifMatch !== undefined && { ifMatch }),
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, digest: `attach ${digestOf(body)}` },
      }),
    });
    if (isRefused(requested)) return requested;
    const { version, ...answer } = requested;
    return { headers: { etag: etagOf(version) }, body: answer };
  };
