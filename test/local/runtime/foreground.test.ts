import { expect, it } from 'vitest';
import { Foreground } from '../../../local/foreground.ts';

it('lets work behind the scenes wait for requests to end, and gives it a little under a burst that never ends', async () => {
  const foreground = new Foreground(1);
  await foreground.calm(); // nothing is going on
  const order: string[] = [];
  let end = (): void => {};
  const request = foreground
    .during(() => new Promise<void>((resolve) => (end = resolve)))
    .then(() => order.push('request'));
  const behind = foreground.calm().then(() => order.push('behind'));
  setImmediate(() => end());
  await Promise.all([request, behind]);
  expect(order).toEqual(['request', 'behind']);

  void foreground.during(() => new Promise(() => {})); // never ends
  await Promise.all([
    foreground.calm().then(() => order.push('first')),
    foreground.calm().then(() => order.push('second')),
  ]);
  expect(order.slice(2)).toEqual(['first', 'second']);
});
