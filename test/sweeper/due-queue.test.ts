import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDueQueue } from '../../adapters/sweeper/due-queue.ts';
import type { DueQueue } from '../../core/clockwork.ts';
import { addMs, type Instant, toInstant } from '../../core/domain/time.ts';
import type { AwsError } from '../../local/aws.ts';
import { type Desk, type Json, openDesk } from '../local/events/desk.ts';

const QueueUrl = 'http://127.0.0.1/000000000000/Due';
let desk: Desk;
let server: Server;
let queue: DueQueue;
/** Answers in the place of the queue; undefined lets a call through. */
let instead: (action: string, body: Json) => { status: number; body: object } | undefined;
let authorizations: string[];
const now = (): Instant => toInstant(desk.clock.now());

beforeEach(async () => {
  desk = openDesk();
  desk.declare('AWS::SQS::Queue', 'Due', {});
  desk.events.start();
  instead = () => undefined;
  authorizations = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const action = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
    authorizations.push(String(request.headers.authorization));
    try {
      const answer = instead(action, body) ?? {
        status: 200,
        body: (await desk.events.sqs(action, body, 'Sweep')) as object,
      };
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    } catch (error) {
      const { code, status } = error as AwsError;
      response.writeHead(status).end(JSON.stringify({ __type: code }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  queue = createDueQueue({
    queueUrl: QueueUrl,
    client: new SQSClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'local',
      credentials: { accessKeyId: 'Sweep', secretAccessKey: 'none' },
      useQueueUrlAsEndpoint: false,
    }),
    time: { jitter: async () => {} },
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  desk.close();
});

const received = async (): Promise<string[]> => {
  const { Messages = [] }: Json = await desk.events.sqs('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 }, 'Any');
  return Messages.map(({ Body }: Json) => JSON.parse(Body).detail.ticketId).sort();
};

it('hands each ticket out at its second: at once when it is overdue, never too early', async () => {
  const at = (ms: number): Instant => addMs(now(), ms);
  await queue.send(
    [
      { ticketId: 'tkt_overdue', at: at(-3_600_000) },
      { ticketId: 'tkt_soon', at: at(1) },
      { ticketId: 'tkt_later', at: at(90_000) },
    ],
    now(),
  );
  expect(await received()).toEqual(['tkt_overdue']);
  await desk.advance(1000);
  expect(await received()).toEqual(['tkt_soon']);
  await desk.advance(88_999);
  expect(await received()).not.toContain('tkt_later');
  await desk.advance(1);
  expect(await received()).toContain('tkt_later');
});

it('sends ten at once, signed as the function, and counts what is there in whatever state', async () => {
  const due = Array.from({ length: 23 }, (_, n) => ({ ticketId: `tkt_${n}` as const, at: addMs(now(), n * 1000) }));
  await queue.send(due, now());
  expect(authorizations).toHaveLength(3);
  expect(authorizations[0]).toMatch(/Credential=Sweep\/\d{8}\/local\/sqs\/aws4_request/);
  await received();
  expect(await queue.size()).toBe(23);
});

it('sends again what was refused of a batch, and that alone', async () => {
  const sent: string[][] = [];
  instead = (_, { Entries }) => {
    sent.push(Entries.map(({ Id }: Json) => Id));
    return sent.length === 1 ? { status: 200, body: { Failed: [{ Id: '1' }] } } : undefined;
  };
  await queue.send(
    [0, 1, 2].map((n) => ({ ticketId: `tkt_${n}` as const, at: now() })),
    now(),
  );
  expect(sent).toEqual([['0', '1', '2'], ['1']]);
});

it('asks again when the service fails, and gives up when it goes on failing', async () => {
  let failures = 2;
  instead = () => (failures-- > 0 ? { status: 503, body: {} } : undefined);
  await queue.send([{ ticketId: 'tkt_1', at: now() }], now());
  expect(await received()).toEqual(['tkt_1']);
  failures = 99;
  await expect(queue.send([{ ticketId: 'tkt_2', at: now() }], now())).rejects.toMatchObject({
    $metadata: { httpStatusCode: 503 },
  });
  instead = (_, { Entries }) => ({ status: 200, body: { Failed: Entries } });
  await expect(queue.send([{ ticketId: 'tkt_3', at: now() }], now())).rejects.toThrow('refused 1 messages');
});

it('refuses to go on without the right, and does not ask twice', async () => {
  instead = () => ({ status: 403, body: { __type: 'AccessDeniedException' } });
  await expect(queue.size()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(authorizations).toHaveLength(1);
});
