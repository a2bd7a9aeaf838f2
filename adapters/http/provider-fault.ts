/** Why a provider did not take a message that it may take another time. */
export type FaultReason =
  /** No answer in time. */
  | 'timeout'
  | 'connection'
  /** It sends us elsewhere, where nothing of ours goes. */
  | 'redirect'
  | 'status'
  /** An answer that is none of those it has promised. */
  | 'garbage'
  /** Its key or its secret is not what it wants. */
  | 'credentials'
  /** Nothing that we could do at this moment: money, contract, permission. */
  | 'account'
  | 'busy';

/**
 * Says what failed and never what was sent, to whom, with which secret or to which address: the address of a robot is its key, and
 * messages of errors are logged.
 */
export class ProviderFault extends Error {
  readonly provider: string;
  readonly reason: FaultReason;
  /** The message may be out, although nobody said so: whoever sends it again may tell somebody twice. */
  readonly isUncertain: boolean;

  constructor(provider: string, reason: FaultReason, detail: string, isUncertain = false) {
    super(`${provider}: ${detail}`);
    this.name = 'ProviderFault';
    this.provider = provider;
    this.reason = reason;
    this.isUncertain = isUncertain;
  }
}

/** A code of a provider, as it may be shown and logged: one that is no code may hold anything. */
export const shownCode = (code: unknown): string =>
  (typeof code === 'string' || typeof code === 'number') && /^-?[\w.]{1,80}$/.test(String(code))
    ? String(code)
    : 'no code';
