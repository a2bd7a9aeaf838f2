/** JSON Schemas; those that many routes share stand under `components` and are referred to. */
import * as z from 'zod';
import { clockView } from './clocks.ts';
import { routingView } from './routing-views.ts';
import * as views from './views.ts';

export type Json = Record<string, unknown>;

const SHARED: Readonly<Record<string, z.ZodType>> = {
  Agent: views.agentView,
  Clock: clockView,
  Outcome: views.outcome,
  PublicState: views.publicState,
  Routing: routingView,
  TicketSummary: views.ticketSummary,
};
for (const [id, schema] of Object.entries(SHARED)) z.globalRegistry.add(schema, { ...schema.meta(), id });

/** JSON Schema of what is sent (`input`) or answered (`output`). */
export const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, $defs: __, ...json } = referring(schema, io);
  return json;
};

export const sharedSchemas = (): Json =>
  Object.fromEntries(
    Object.entries(SHARED).map(([id, schema]) => {
      const { $defs } = referring(schema, 'output') as { readonly $defs: Readonly<Record<string, Json>> };
      const { id: _, ...json } = $defs[id] ?? {};
      return [id, json];
    }),
  );

const referring = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const json = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'));
};
