/** Loaded at the first fault: nothing else is logged here, and a cold start does not wait for it. */
import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger({ serviceName: 'gongdan' });

/** Ids and codes alone: never bodies, headers, or what people wrote. */
export const logFault = (fault: Error | null | undefined, ids: Readonly<Record<string, string>>): void =>
  logger.error('fault', { ...ids, fault: fault?.name, stack: fault?.stack });
