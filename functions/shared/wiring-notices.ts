/** Ports of the functions that tell people. */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createChannels } from '../../adapters/channels.ts';
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createBursts } from '../../adapters/dynamodb/notice-bursts.ts';
import { createContacts } from '../../adapters/dynamodb/notice-contacts.ts';
import { createDueLook, createDuePlaces } from '../../adapters/dynamodb/notice-due.ts';
import { createLedger } from '../../adapters/dynamodb/notice-ledger.ts';
import { createSecrets } from '../../adapters/secrets/named.ts';
import { createNoticeQueue } from '../../adapters/sqs/notice-queue.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Channel } from '../../core/ports-notices.ts';
import type { Policies } from '../../core/ports-policies.ts';
import { dynamodb as client } from './dynamodb.ts';
import { targetsOf } from './wiring-webhooks.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

const readItem = createItemReads({ client, time });

/** Who was told what, what comes later, and how people are reached. */
export const wireNotices = ({ NOTICE_TABLE: noticeTable }: Has<'NOTICE_TABLE'>) => ({
  ledger: createLedger({ client, time, noticeTable }),
  duePlaces: createDuePlaces({ client, time, noticeTable }),
  contacts: createContacts({ client, time, readItem, noticeTable }),
  bursts: createBursts({ client, noticeTable }),
});

export const wireDueLook = ({ NOTICE_TABLE: noticeTable }: Has<'NOTICE_TABLE'>) =>
  createDueLook({ client, noticeTable });

export const wireNoticeQueue = ({ NOTICE_QUEUE_URL: queueUrl }: Has<'NOTICE_QUEUE_URL'>) =>
  createNoticeQueue({
    ...{ time, queueUrl },
    // The host of the queue's URL is not where the embedded runtime listens.
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
  });

const NO_MAIL = 'none';

/** All ways on which notices leave. */
export const wireChannels = (
  from: Has<'MAIL_FROM' | 'PROVIDER_SECRETS' | 'WEBHOOK_TARGETS'>,
  policies: Pick<Policies, 'active'>,
): Channel => {
  const secrets = createSecrets({
    secretsManager: async () => new (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient({}),
    ssm: async () => new (await import('@aws-sdk/client-ssm')).SSMClient({}),
    time,
  });
  const channels = createChannels(
    {
      mail: { ses: new SESv2Client({}), from: from.MAIL_FROM },
      secretPrefix: from.PROVIDER_SECRETS,
      notices: async () => (await policies.active()).notices,
      targets: targetsOf(from),
    },
    secrets,
    time,
  );
  return {
    send: async (message) =>
      message.kind === 'mail' && from.MAIL_FROM === NO_MAIL
        ? { refused: 'unknown', detail: 'not-set-up' }
        : channels.send(message),
  };
};

/** `no-reply@gongdan.example.com` and `Gongdan <no-reply@gongdan.example.com>` are of gongdan.example.com. */
export const mailDomainOf = ({ MAIL_FROM }: Has<'MAIL_FROM'>): string =>
  MAIL_FROM.slice(MAIL_FROM.lastIndexOf('@') + 1).replace(/>\s*$/, '');
