/** The variable that names all queues of dead letters: short, because the environment of a function holds 4 KB. */

export interface LetterQueues {
  readonly name: string;
  /** Physical name of the dead letters. */
  readonly letters: string;
  /** Physical name of the queue that they came from. */
  readonly source?: string;
}

/** `notices <dead letters> <queue>` each, with semicolons between them. */
export const letterQueuesText = (queues: readonly LetterQueues[]): string =>
  queues.map(({ name, letters, source }) => [name, letters, ...(source ? [source] : [])].join(' ')).join(';');

export const letterQueues = (text: string): readonly LetterQueues[] =>
  text
    .split(';')
    .filter(Boolean)
    .map((each) => {
      const [name = '', letters = '', source] = each.split(' ');
      return { name, letters, ...(source !== undefined && { source }) };
    });

/** Where it is written what to do. */
export const DEAD_LETTERS_RUNBOOK = 'docs/runbook.md#a-dead-letter-queue-is-not-empty';
