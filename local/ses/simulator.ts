/** What becomes of a mail: the addresses of SES's own mailbox simulator say it, everything else arrives. */

/** `suppressed`: SES had given up on the address before. */
export type Outcome = 'delivered' | 'bounced' | 'suppressed' | 'complained';

const DOMAIN = 'simulator.amazonses.com';
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  success: 'delivered',
  ooto: 'delivered', // an answering machine, whose answer nobody receives here
  bounce: 'bounced',
  complaint: 'complained',
  suppressionlist: 'suppressed',
};

/** Takes labels, too: `bounce+7@simulator.amazonses.com`. */
export function outcomeOf(address: string): Outcome {
  const [local = '', domain] = address.toLowerCase().split('@');
  if (domain !== DOMAIN) return 'delivered';
  return OUTCOMES[local.split('+')[0] as string] ?? 'bounced'; // the simulator knows nobody else
}
