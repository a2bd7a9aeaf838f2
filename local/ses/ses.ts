/** SES v2: mail that is sent stays here and can be read; what becomes of it is told on the default bus. */
import { z } from 'zod';
import { type Authorize, AwsError, arn, type Count, type Principal } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Entry } from '../events/envelope.ts';
import type { Faults } from '../faults/faults.ts';
import type { Messages } from '../messages/kept-messages.ts';
import { ticketIn } from '../messages/traces.ts';
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import type { Store } from '../store.ts';
import { configurationSets } from './configuration-sets.ts';
import { mailEvents } from './mail-events.ts';
import { bareAddress, type SendRequest, sendRequest } from './send-request.ts';
import { type Outcome, outcomeOf } from './simulator.ts';

export interface SesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly faults: Faults;
  readonly messages: Messages;
  /** On the default bus; seconds late. */
  readonly publish: (entry: Entry, late: number) => void;
}

export interface Ses {
  readonly kinds: ResourceKinds;
  /** The REST door; undefined when the path is not its own. Throws AwsError. */
  readonly call: (method: string, path: string, body: unknown, principal: Principal) => unknown;
}

/** Nobody hears of a mail before whoever sent it has heard that it was taken. */
const LATE_S = 2;
const SEND = '/v2/email/outbound-emails';

const identitySchema = z.object({
  EmailIdentity: z.string(),
  ConfigurationSetAttributes: z.strictObject({ ConfigurationSetName: z.string() }).optional(),
}); // how mail is signed and where bounces go has no effect here

export function openSes(deps: SesDeps): Ses {
  const { store, clock, authorize, count, faults, messages, publish } = deps;
  /** With the configuration set that is theirs when a mail names none. */
  const identities = new Map<string, string | undefined>();
  const sets = configurationSets();

  const send = (body: unknown, principal: Principal): { MessageId: string } => {
    const request = sendRequest(body);
    const address = bareAddress(request.from);
    const identity = identities.has(address) ? address : address.slice(address.indexOf('@') + 1);
    const context = { 'ses:FromAddress': address };
    authorize(principal, 'ses:SendEmail', arn('ses', `identity/${identity}`), context);
    const set = request.configurationSet ?? identities.get(identity);
    if (set !== undefined) authorize(principal, 'ses:SendEmail', arn('ses', `configuration-set/${set}`), context);
    if (!identities.has(identity)) {
      throw new AwsError(
        'MessageRejected',
        `Email address is not verified. The following identities failed: ${address}`,
      );
    }
    if (set !== undefined && !sets.has(set))
      throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
    faults.failMail();
    const messageId = `mail-${messages.next()}`;
    const outcomes = new Map(recipientsOf(request).map((recipient) => [recipient, outcomeOf(bareAddress(recipient))]));
    store.atomically(() => {
      messages.add(keptAs(request, outcomes, messageId), messageId);
      if (set === undefined) return;
      const about = { messageId, request, configurationSet: set, identity, principal, outcomes, time: clock.now() };
      for (const { type, entry } of mailEvents(about)) if (sets.tells(set, type)) publish(entry, LATE_S);
    });
    count('ses.mails', outcomes.size, principal);
    return { MessageId: messageId };
  };

  return {
    kinds: {
      ...sets.kinds,
      'AWS::SES::EmailIdentity': {
        identify: (_, property) => ({ ref: String(property('EmailIdentity')), attributes: {} }),
        schema: identitySchema,
        declare: (_, { EmailIdentity, ConfigurationSetAttributes }: z.output<typeof identitySchema>) =>
          identities.set(EmailIdentity.toLowerCase(), ConfigurationSetAttributes?.ConfigurationSetName),
      } as ResourceKind,
    },
    call: (method, path, body, principal) =>
      method === 'POST' && path.split('?')[0] === SEND ? send(body, principal) : undefined,
  };
}

const recipientsOf = ({ to, cc, bcc }: SendRequest): string[] => [...to, ...cc, ...bcc];

const FATES = { delivered: 'delivered', bounced: 'bounced', suppressed: 'bounced', complained: 'complained' } as const;

function keptAs(request: SendRequest, outcomes: ReadonlyMap<string, Outcome>, messageId: string) {
  const { from, to, cc, bcc, replyTo, subject, text, html, headers, tags } = request;
  const [first = 'delivered'] = outcomes.values();
  const listed = (name: string, addresses: readonly string[]) =>
    addresses.length > 0 ? [{ name, value: addresses.join(', ') }] : [];
  return {
    channel: 'mail' as const,
    provider: 'ses',
    fate: FATES[first],
    from,
    to: [...to, ...cc, ...bcc],
    subject,
    text: text ?? '',
    ...(html !== undefined && { html }),
    headers: [
      ...listed('Cc', cc),
      ...listed('Bcc', bcc),
      ...listed('Reply-To', replyTo),
      ...headers.filter(({ name }) => !OWN.test(name)),
      { name: 'Message-ID', value: `<${messageId}@local.amazonses.com>` }, // SES puts its own, whatever was given
    ],
    tags,
    ...ticketIn([...Object.values(tags), ...headers.map(({ value }) => value)]),
  };
}

const OWN = /^message-id$/i;
