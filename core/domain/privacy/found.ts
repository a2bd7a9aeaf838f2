/** What is personal in a text, and where it stands. */
const PERSONAL = [
  'phone',
  'landline',
  'idCard',
  'bankCard',
  'email',
  'address',
  'name',
  'passport',
  'plate',
  'ip',
  'account',
] as const;
export type Personal = (typeof PERSONAL)[number];

export interface Found {
  readonly type: Personal;
  /** As it stands in the text, disguise and all. */
  readonly value: string;
  /** UTF-16 positions in the text, the end not included. */
  readonly at: readonly [start: number, end: number];
  /** 0 to 1: how sure it is that this is what `type` says. */
  readonly confidence: number;
}

export const foundAt = (text: string, type: Personal, at: Found['at'], confidence: number): Found => ({
  type,
  value: text.slice(...at),
  at,
  confidence,
});
