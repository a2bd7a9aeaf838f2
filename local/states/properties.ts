/** The properties of AWS::StepFunctions::StateMachine that this runtime takes. */
import { z } from 'zod';

const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));

export const stateMachineProperties = z.strictObject({
  DefinitionString: z.string().optional(),
  DefinitionS3Location: z
    .strictObject({ Bucket: z.string(), Key: z.string(), Version: z.string().optional() })
    .optional(),
  DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  RoleArn: z.string(),
  /** Standard only: an Express machine keeps no state between its steps and no history. */
  StateMachineType: z.literal('STANDARD').optional(),
  /** Logs and traces are not written here; the history holds more than either. */
  LoggingConfiguration: z
    .strictObject({
      Destinations: z.array(z.unknown()).optional(),
      IncludeExecutionData: z.boolean().optional(),
      Level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
    })
    .optional(),
  TracingConfiguration: z.strictObject({ Enabled: z.boolean().optional() }).optional(),
  Tags: tags.optional(),
});

export type StateMachineProperties = z.infer<typeof stateMachineProperties>;

const TOKEN = /\$\{[A-Za-z_][\w.:-]*\}/;

/** The text with `${Key}` replaced. Throws when a token has no substitution. */
export function substitute(
  text: string,
  substitutions: StateMachineProperties['DefinitionSubstitutions'] = {},
): string {
  let result = text;
  for (const [key, value] of Object.entries(substitutions)) {
    // Within a JSON string the value must stay one.
    result = result.replaceAll(`\${${key}}`, JSON.stringify(String(value)).slice(1, -1));
  }
  const left = TOKEN.exec(result)?.[0];
  if (left) throw new Error(`the definition's token ${left} has no substitution`);
  return result;
}
