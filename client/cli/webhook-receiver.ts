/** A small receiver of webhooks, for trying them: checks the signature and hands on what has come. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface WebhookReceiver {
  readonly url: string;
  /** Set once it is known: what comes before is not genuine. */
  secret: string | undefined;
  stop(): Promise<void>;
}

const MOST_BYTES = 64 * 1024;

/**
 * Listens on 127.0.0.1, any free port for 0. Answers 204 to what is genuine, 401 to all else. The age of a message is not judged: the
 * clock of a desk that is tried out may run ahead of this machine's.
 */
export const startWebhookReceiver = async (
  port: number,
  secret: string | undefined,
  tell: (received: { readonly genuine: boolean; readonly body: string }) => void,
): Promise<WebhookReceiver> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > MOST_BYTES) return response.writeHead(413).end();
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks).toString('utf8');
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = request.headers;
    const genuine = isGenuine(receiver.secret, body, [id, at, signatures].map(String));
    tell({ genuine, body });
    return response.writeHead(genuine ? 204 : 401).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    secret,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
};

const isGenuine = (secret: string | undefined, body: string, [id = '', at = '', given = '']: string[]): boolean =>
  secret !== undefined &&
  /^\d{1,12}$/.test(at) &&
  given.split(' ').includes(new Webhook(secret).sign(id, new Date(Number(at) * 1000), body));
