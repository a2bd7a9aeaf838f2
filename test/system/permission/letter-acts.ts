/** What is done with dead letters. */
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

/** `LetGoDeadLettersQueue7F3A…` holds those of `let-go`; those of the schedules stand alone in their stack. */
const nameOf = (logicalId: string): string =>
  (logicalId.replace(/DeadLettersQueue.*/, '') || 'Schedules')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

export const LETTER_ACTS: readonly Act[] = [
  {
    name: 'dead letters of every queue are looked at and moved back, and somebody asks again and again',
    play: async ({ runtime, desk }) => {
      const operator = await desk('agt_operator', 'operator');
      const queues = runtime.resources('AWS::SQS::Queue').filter(({ logicalId }) => logicalId.includes('DeadLetters'));
      // Their consumers take nothing from such a message, and it comes back in the end.
      for (const { ref: QueueUrl } of queues)
        await runtime.call('AmazonSQS', 'SendMessage', { QueueUrl, MessageBody: '{}' });
      await tried(operator.listDeadLetters());
      const names = queues.map(({ logicalId }) => nameOf(logicalId));
      for (const queue of names) await tried(operator.showDeadLetters({ queue }));
      for (const queue of names) await tried(operator.redriveDeadLetters({ queue }));
      for (let time = 0; time < OFTEN; time += 1) await tried(operator.showDeadLetters({ queue: 'nobody' }));
      await runtime.settle();
    },
  },
];
