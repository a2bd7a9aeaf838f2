import { afterAll, expect, it } from 'vitest';
import { CLOCKWORKS } from '../../contracts/environment.ts';
import { forgetAssembly, MINUTE, onDesk } from './manned-desk.ts';

afterAll(forgetAssembly);

const AT_ONCE = 8;

it.each(CLOCKWORKS)(
  '%s: all tickets that come to the last resort at one moment are theirs, and nobody is looked for any more',
  (clockwork) =>
    onDesk(
      async (desk) => {
        const ids = await Promise.all(Array.from({ length: AT_ONCE }, () => desk.open('订单超时未派送')));
        await desk.pass(2 * MINUTE);
        await desk.pass(5 * 1000);
        for (const id of ids) {
          const types = (await desk.timeline(id)).map(({ type, data }) => `${type} ${data.by ?? ''}`.trim());
          expect(types).toEqual(['ticket.opened', 'ticket.assigned lastResort']);
        }
      },
      { people: ['agt_luo'], clockwork },
    ),
);
