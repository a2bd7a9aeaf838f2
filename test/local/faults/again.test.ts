import { describe, expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '../../../client/api-problem.ts';
import { persistent } from '../../../local/demo/persistent.ts';

/** A client whose methods fail with one error after the other, then answer; it keeps what it was asked with. */
const failing = (...errors: Error[]) => {
  const asked: { name: string; options: Record<string, unknown> }[] = [];
  const method =
    (name: string) =>
    async (_input?: object, options: object = {}) => {
      asked.push({ name, options: { ...options } });
      const error = errors[asked.length - 1];
      if (error) throw error;
      return 'an answer';
    };
  return { client: { claimTicket: method('claimTicket'), getTicket: method('getTicket') }, asked };
};

const crashed = new ApiProblem(500, 'Internal Server Error');

describe('a player who asks again', () => {
  it('gives the same key to every try of a command, and another to the next command', async () => {
    const { client, asked } = failing(crashed, new Unreachable('http://127.0.0.1:1', undefined));
    const player = persistent(client);
    expect(await player.claimTicket()).toBe('an answer');
    await player.claimTicket();
    const keys = asked.map(({ options }) => options.idempotencyKey);
    expect(keys).toHaveLength(4);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('gives no key to a question', async () => {
    const { client, asked } = failing(crashed);
    expect(await persistent(client).getTicket()).toBe('an answer');
    expect(asked).toEqual([
      { name: 'getTicket', options: {} },
      { name: 'getTicket', options: {} },
    ]);
  });

  it('refuses to ask again what was refused, and to ask for ever', async () => {
    const refused = failing(new ApiProblem(409, 'Somebody else has it.'));
    await expect(persistent(refused.client).claimTicket()).rejects.toThrow('Somebody else has it.');
    expect(refused.asked).toHaveLength(1);
    const dead = failing(...Array(99).fill(crashed));
    await expect(persistent(dead.client).claimTicket()).rejects.toBe(crashed);
    expect(dead.asked).toHaveLength(10);
  });
});
