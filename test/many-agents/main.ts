/** `npm run many-agents -- --steps 10000 --seed 1`: what was answered, and what is wrong afterwards. Needs a build. */
import { parseArgs } from 'node:util';
import { prepareProcess } from '../../local/process.ts';
import { manyAgents } from './many-agents.ts';

prepareProcess();
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const [steps, seed] = [Number(values.steps), Number(values.seed)];
if (!Number.isInteger(steps) || steps < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run many-agents -- [--steps 10000] [--seed 1]');
  process.exit(2);
}
console.error(`seed ${seed}`);
const begun = performance.now();
const { book, faults, tickets, events } = await manyAgents(steps, seed);
const seconds = Math.round((performance.now() - begun) / 1000);
for (const [name, counts] of book.counts()) {
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([said, count]) => `${said} × ${count}`);
  console.log(`${name.padEnd(20)} ${parts.join(', ')}`);
}
for (const fault of faults) console.error(fault);
console.log(
  `many-agents: ${steps} steps, seed ${seed}: ${tickets} tickets, ${events} events, ${faults.length} faults, ${book.givenUp()} given up; ${seconds} s`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
