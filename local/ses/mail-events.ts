/**
 * What SES tells EventBridge of a mail: the records of "Event data that Amazon SES publishes", under the names of "Amazon SES
 * events" in the EventBridge reference.
 */
import { createHash } from 'node:crypto';
import { ACCOUNT, arn, type Principal } from '../aws.ts';
import type { Entry } from '../events/envelope.ts';
import type { SendRequest } from './send-request.ts';
import type { Outcome } from './simulator.ts';

/** As `MatchingEventTypes` of the template name them. */
export type EventType = 'send' | 'delivery' | 'bounce' | 'complaint';

const DETAIL_TYPES: Readonly<Record<EventType, string>> = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
};

export interface SentMail {
  readonly messageId: string;
  readonly request: SendRequest;
  readonly configurationSet: string;
  readonly identity: string;
  readonly principal: Principal;
  /** By recipient. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Epoch ms. */
  readonly time: number;
}

/** Of one mail, in the order in which they happen: a complaint is about what was delivered. */
export function mailEvents(mail: SentMail): { readonly type: EventType; readonly entry: Entry }[] {
  const those = (...outcomes: Outcome[]): string[] =>
    [...mail.outcomes].filter(([, outcome]) => outcomes.includes(outcome)).map(([recipient]) => recipient);
  const timestamp = new Date(mail.time).toISOString();
  const about = mailObject(mail, timestamp);
  const event = (type: EventType, eventType: string, detail: object) => ({
    type,
    entry: {
      source: 'aws.ses',
      detailType: DETAIL_TYPES[type],
      detail: JSON.stringify({ eventType, ...detail, mail: about }),
      resources: [arn('ses', `configuration-set/${mail.configurationSet}`)],
    },
  });
  const delivered = those('delivered', 'complained');
  const complained = those('complained');
  return [
    event('send', 'Send', { send: {} }),
    ...(delivered.length > 0
      ? [
          event('delivery', 'Delivery', {
            delivery: {
              timestamp,
              processingTimeMillis: 400,
              recipients: delivered,
              smtpResponse: '250 2.6.0 Message received',
              reportingMTA: 'local.smtp-out.amazonses.com',
            },
          }),
        ]
      : []),
    ...(['bounced', 'suppressed'] as const).flatMap((outcome) => {
      const bounced = those(outcome);
      return bounced.length > 0
        ? [event('bounce', 'Bounce', { bounce: bounce(mail, outcome, bounced, timestamp) })]
        : [];
    }),
    ...(complained.length > 0
      ? [
          event('complaint', 'Complaint', {
            complaint: {
              complainedRecipients: complained.map((emailAddress) => ({ emailAddress })),
              timestamp,
              feedbackId: feedbackId(mail, 'complained'),
              complaintSubType: null,
              complaintFeedbackType: 'abuse',
              arrivalDate: timestamp,
            },
          }),
        ]
      : []),
  ];
}

function bounce(mail: SentMail, outcome: 'bounced' | 'suppressed', recipients: string[], timestamp: string) {
  const suppressed = outcome === 'suppressed';
  const diagnosticCode = suppressed
    ? 'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.'
    : 'smtp; 550 5.1.1 user unknown';
  return {
    bounceType: 'Permanent',
    bounceSubType: suppressed ? 'Suppressed' : 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode,
    })),
    timestamp,
    feedbackId: feedbackId(mail, outcome),
    reportingMTA: suppressed ? 'dns; amazonses.com' : 'dns; local.smtp-out.amazonses.com',
  };
}

/** The same for the same mail: whoever hears of it twice can tell. */
const feedbackId = ({ messageId }: SentMail, outcome: Outcome): string =>
  createHash('sha256').update(`${messageId} ${outcome}`).digest('hex').slice(0, 40);

function mailObject({ messageId, request, identity, configurationSet, principal }: SentMail, timestamp: string) {
  const { from, to, cc, bcc, subject, tags, headers } = request;
  const tagged = (value: string): string[] => [value];
  return {
    timestamp,
    source: from,
    sourceArn: arn('ses', `identity/${identity}`),
    sendingAccountId: ACCOUNT,
    messageId,
    destination: [...to, ...cc, ...bcc],
    headersTruncated: false,
    headers: [
      { name: 'From', value: from },
      { name: 'To', value: to.join(', ') },
      { name: 'Subject', value: subject },
      ...headers,
      { name: 'MIME-Version', value: '1.0' },
    ],
    commonHeaders: { from: [from], to, messageId, subject },
    tags: {
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, tagged(value)])),
      'ses:configuration-set': tagged(configurationSet),
      'ses:from-domain': tagged(from.slice(from.lastIndexOf('@') + 1).replace(/>\s*$/, '')),
      'ses:caller-identity': tagged(principal),
    },
  };
}
