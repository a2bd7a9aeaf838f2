/** Which ticket a message is about, as far as it tells. */

const TICKET = /tkt_[0-9A-HJKMNP-TV-Z]{26}/;

/** `said`: what may name it: tags, headers, a body. */
export function ticketIn(said: readonly string[]): { readonly ticket?: string } {
  for (const one of said) {
    const found = TICKET.exec(one) ?? TICKET.exec(decoded(one));
    if (found) return { ticket: found[0] };
  }
  return {};
}

/** Tags may hold few letters: ids stand in them in base64url. */
const decoded = (text: string): string =>
  /^[\w-]{16,256}$/.test(text) ? Buffer.from(text, 'base64url').toString('latin1') : '';
