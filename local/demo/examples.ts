import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { openTicket } from '../../contracts/requests.ts';

const customer = openTicket.shape.customer;
const example = z.strictObject({
  expected: z.string(),
  channel: z.string(),
  customer: z.string(),
  orders: z.array(z.string()).default([]),
  subject: z.string(),
  text: z.string(),
});

export interface Example extends Omit<z.output<typeof example>, 'customer'> {
  readonly customer: z.output<typeof customer>;
}

const read = <T>(file: string, schema: z.ZodType<T>): T =>
  schema.parse(parse(readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8')));

/** Throws when an example names a customer who is not in customers.yaml. */
export const readExamples = (): readonly Example[] => {
  const customers = new Map(read('customers.yaml', z.array(customer)).map((each) => [each.id, each]));
  return read('tickets.yaml', z.array(example)).map((each) => {
    const known = customers.get(each.customer);
    if (!known) throw new Error(`examples/customers.yaml has no ${each.customer}.`);
    return { ...each, customer: known };
  });
};
