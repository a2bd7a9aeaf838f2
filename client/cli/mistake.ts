/** Exit codes of the CLI. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;

/** Something the caller can put right; the message says how. */
export class Mistake extends Error {
  readonly exit: number;
  constructor(message: string, exit: number = EXIT.usage) {
    super(message);
    this.name = 'Mistake';
    this.exit = exit;
  }
}
