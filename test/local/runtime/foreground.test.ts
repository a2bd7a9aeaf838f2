import { describe, expect, it } from 'vitest';
import { Foreground } from '../../../local/foreground.ts';

describe('the foreground', () => {
  it('lets work behind the scenes wait for a request to end, and no longer than half a second for a burst', async () => {
    const foreground = new Foreground();
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
    await foreground.calm();
  });
});
