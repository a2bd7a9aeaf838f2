/** Mail by SES v2, as text and as HTML. */
import { domainToASCII } from 'node:url';
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type OutgoingMessage, type SendResult, Throttled } from '../../core/ports-notices.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';

export interface MailChannelOptions {
  readonly ses: Pick<SESv2Client, 'send'>;
  readonly from: string;
  /** Without one, bounces and complaints are not told. */
  readonly configurationSet?: string;
  readonly timeoutMs?: number;
}

type Mail = Extract<OutgoingMessage, { kind: 'mail' }>;

const PROVIDER = 'ses';
const TIMEOUT_MS = 10_000;
/** What SES takes for a tag; a mail whose id is longer goes out, and nobody learns that it came back. */
const CARRIED = /^[\w-]{1,256}$/;

export const createMailChannel =
  ({ ses, from, configurationSet, timeoutMs = TIMEOUT_MS }: MailChannelOptions) =>
  async ({ to, subject, text, html, headers, tag }: Mail): Promise<SendResult> => {
    const address = addressOf(to);
    if (!address) return { refused: 'address', detail: 'no-address' };
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [address] },
      Content: {
        Simple: {
          Subject: { Data: oneLine(subject), Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
          Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value: oneLine(Value) })),
        },
      },
      ...(CARRIED.test(tag) && { EmailTags: [{ Name: 'notice', Value: tag }] }),
      ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    });
    try {
      const { MessageId } = await ses.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
      return { sent: true, ...(MessageId !== undefined && { id: MessageId }) };
    } catch (error) {
      return meaningOf(error);
    }
  };

/** A break in a header would begin another one. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** One address and nothing else: a list, a name or a line break would make others of it. SES wants the domain in ASCII. */
const addressOf = (to: string): string | undefined => {
  const [, local, domain] = /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([^\s@<>,;"()[\]\\]{3,255})$/.exec(to) ?? [];
  const ascii = domain && domainToASCII(domain);
  return local && ascii?.includes('.') ? `${local}@${ascii}` : undefined;
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html; messages are read, never passed on: they may quote. */
const meaningOf = (error: unknown): SendResult => {
  const { name, message } = error instanceof Error ? error : { name: 'no error', message: '' };
  const code = shownCode(name);
  switch (name) {
    case 'BadRequestException':
      return { refused: /address|domain|local part|recipient/i.test(message) ? 'address' : 'content', detail: code };
    case 'MessageRejected':
      // Of the account, not of the message: who sends it has to be verified, in the sandbox who gets it, too.
      if (/not verified/i.test(message)) throw new ProviderFault(PROVIDER, 'account', code);
      return { refused: /address|recipient/i.test(message) ? 'address' : 'content', detail: code };
    case 'TooManyRequestsException':
    case 'ThrottlingException':
    case 'Throttling':
      throw new Throttled(`${PROVIDER}: ${code}`);
    case 'AccountSuspendedException':
    case 'SendingPausedException':
    case 'MailFromDomainNotVerifiedException':
    case 'NotFoundException':
    case 'LimitExceededException':
    case 'AccessDeniedException':
      throw new ProviderFault(PROVIDER, 'account', code);
    case 'AbortError':
    case 'TimeoutError':
      throw new ProviderFault(PROVIDER, 'timeout', 'no answer in time', true);
    default:
      throw new ProviderFault(PROVIDER, 'connection', `the call failed, ${code}`, true);
  }
};
