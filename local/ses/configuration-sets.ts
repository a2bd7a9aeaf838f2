/** Configuration sets: which events of a mail go to the default bus. */
import { z } from 'zod';
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import type { EventType } from './mail-events.ts';

const setSchema = z.strictObject({
  Name: z.string().optional(),
  // None of these changes what can be seen on one machine.
  DeliveryOptions: z.unknown().optional(),
  ReputationOptions: z.unknown().optional(),
  SendingOptions: z.strictObject({ SendingEnabled: z.literal(true) }).optional(),
  SuppressionOptions: z.unknown().optional(),
});

const destinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean(),
    MatchingEventTypes: z.array(z.string()).min(1),
    EventBridgeDestination: z.strictObject({
      EventBusArn: z.string().endsWith(':event-bus/default', 'SES tells the default bus alone'),
    }),
  }),
});
type Destination = z.output<typeof destinationSchema>;

export interface ConfigurationSets {
  readonly kinds: ResourceKinds;
  has(name: string): boolean;
  /** Whether somebody wants to hear of it. */
  tells(name: string, type: EventType): boolean;
}

export function configurationSets(): ConfigurationSets {
  const names = new Set<string>();
  const told = new Map<string, Set<string>>();
  return {
    kinds: {
      'AWS::SES::ConfigurationSet': {
        identify: (id, property) => ({ ref: String(property('Name') ?? id), attributes: {} }),
        schema: setSchema,
        declare: (id, { Name = id }: z.output<typeof setSchema>) => names.add(Name),
      } as ResourceKind,
      'AWS::SES::ConfigurationSetEventDestination': {
        identify: (id) => ({ ref: id, attributes: { Id: id } }),
        schema: destinationSchema,
        declare: (_, { ConfigurationSetName: name, EventDestination }: Destination) => {
          if (!names.has(name)) throw new Error(`there is no configuration set ${name}`);
          if (!EventDestination.Enabled) return;
          const types = told.get(name) ?? new Set();
          // The template writes `bounce` and SES's own interface BOUNCE.
          for (const type of EventDestination.MatchingEventTypes) types.add(type.toLowerCase());
          told.set(name, types);
        },
      } as ResourceKind,
    },
    has: (name) => names.has(name),
    tells: (name, type) => told.get(name)?.has(type) ?? false,
  };
}
