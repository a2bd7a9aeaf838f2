import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { asyncApi } from '../../contracts/asyncapi.ts';
import { busDetail } from '../../contracts/bus.ts';
import { EVENT_TYPES, eventSchemas } from '../../contracts/events.ts';
import { thinEvent } from '../../contracts/webhook-views.ts';

const document = JSON.parse(JSON.stringify(asyncApi()));
const at = (reference: string): any =>
  reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node?.[key], document);

/** The schemas of the document alone say what is valid. */
const validator = (payload: object) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile({ ...payload, components: document.components });
};

describe('the AsyncAPI document', () => {
  it('is of version 3 and has a message for every type of event, on the bus and for webhooks', () => {
    expect(document.asyncapi).toBe('3.0.0');
    for (const channel of ['bus', 'webhook'])
      expect(Object.keys(document.channels[channel].messages).sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('leads every reference somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"(#\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(EVENT_TYPES.length * 3);
    for (const reference of new Set(references))
      expect([reference, at(reference)]).toEqual([reference, expect.any(Object)]);
  });

  it('holds the schemas of the timeline as they are', () => {
    const { busDetail: _, thinEvent: __, ...schemas } = document.components.schemas;
    expect(schemas).toEqual(JSON.parse(JSON.stringify(eventSchemas())));
    for (const { summary } of Object.values<any>(document.components.messages))
      expect(at(summary.replace(/^[^#]*/, '')), summary).toEqual(expect.any(Object));
  });

  it.each(EVENT_TYPES)('has examples of %s that it and the code take', (type) => {
    const [bus, webhook] = ['bus', 'webhook'].map((channel) => at(document.channels[channel].messages[type].$ref));
    for (const message of [bus, webhook]) {
      const valid = validator(message.payload);
      expect([valid(message.examples[0].payload), valid.errors]).toEqual([true, null]);
      expect(valid({ ...message.examples[0].payload, type: 'ticket.other' })).toBe(false);
      const { ticketId: _, ...without } = message.examples[0].payload;
      expect(valid(without)).toBe(false);
    }
    expect(busDetail.parse(bus.examples[0].payload).seq).toBe(7);
    expect(thinEvent.parse(webhook.examples[0].payload).type).toBe(type);
    expect(Object.keys(webhook.examples[0].payload).sort()).toEqual(Object.keys(thinEvent.shape).sort());
  });
});
