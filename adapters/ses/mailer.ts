import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../core/ports.ts';

/** Plain text alone: it is read everywhere and holds no traps. */
export const createMailer = ({
  ses,
  from,
}: {
  readonly ses: Pick<SESv2Client, 'send'>;
  readonly from: string;
}): Mailer => ({
  send: async ({ to, subject, text }) => {
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: { Subject: { Data: subject, Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
        },
      }),
    );
  },
});
