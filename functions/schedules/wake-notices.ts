/** Every minute: puts what falls due into the queue of those who tell people. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { wakeNotices } from '../../core/usecases/wake-notices.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireDueLook, wireNoticeQueue } from '../shared/wiring-notices.ts';

const environment = environmentOf('wake-notices');
const ports = { dueLook: wireDueLook(environment), noticeQueue: wireNoticeQueue(environment), time, memory: {} };

export const handler = async (): Promise<void> => {
  await wakeNotices(ports);
};
