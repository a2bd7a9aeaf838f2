/** A desk to try things with: the agents of examples/desk.yaml. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { createDeskClient } from '../client/desk-client.ts';
import { agentId } from '../contracts/common.ts';
import { putAgent } from '../contracts/requests.ts';
import { again } from './faults/again.ts';

const sampleAgent = z.extend(putAgent, { id: agentId });
export type SampleAgent = z.output<typeof sampleAgent>;

const FILE = new URL('../examples/desk.yaml', import.meta.url);

const sampleAgents = (): readonly SampleAgent[] => z.array(sampleAgent).parse(parse(readFileSync(FILE, 'utf8')));

/** Creates or replaces the sample agents with this presence, as an operator; gives them back. */
export const seedSampleDesk = async (
  url: string,
  operatorToken: string,
  presence: SampleAgent['presence'] = 'online',
): Promise<readonly SampleAgent[]> => {
  const operator = createDeskClient({ url, token: operatorToken });
  const agents = sampleAgents();
  for (const { id, ...agent } of agents)
    await again(() => operator.putAgent({ agent: id, body: { ...agent, presence } })); // there may be faults on purpose
  return agents;
};
