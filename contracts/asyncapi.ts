/** The events as an AsyncAPI 3.0 document, made from the types of events and the schemas of the bus, the webhooks and the timeline. */
import * as z from 'zod';
import { BUS_SOURCE, busDetail } from './bus.ts';
import { EVENT_TYPES, eventSchemas } from './events.ts';
import { thinEvent } from './webhook-views.ts';

type Json = Record<string, unknown>;

/** Whole document; a new object on every call. */
export const asyncApi = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Gongdan 工单: events',
    version: '1',
    description:
      'What happens to tickets, as thin events: ids, enums and numbers, never what people wrote. At least once, in no promised order: `id` tells a duplicate, `seq` which of two events of a ticket came later. The whole event stands in the timeline of its ticket (GET /v1/tickets/{id}/timeline, seq); its data is under components/schemas.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  channels: {
    bus: {
      address: BUS_SOURCE,
      title: 'The event bus',
      description: `Amazon EventBridge: source ${BUS_SOURCE}, detail-type the type of the event, detail the payload.`,
      messages: messages('bus'),
    },
    webhook: {
      address: null,
      title: 'Webhooks',
      description:
        'POST to the URL of a webhook that takes the type, signed as the Standard Webhooks specification says.',
      messages: messages('webhook'),
    },
  },
  operations: {
    tellTheBus: { action: 'send', channel: { $ref: '#/channels/bus' }, summary: 'Every event that is committed' },
    tellWebhooks: {
      action: 'send',
      channel: { $ref: '#/channels/webhook' },
      summary: 'Every event that one asked for',
    },
  },
  components: {
    messages: Object.fromEntries(
      EVENT_TYPES.flatMap((type) => [
        [nameOf('bus', type), message('bus', type)],
        [nameOf('webhook', type), message('webhook', type)],
      ]),
    ),
    schemas: {
      ...eventSchemas(),
      busDetail: onTheBus(schemaOf(busDetail, 'input')),
      thinEvent: schemaOf(thinEvent, 'output'),
    },
  },
});

type Channel = 'bus' | 'webhook';
const PAYLOADS: Readonly<Record<Channel, string>> = { bus: 'busDetail', webhook: 'thinEvent' };

const nameOf = (channel: Channel, type: string): string => `${channel}.${type}`;

const messages = (channel: Channel): Json =>
  Object.fromEntries(EVENT_TYPES.map((type) => [type, { $ref: `#/components/messages/${nameOf(channel, type)}` }]));

const message = (channel: Channel, type: string): Json => ({
  name: type,
  title: type,
  summary: `Its data in the timeline: #/components/schemas/${type}.v1`,
  ...(channel === 'webhook' && { headers: HEADERS }),
  payload: {
    allOf: [
      { $ref: `#/components/schemas/${PAYLOADS[channel]}` },
      { type: 'object', properties: { type: { const: type } } },
    ],
  },
  examples: [example(channel, type)],
});

const HEADERS = {
  type: 'object',
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the event: the same for every attempt' },
    'webhook-timestamp': { type: 'string', description: 'Of the attempt, seconds since 1970' },
    'webhook-signature': {
      type: 'string',
      description: '`v1,<base64>`, one for each secret that is valid, with spaces between',
    },
  },
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
};

const TICKET = 'tkt_01KJZ6T8W0Q4N2M7V5X3C9B1DE';
const FACTS = {
  id: `${TICKET}.7`,
  time: '2026-03-02T01:00:00.000Z',
  ticketId: TICKET,
  code: 'K7M2Q9XD',
  seq: 7,
  phase: 'handling',
  category: 'delivery-delay',
  priority: 'P2',
  queue: 'logistics',
  actor: 'agent',
};

const example = (channel: Channel, type: string): Json =>
  channel === 'bus'
    ? { payload: { ...FACTS, type, seq: String(FACTS.seq), wakes: false, frees: '', team: '' } }
    : {
        headers: {
          'webhook-id': FACTS.id,
          'webhook-timestamp': '1772413200',
          'webhook-signature': 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=',
        },
        payload: { ...FACTS, type },
      };

/** A pipe writes numbers of the table as texts. */
const onTheBus = (schema: Json): Json => ({
  ...schema,
  properties: { ...(schema.properties as Json), seq: { type: 'string', pattern: '^[1-9][0-9]*$' } },
});

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return json;
};
