import { afterAll, expect, it } from 'vitest';
import { originalAssembly, withoutSchedules } from '../support/altered-assembly.ts';
import { days, startSystem } from '../support/system.ts';

const original = originalAssembly();
afterAll(() => original.dispose());

const MOST_ROUNDS = 3;

it('goes on in a next generation of the workflow when the rounds of one are used up', async () => {
  const assembly = original.altered((resources) => {
    const [machine] = Object.values(resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
    const { DefinitionString: definition } = machine!.Properties;
    expect(definition).toContain('"mostRounds":1000');
    // The minute's look at the desk would be most of three days' work, and is not what this is about.
    withoutSchedules(resources);
    machine!.Properties.DefinitionString = definition.replace('"mostRounds":1000', `"mostRounds":${MOST_ROUNDS}`);
  });
  const said: string[] = [];
  await using system = await startSystem(':memory:', { assembly, say: (line) => said.push(line) });
  await system.hire('agt_lin', 'logistics');
  const { id } = await system.post('订单超时未派送');
  const lin = await system.desk('agt_lin', 'agent');
  const customer = system.channel();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await lin.holdTicket({ id, body: { for: 'customer', reason: '请提供收货地址。' } });
    await system.runtime.settle();
    await customer.addMessage({ id, body: { text: '北京路 8 号' } });
    await system.runtime.settle();
  }
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await system.runtime.settle();
  await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
  await system.runtime.advance(days(3));

  const { executions } = await system.runtime.call('AWSStepFunctions', 'ListExecutions', {
    stateMachineArn: system.runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref,
  });
  const ended = executions.map(({ name, status }: Record<string, string>) => [name, status]).sort();
  expect(ended.length).toBeGreaterThanOrEqual(2);
  expect(ended).toEqual(ended.map((_: unknown, index: number) => [`${id}-${index + 1}`, 'SUCCEEDED']));
  expect((await system.events(id)).at(-1)).toBe('ticket.archived');
  expect(said).toEqual([]);
});
