/** The JSON Schema of a form and the check that the desk makes take the same values. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkFields } from '../../core/domain/forms/check.ts';
import type { Form, FormMoment } from '../../core/domain/forms/form.ts';
import { jsonSchemaOf } from '../../core/domain/forms/json-schema.ts';
import { filledIn, normalised } from '../../core/domain/forms/normal.ts';
import { isDate } from '../../core/domain/forms/value-forms.ts';
import fc from '../support/properties.ts';
import { anyForm, anyValues, field, form, options } from './any-form.ts';
import { policy } from './desk.ts';

/** With the tolerance that numbers of the platform need, and the two words for dates that JSON Schema has not. */
const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  multipleOfPrecision: 6,
  strictRequired: false,
  ownProperties: true,
});
ajv.addFormat('date', isDate);
ajv.addKeyword({ keyword: 'x-currency', schemaType: 'string' });
ajv.addKeyword({ keyword: 'formatMinimum', type: 'string', validate: (min: string, value: string) => value >= min });
ajv.addKeyword({ keyword: 'formatMaximum', type: 'string', validate: (max: string, value: string) => value <= max });

const isValid = (of: Form, values: object, moment: FormMoment): boolean =>
  ajv.validate(jsonSchemaOf(of, { moment }), values) as boolean;

const moment = fc.constantFrom<FormMoment>('creation', 'change', 'resolution');

describe('the schema of a form', () => {
  it('takes what the check takes, and nothing else', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(anyForm, anyValues, moment, (of, values, at) => {
        const filled = filledIn(of, values);
        const taken = checkFields(of, filled, at).length === 0;
        seen[taken ? 'taken' : 'refused'] += 1;
        expect(isValid(of, filled, at), JSON.stringify(ajv.errors)).toBe(taken);
      }),
      { numRuns: 1500 },
    );
    // Neither side is a matter of chance.
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(100);
  });

  it('takes the values of the desk as people write them, once they are in their normal form', () => {
    const of = form(
      field({ name: 'amount', type: 'money', required: 'atCreation' }),
      field({ name: 'why', type: 'choice', options: options('late', 'broken') }),
      field({ name: 'proof', type: 'text', required: 'atCreation', when: { field: 'amount', atLeast: 100 } }),
    );
    const given = { amount: '￥1,299.00', why: 'LATE' };
    expect(normalised(of, given)).toEqual({ amount: 1299, why: 'late' });
    expect(isValid(of, filledIn(of, given), 'creation')).toBe(false);
    expect(isValid(of, filledIn(of, { ...given, proof: 'x' }), 'creation')).toBe(true);
    expect(isValid(of, filledIn(of, { ...given, amount: 99 }), 'creation')).toBe(true);
  });

  it('is JSON Schema 2020-12 that compiles for every category of the desk, in both languages and at every moment', () => {
    for (const each of Object.values(policy.forms))
      for (const at of ['creation', 'change', 'resolution'] as const)
        for (const language of ['zh', 'en'] as const) {
          const schema = jsonSchemaOf(each, { moment: at, language });
          expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
          expect(ajv.compile(schema)({})).toBe(true);
        }
    expect(jsonSchemaOf(policy.forms.refund as Form, { language: 'en' })).toHaveProperty(
      'properties.refund-amount.title',
      'Amount to refund',
    );
  });
});

describe('the normal form', () => {
  it('is its own normal form, and never made of what was not there', () => {
    fc.assert(
      fc.property(anyForm, anyValues, (of, values) => {
        const once = normalised(of, values);
        expect(normalised(of, once)).toEqual(once);
        expect(Object.keys(once)).toEqual(Object.keys(values));
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing of what the check says', () => {
    fc.assert(
      fc.property(anyForm, anyValues, moment, (of, values, at) => {
        expect(checkFields(of, values, at)).toEqual(checkFields(of, normalised(of, values), at));
      }),
      { numRuns: 500 },
    );
  });
});
