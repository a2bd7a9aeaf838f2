import { Stack } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { BUS_SOURCE } from '../../contracts/bus.ts';
import { INCOMING, OBJECT_CREATED } from '../../contracts/files.ts';
import type { EventType } from '../../core/domain/events.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import type { Desk } from '../constructs/permissions.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';

/** What makes files go. */
const LET_GO: readonly EventType[] = ['ticket.attachment-removed', 'ticket.erased'];

/** What is done about files behind the scenes: they are checked when they come, and forgotten with what they belonged to. */
export class FilesStack extends Stack {
  constructor(scope: Construct, id: string, { desk, bus }: { readonly desk: Desk; readonly bus: IEventBus }) {
    super(scope, id, { description: 'Gongdan: files of tickets' });
    const { environment, tables, files } = desk;
    const TICKET_TABLE = tables.ticket.tableName;
    const FILE_BUCKET = files.bucketName;
    new EventConsumer(this, 'Uploads', {
      desk,
      bus: EventBus.fromEventBusName(this, 'DefaultBus', 'default'), // S3 knows no other
      pattern: {
        source: ['aws.s3'],
        'detail-type': [OBJECT_CREATED],
        detail: { bucket: { name: [FILE_BUCKET] }, object: { key: [{ prefix: INCOMING }] } },
      },
      consumer: new TicketFunction(this, 'CheckUpload', {
        name: 'check-upload',
        desk,
        variables: {
          ...{ TICKET_TABLE, FILE_BUCKET },
          DIRECTORY_TABLE: tables.directory.tableName,
          POLICY_TABLE: tables.policy.tableName,
          CLOCKWORK: environment.clockwork,
        },
        timeoutSeconds: 30, // a file of 20 MB is copied within the store
      }),
      concurrency: environment.consumers.files,
    });
    new EventConsumer(this, 'LetGo', {
      desk,
      bus,
      pattern: { source: [BUS_SOURCE], 'detail-type': LET_GO },
      consumer: new TicketFunction(this, 'ForgetFiles', {
        name: 'forget-files',
        desk,
        variables: { TICKET_TABLE, FILE_BUCKET },
      }),
      concurrency: environment.consumers.files,
    });
  }
}
