/**
 * Exit codes of the CLI (docs/cli.md): done · the API refused · the command line is wrong · nobody is signed in, or no longer · nobody
 * answers.
 */
export const EXIT = { ok: 0, refused: 1, usage: 2, notSignedIn: 3, unreachable: 4 } as const;

/** Something the caller can put right; the message says how. */
export class Mistake extends Error {
  readonly exit: number;
  constructor(message: string, exit: number = EXIT.usage) {
    super(message);
    this.name = 'Mistake';
    this.exit = exit;
  }
}
