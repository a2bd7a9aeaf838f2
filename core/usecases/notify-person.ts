/** Tells one person, or the group behind a robot or hook. */
import type { NoticeChannel } from '../domain/messages/notice-policy.ts';
import type { Planned } from '../domain/messages/planned.ts';
import type { Bursts } from '../ports-notices.ts';
import { noticeId } from './notify-ids.ts';
import type { Telling } from './notify-telling.ts';
import { toGroup, toPerson, type WordingPorts } from './notify-wording.ts';
import { channelsFor, type Person } from './people-of.ts';
import { holdBack } from './send-later.ts';
import { type Outcome, type SendPorts, sendNotice } from './send-notice.ts';

export interface TellPorts extends SendPorts, WordingPorts {
  readonly bursts: Bursts;
}

export const tellPerson = async (
  ports: TellPorts,
  telling: Telling,
  planned: Planned,
  person: Person,
  by: readonly NoticeChannel[],
): Promise<Outcome> => {
  const { name, contact, addresses } = person;
  const known = contact === undefined ? undefined : await ports.contacts.read(contact, addresses);
  const channels = channelsFor(person, by, known);
  if (channels.length === 0) return 'unreached';
  const { eventId, since, policy } = telling;
  const { occasion } = planned;
  const id = noticeId(eventId, occasion, name);
  const about = { id, planned, person, policy, link: telling.link };
  const message = (channel: NoticeChannel) => toPerson(ports, about, channel);
  const again = telling.again({ occasion, whom: name });
  const delivery = deliveryOf(telling, name);
  const held = await holdBack(ports, {
    ...about,
    channels,
    known,
    again,
    now: telling.now,
    due: delivery.due,
    message,
  });
  if (held) return held;
  const whose = { addresses, ...(contact !== undefined && { contact }) };
  return sendNotice(ports, { id, channels, ...whose, message, since, again }, delivery);
};

/** One message, whoever is meant. */
export const tellGroup = (
  ports: TellPorts,
  telling: Telling,
  planned: Planned,
  channel: NoticeChannel,
): Promise<Outcome> => {
  const { eventId, since, policy } = telling;
  const id = noticeId(eventId, planned.occasion, channel);
  const message = async () => toGroup({ id, planned, policy }, channel);
  const again = telling.again({ occasion: planned.occasion, whom: channel });
  return sendNotice(
    ports,
    { id, channels: [channel], addresses: {}, message, since, again },
    deliveryOf(telling, channel),
  );
};

/** Only what was put off is due by that. */
const deliveryOf = ({ due, last, only }: Telling, whom: string) => ({ due: due && only?.whom === whom, last });
