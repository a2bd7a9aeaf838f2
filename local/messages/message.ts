/** What the system sent to people, as the mailbox of the runtime keeps it. */

export const CHANNELS = ['mail', 'sms', 'robot', 'hook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `sent`: accepted, and nothing was heard of it since; the others are what its provider told later. */
export type Fate = 'sent' | 'delivered' | 'bounced' | 'complained';

export interface Message {
  readonly id: string;
  /** Later ones have higher numbers. */
  readonly number: number;
  /** Epoch ms. */
  readonly time: number;
  readonly channel: Channel;
  /** `ses`, `aliyun`, `tencent`, `wecom`, `dingtalk`, `feishu`, `hook`. */
  readonly provider: string;
  readonly fate: Fate;
  readonly from: string;
  /** Addresses, numbers, or the name of a group. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** In their order; names as they were given. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly tags: Readonly<Record<string, string>>;
  /** Its id, where the message tells. */
  readonly ticket?: string;
}

export type NewMessage = Omit<Message, 'id' | 'number' | 'time' | 'fate'> & { readonly fate?: Fate };
