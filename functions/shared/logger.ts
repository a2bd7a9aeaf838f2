import { Logger } from '@aws-lambda-powertools/logger';

/** Ids and codes alone: never bodies, headers, or what people wrote. */
export const logger = new Logger({ serviceName: 'gongdan' });
