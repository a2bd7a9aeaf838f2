/** What SES tells of mails: they arrived, came back, or their reader complained. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { MAIL_TAG, type MailEvent, mailEvent } from '../../contracts/deliveries.ts';
import { wishOfCustomer } from '../../core/usecases/profile-changes.ts';
import { type DeliveryReport, recordDelivery } from '../../core/usecases/record-delivery.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies } from '../shared/wiring.ts';
import { wireDeliveryPorts } from '../shared/wiring-deliveries.ts';
import { wireContacts, wireProfiles } from '../shared/wiring-surveys.ts';

const environment = environmentOf('delivery-status');
const customers = {
  profiles: wireProfiles(environment),
  contacts: wireContacts(environment),
  policies: wirePolicies(environment),
  time,
};
const ports = {
  ...wireDeliveryPorts(environment),
  askNoMore: async (customer: string) => {
    const changed = await wishOfCustomer(customers, customer, { surveys: false });
    if (isRefused(changed)) throw new Error('Others were faster: it is told again.');
  },
};

const FATES = { Bounce: 'bounced', Complaint: 'complained' } as const;
/** A full mailbox, or a server that was away for a day, are no reason to give up an address. */
const LASTING = 'Permanent';

/** Undefined for a mail of somebody else's that went by the same configuration set. */
const reportOf = ({ eventType, mail, bounce, complaint }: MailEvent): DeliveryReport | undefined => {
  const [tag] = mail.tags?.[MAIL_TAG] ?? [];
  if (tag === undefined) return undefined;
  return {
    tag,
    providerId: mail.messageId,
    fate: FATES[eventType],
    lasting: eventType === 'Complaint' || bounce?.bounceType === LASTING,
    because: bounce?.bounceType ?? complaint?.complaintFeedbackType ?? eventType,
  };
};

export const handler = consumerOf(mailEvent, async (event) => {
  const report = reportOf(event);
  if (report) await recordDelivery(ports, report);
});
