import type { Effects, Mail, Mailer } from '../ports.ts';
import type { Person } from './people-of.ts';

export interface MailPorts {
  readonly effects: Effects;
  readonly mailer: Mailer;
}

/** Somebody else is sending this mail, or died at it a moment ago: deliver the event again later. */
class MailInProgress extends Error {
  constructor(effectId: string) {
    super(`${effectId} is being sent.`);
    this.name = 'MailInProgress';
  }
}

/**
 * Mails somebody what an event says, once. `eventId` as effects are named: see `Effects`. False when it was sent before. It goes out
 * twice only when the process dies between sending and noting it. Two writes.
 */
export const sendOnce = async (
  { effects, mailer }: MailPorts,
  eventId: string,
  { name, address }: Person,
  mail: Omit<Mail, 'to'>,
): Promise<boolean> => {
  const effectId = `${eventId}#mail#${name}`;
  const begun = await effects.begin(effectId);
  if (begun === 'busy') throw new MailInProgress(effectId);
  if (begun === 'done') return false;
  await mailer.send({ to: address, ...mail });
  await effects.done(effectId);
  return true;
};
