/** Looks at every file that comes into quarantine. */
import { sniffedContent as content } from '../../adapters/file-content.ts';
import { fileOf } from '../../adapters/s3/file-keys.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { trustingScanner as scanner } from '../../adapters/trusting-scanner.ts';
import { objectCreated } from '../../contracts/files.ts';
import { checkUpload } from '../../core/usecases/check-upload.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireQuarantine, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('check-upload');
const ports = {
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  quarantine: wireQuarantine(environment),
  content,
  scanner,
  time,
};

export const handler = consumerOf(objectCreated, async ({ object }, correlation) => {
  const file = fileOf(object.key);
  if (!file) throw new Error('A file came under a key that was never given away.');
  await checkUpload(ports, { file, correlation });
});
