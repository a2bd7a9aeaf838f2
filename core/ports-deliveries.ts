/** What is known of a notice after a provider took it; adapters/ fills it. */

export interface Arrivals {
  /**
   * Notes that what was sent has arrived, once. One write. `early`: that it was sent is not noted yet; `over`: it was noted, or it was
   * another message.
   */
  arrived(id: string, providerId: string): Promise<'noted' | 'early' | 'over'>;
}

/** Of providers that tell of a message by their own number for it alone. */
export interface MessageNumbers {
  /** One write. */
  put(providerId: string, tag: string): Promise<void>;
  /** The tag that the message carried. One read. */
  tagOf(providerId: string): Promise<string | undefined>;
}
