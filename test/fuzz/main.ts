/** `npm run fuzz -- --requests 10000 --seed 1`: what every route and page answered, and what it should not have. Needs a build. */
import { parseArgs } from 'node:util';
import { fuzz, told } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- [--requests 10000] [--seed 1]');
  process.exit(2);
}
const { counts, wrong } = await fuzz(requests, seed);
for (const [name, statuses] of counts) {
  const parts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status} × ${count}`);
  console.log(`${name.padEnd(20)} ${parts.join(', ')}`);
}
for (const each of wrong) console.error(told(each));
console.log(`fuzz: ${requests} requests, seed ${seed}, ${wrong.length} wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;
