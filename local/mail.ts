/** SES v2: mail that is sent stays in a mailbox here and can be read. */
import { z } from 'zod';
import { type Authorize, AwsError, arn, type Count, type Principal } from './aws.ts';
import type { Clock } from './clock.ts';
import type { ResourceKinds } from './resources.ts';
import type { Store } from './store.ts';

export interface Mail {
  readonly id: string;
  /** Epoch ms. */
  readonly time: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

export interface Mailbox {
  readonly kinds: ResourceKinds;
  /** The REST door of SES v2; undefined when the path is not its own. Throws AwsError. */
  readonly call: (method: string, path: string, body: any, principal: Principal) => unknown;
  /** In the order of sending. */
  list(): Mail[];
}

const SEND = '/v2/email/outbound-emails';
const addresses = z.array(z.string()).default([]);
const part = z.object({ Data: z.string(), Charset: z.string().optional() });
const sendSchema = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  Content: z.object({
    Simple: z.object({
      Subject: part,
      Body: z.object({ Text: part.optional(), Html: part.optional() }),
    }),
  }),
});

export function openMailbox(store: Store, clock: Clock, authorize: Authorize, count: Count): Mailbox {
  store.exec('CREATE TABLE IF NOT EXISTS local_mails (number INTEGER PRIMARY KEY, mail TEXT NOT NULL)');
  const identities = new Set<string>();

  const send = (body: unknown, principal: Principal): { MessageId: string } => {
    const parsed = sendSchema.safeParse(body);
    if (!parsed.success) throw new AwsError('BadRequestException', z.prettifyError(parsed.error));
    const { FromEmailAddress: from, Destination, Content } = parsed.data;
    const address = (/<([^>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
    const identity = identities.has(address) ? address : address.slice(address.indexOf('@') + 1);
    authorize(principal, 'ses:SendEmail', arn('ses', `identity/${identity}`), { 'ses:FromAddress': address });
    if (!identities.has(identity)) {
      throw new AwsError(
        'MessageRejected',
        `Email address is not verified. The following identities failed: ${address}`,
      );
    }
    const recipients = Object.values(Destination).flat();
    if (recipients.length < 1 || recipients.length > 50) {
      throw new AwsError('BadRequestException', 'A mail has 1 to 50 recipients.');
    }
    const id = `mail-${Number(store.get('SELECT coalesce(max(number), 0) AS last FROM local_mails')?.last) + 1}`;
    const mail: Mail = {
      id,
      time: clock.now(),
      from,
      to: Destination.ToAddresses,
      cc: Destination.CcAddresses,
      bcc: Destination.BccAddresses,
      subject: Content.Simple.Subject.Data,
      text: Content.Simple.Body.Text?.Data,
      html: Content.Simple.Body.Html?.Data,
    };
    store.run('INSERT INTO local_mails (mail) VALUES (?)', JSON.stringify(mail));
    count('ses.mails', recipients.length, principal);
    return { MessageId: id };
  };

  return {
    kinds: {
      'AWS::SES::EmailIdentity': {
        identify: (_, property) => ({ ref: String(property('EmailIdentity')), attributes: {} }),
        schema: z.object({ EmailIdentity: z.string() }), // how mail is signed and where bounces go has no effect here
        declare: (_, { EmailIdentity }: { EmailIdentity: string }) => identities.add(EmailIdentity.toLowerCase()),
      },
    },
    call: (method, path, body, principal) =>
      method === 'POST' && path.split('?')[0] === SEND ? send(body, principal) : undefined,
    list: () =>
      store.all<{ mail: string }>('SELECT mail FROM local_mails ORDER BY number').map(({ mail }) => JSON.parse(mail)),
  };
}
