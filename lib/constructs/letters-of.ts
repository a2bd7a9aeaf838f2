/** All dead letters of a deployment, wherever they were declared: nobody has to remember to list theirs. */
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';

export interface Letters {
  /** E.g. `let-go`. */
  readonly name: string;
  readonly letters: IQueue;
  /** Where they came from, if that is a queue. */
  readonly source: IQueue | undefined;
}

/** Of what is there already. */
export const lettersOf = (app: Construct): readonly Letters[] =>
  app.node
    .findAll()
    .filter((each) => each instanceof DeadLetters)
    .map(({ of, queue, source }) => ({ name: kebab(of), letters: queue, source }));

const kebab = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
