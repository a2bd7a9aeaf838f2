/** What a policy file says of forms, checklists, codes, macros and joining, and what it is refused for. */

import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { LONGEST_MATCHED, patternProblem } from '../../contracts/form-pattern.ts';
import { parsePolicy } from '../../contracts/policy.ts';
import { PolicyError } from '../../contracts/yaml-document.ts';
import fc from '../support/properties.ts';
import { broken } from './broken-policy.ts';
import { policy as desk, policyText } from './desk.ts';

const t = { zh: '题', en: 'Title' };

/** Small sections that fit each other, in the place of those of the default policy. */
const SMALL = {
  forms: {
    fields: [
      { name: 'order-number', type: 'orderNumber', title: t, fromText: true },
      { name: 'amount', type: 'money', title: t, fromText: true },
      { name: 'kind', type: 'choice', title: t, options: ['late', 'lost'].map((name) => ({ name, title: t })) },
      { name: 'phone', type: 'phone', title: t },
      { name: 'story', type: 'text', title: t, when: { field: 'kind', is: ['lost'] } },
    ],
    default: { fields: ['order-number'] },
    categories: { refund: { fields: ['amount', 'kind', 'phone', { field: 'story', required: 'atResolution' }] } },
  },
  checklists: {
    default: [{ name: 'read', title: t }],
    categories: { refund: [{ name: 'checked', title: t, required: { resolution: ['refunded'] } }] },
  },
  resolutionCodes: [
    { name: 'done', title: t },
    { name: 'refunded', title: t, category: ['refund'], needs: { steps: ['checked'], fields: ['amount'] } },
  ],
  macros: [{ name: 'pay', title: t, category: ['refund'], inputs: ['amount'], actions: [{ takeStep: 'checked' }] }],
  joining: { sameOrder: 'join' },
  approvals: {},
};
type Small = typeof SMALL;

const { categories, ...others } = parse(policyText);
/** Without its keywords, which take most of the time to read. */
const REST = {
  ...others,
  categories: categories.map((each: object) => ({ ...each, keywords: { zh: [], en: [] } })),
  priorityRules: [],
  // Its refunds are codes of the default policy.
  review: { reworkRounds: 2 },
};
const fileWith = (sections: object): string => stringify({ ...REST, ...SMALL, ...sections });
const withSections = (sections: object) => parsePolicy(fileWith(sections), 'desk.yaml');

const problems = (sections: object): string[] => {
  try {
    withSections(sections);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

const forms = (over: Partial<Record<keyof Small['forms'], unknown>>) => ({ forms: { ...SMALL.forms, ...over } });
const fieldOf = (over: object) => forms({ fields: [...SMALL.forms.fields, { name: 'new', title: t, ...over }] });
const refund = (over: object) => forms({ categories: { refund: { ...SMALL.forms.categories.refund, ...over } } });
const macro = (over: object) => ({ macros: [{ ...SMALL.macros[0], ...over }] });
const acting = (...actions: readonly object[]) => macro({ actions });

describe('a policy file', () => {
  it('gives every category a form: the common one, and what it adds', () => {
    const { forms } = withSections({});
    expect(forms.refund?.fields.map(({ name, required }) => `${name} ${required}`)).toEqual([
      'order-number never',
      'amount never',
      'kind never',
      'phone never',
      'story atResolution',
    ]);
    expect(forms.refund?.layout).toEqual([
      { title: { zh: '基本信息', en: 'General' }, rows: [['order-number']] },
      { title: { zh: '退款', en: 'Refund' }, rows: [['amount'], ['kind'], ['phone'], ['story']] },
    ]);
    expect(forms.invoice?.fields.map(({ name }) => name)).toEqual(['order-number']);
    expect(Object.keys(forms)).toEqual(desk.categories.map(({ name }) => name));
  });

  it('may say of a common field something else for a category', () => {
    const { forms } = withSections(
      refund({ fields: [{ field: 'order-number', required: 'atCreation', help: t }, 'amount'] }),
    );
    expect(forms.refund?.fields.map(({ name, required }) => `${name} ${required}`)).toEqual([
      'order-number atCreation',
      'amount never',
    ]);
    expect(forms.invoice?.fields[0]).toMatchObject({ required: 'never' });
  });

  it('keeps the layout of each part', () => {
    const layout = [
      {
        title: t,
        rows: [
          ['amount', 'kind'],
          ['phone', 'story'],
        ],
      },
    ];
    expect(withSections(refund({ layout })).forms.refund?.layout[1]).toEqual(layout[0]);
  });

  it('has checklists, codes, macros and joining as they are used', () => {
    const { checklists, resolutionCodes, macros, joining } = withSections({
      macros: [...SMALL.macros, { name: 'wait', title: t, actions: [{ hold: { for: 'customer' } }] }],
      joining: { window: '2 h', sameOrder: 'join', categories: { refund: { sameOrder: 'link' } } },
    });
    expect(checklists.refund).toEqual([
      { name: 'read', title: t, required: false, evidence: false },
      { name: 'checked', title: t, required: { resolution: ['refunded'] }, evidence: false },
    ]);
    expect(resolutionCodes[0]).toEqual({ name: 'done', title: t, needs: { steps: [], fields: [] } });
    expect(macros[0]?.actions).toEqual([{ do: 'takeStep', step: 'checked' }]);
    expect(macros[1]).toEqual({ name: 'wait', title: t, inputs: [], actions: [{ do: 'hold', for: 'customer' }] });
    expect(joining).toEqual({
      windowMinutes: 120,
      sameOrder: 'join',
      sameCustomer: 'none',
      categories: { refund: { windowMinutes: 120, sameOrder: 'link', sameCustomer: 'none' } },
    });
  });

  it('may leave them all out', () => {
    const file = Object.fromEntries(Object.entries(parse(policyText)).filter(([name]) => !(name in SMALL)));
    const { forms, checklists, resolutionCodes, macros, joining } = parsePolicy(stringify(file), 'desk.yaml');
    expect([forms.refund?.fields, checklists.refund, resolutionCodes, macros]).toEqual([[], [], [], []]);
    expect(joining).toMatchObject({ sameOrder: 'none', sameCustomer: 'none' });
  });
});

describe('refuses a field', () => {
  it.each<[string, object, string[]]>([
    [
      'of no type',
      fieldOf({ type: 'colour' }),
      [
        'forms.fields[5].type: Write one of these: text, number, money, date, choice, orderNumber, trackingNumber, phone, photo',
      ],
    ],
    [
      'with what its type has not',
      fieldOf({ type: 'date', maxLength: 5 }),
      [
        'forms.fields[5].maxLength: There is no maxLength here; allowed are name, type, title, required, when, help, question, fromText, min, max',
      ],
    ],
    [
      'of a name that is taken',
      fieldOf({ type: 'text', name: 'kind' }),
      ['forms.fields[5].name: The name kind is taken by another entry of fields'],
    ],
    [
      'that macros would mistake for another word',
      fieldOf({ type: 'text', name: 'promise' }),
      ['forms.fields[5].name: {promise} is a placeholder of macros already: choose another name'],
    ],
    [
      'whose least is more than its most',
      fieldOf({ type: 'number', min: 5, max: 4 }),
      ['forms.fields[5].min: It is more than max'],
    ],
    [
      'whose first day is after its last',
      fieldOf({ type: 'date', min: '2026-12-02', max: '2026-12-01' }),
      ['forms.fields[5].min: It is more than max'],
    ],
    [
      'of a day that there is not',
      fieldOf({ type: 'date', min: '2026-02-30' }),
      ['forms.fields[5].min: Write a date such as 2026-11-22'],
    ],
    [
      'whose least length is more than its most',
      fieldOf({ type: 'text', minLength: 9, maxLength: 3 }),
      ['forms.fields[5].minLength: It is more than maxLength'],
    ],
    ['of money that is owed', fieldOf({ type: 'money', min: -1 }), ['forms.fields[5].min: Money is not less than 0']],
    [
      'of more money than can be counted',
      fieldOf({ type: 'money', max: 1e9 }),
      ['forms.fields[5].max: Money is at most 10000000'],
    ],
    [
      'of a choice between nothing',
      fieldOf({ type: 'choice', options: [] }),
      ['forms.fields[5].options: Name at least one option'],
    ],
    [
      'with an option twice',
      fieldOf({
        type: 'choice',
        options: [
          { name: 'a', title: t },
          { name: 'a', title: t },
        ],
      }),
      ['forms.fields[5].options[1].name: The name a is taken by another entry of options'],
    ],
    [
      'with a pattern that may take for ever',
      fieldOf({ type: 'text', pattern: '(a+)+' }),
      [
        'forms.fields[5].pattern: Write characters, classes such as [A-Z0-9] or \\d, how often ({4}, {2,6}, ?, *, +) and | between alternatives; no groups: "(a+)+" is something else',
      ],
    ],
    [
      'with a pattern on a long text',
      fieldOf({ type: 'text', pattern: 'a+', maxLength: 201 }),
      ['forms.fields[5].maxLength: A text with a pattern has at most 200 characters'],
    ],
    [
      'of a photo before there is a ticket',
      fieldOf({ type: 'photo', required: 'atCreation' }),
      ['forms.fields[5].required: A photo is added to a ticket that is there: write atResolution'],
    ],
    [
      'that no text tells',
      fieldOf({ type: 'choice', options: [{ name: 'a', title: t }], fromText: true }),
      ['forms.fields[5].fromText: Only these are found in a text: orderNumber, trackingNumber, phone, money, date'],
    ],
    [
      'with two conditions in one',
      fieldOf({ type: 'text', when: { field: 'kind', is: ['late'], given: true } }),
      [
        'forms.fields[5].when: Write exactly one of these beside field: is: [VALUE, …], given: true, atLeast: NUMBER or atMost: NUMBER',
      ],
    ],
    [
      'with a title in one language',
      fieldOf({ type: 'text', title: { zh: '题' } }),
      ['forms.fields[5].title.en: Invalid input: expected string, received undefined'],
    ],
  ])('%s', (_, sections, expected) => {
    expect(problems(sections)).toEqual(expected);
  });
});

describe('refuses a form', () => {
  const usual = SMALL.forms.categories.refund.fields;
  const looks = (when: object) => refund({ fields: ['amount', 'kind', 'phone', { field: 'story', when }] });

  it.each<[string, object, string[]]>([
    [
      'of no category',
      forms({ categories: { ...SMALL.forms.categories, returns: { fields: [] } } }),
      [
        'forms.categories.returns: There is no category returns; allowed are logistics-query, delivery-delay, lost-or-damaged, refund, return-exchange, fee-dispute, payment-failure, invoice, account, promotion, product-question, order-change, complaint',
      ],
    ],
    [
      'with a field that there is not',
      refund({ fields: [...usual, 'colour'] }),
      [
        'forms.categories.refund.fields[4]: There is no field colour; allowed are order-number, amount, kind, phone, story',
      ],
    ],
    [
      'with a field twice',
      refund({ fields: [...usual, 'kind'] }),
      ['forms.categories.refund.fields[4]: The field kind stands here twice'],
    ],
    [
      'that asks because of a field that it has not',
      forms({ categories: { refund: { fields: ['amount', 'story'] } } }),
      [
        'forms.categories.refund.fields[1]: It depends on kind, which this form has not; there are order-number, amount, story',
      ],
    ],
    [
      'that asks because of no option',
      looks({ field: 'kind', is: ['early'] }),
      ['forms.categories.refund.fields[3]: "early" is no value of kind; there are late, lost'],
    ],
    [
      'that compares what is no number',
      looks({ field: 'kind', atLeast: 5 }),
      ['forms.categories.refund.fields[3]: kind is no number: compare it with is or given'],
    ],
    [
      'that asks because of the answer',
      looks({ field: 'story', given: true }),
      ['forms.categories.refund.fields[3]: story would be asked only because of its own value'],
    ],
    [
      'that asks in a circle',
      refund({ fields: ['amount', { field: 'kind', when: { field: 'story', given: true } }, 'phone', 'story'] }),
      [
        'forms.categories.refund.fields[1]: kind would be asked only because of its own value',
        'forms.categories.refund.fields[3]: story would be asked only because of its own value',
      ],
    ],
    [
      'that fills two fields with one sum',
      {
        ...fieldOf({ type: 'money', fromText: true }),
        ...forms({
          fields: [...SMALL.forms.fields, { name: 'new', type: 'money', title: t, fromText: true }],
          categories: { refund: { fields: [...usual, 'new'] } },
        }),
      },
      ['forms.categories.refund.fields[4]: amount of this form is filled from the text already: only one money can be'],
    ],
    [
      'whose layout has no place for a field',
      refund({ layout: [{ title: t, rows: [['amount', 'kind', 'phone']] }] }),
      ['forms.categories.refund.layout: It has no place for story'],
    ],
    [
      'whose layout has a field twice, and one of another part',
      refund({
        layout: [
          {
            title: t,
            rows: [
              ['amount', 'kind'],
              ['phone', 'story', 'kind', 'order-number'],
            ],
          },
        ],
      }),
      [
        'forms.categories.refund.layout[0].rows[1][2]: The field kind stands in the layout twice',
        'forms.categories.refund.layout[0].rows[1][3]: order-number is no field of this part of the form; there are amount, kind, phone, story',
      ],
    ],
  ])('%s', (_, sections, expected) => {
    expect(problems(sections)).toEqual(expected);
  });
});

describe('refuses a checklist or code', () => {
  const steps = (...more: readonly object[]) => ({
    checklists: { ...SMALL.checklists, categories: { refund: [...SMALL.checklists.categories.refund, ...more] } },
  });
  const codes = (...more: readonly object[]) => ({ resolutionCodes: [...SMALL.resolutionCodes, ...more] });
  const only = (category: readonly string[]) => ({
    resolutionCodes: SMALL.resolutionCodes.map((code) => ({ category, ...code })),
  });

  it.each<[string, object, string[]]>([
    [
      'of no category',
      { checklists: { categories: { returns: [] } }, resolutionCodes: [], macros: [] },
      [expect.stringMatching(/^checklists\.categories\.returns: There is no category returns/) as never],
    ],
    [
      'with a step twice',
      steps({ name: 'checked', title: t }),
      ['checklists.categories.refund[1].name: The name checked is taken by another entry of refund'],
    ],
    [
      'with a condition that says nothing',
      steps({ name: 'new', title: t, required: {} }),
      [
        'checklists.categories.refund[1].required: Name what must be so: resolution, priority, tier, channel, field; or write true',
      ],
    ],
    [
      'with a word for a condition',
      steps({ name: 'new', title: t, required: 'yes' }),
      [
        'checklists.categories.refund[1].required: Write true, false, or when it is required: resolution, priority, tier, channel, field',
      ],
    ],
    [
      'with a condition on what there is not',
      steps({
        name: 'new',
        title: t,
        required: { resolution: ['paid'], channel: ['fax'], field: { field: 'colour', given: true } },
      }),
      [
        'checklists.categories.refund[1].required.channel[0]: There is no channel fax; allowed are shop, app, mini-program, email, im, call-centre, system',
        'checklists.categories.refund[1].required.resolution[0]: There is no resolution code of it paid; allowed are done, refunded',
        'checklists.categories.refund[1].required.field: It depends on colour, which this form has not; there are order-number, amount, kind, phone, story',
      ] as string[],
    ],
    [
      'of a name that is taken',
      codes({ name: 'done', title: t }),
      ['resolutionCodes[2].name: The name done is taken by another entry of resolutionCodes'],
    ],
    [
      'that needs a step which nobody can take',
      codes({ name: 'new', title: t, category: ['refund', 'invoice'], needs: { steps: ['checked'] } }),
      ['resolutionCodes[2].needs.steps[0]: There is no such thing as the step checked in invoice'],
    ],
    [
      'that needs a field which nobody is asked for',
      codes({ name: 'new', title: t, category: ['refund', 'invoice'], needs: { fields: ['amount', 'order-number'] } }),
      ['resolutionCodes[2].needs.fields[0]: There is no such thing as the field amount in invoice'],
    ],
    [
      'when a category is left without',
      { ...only(['refund', 'invoice']) },
      [
        'resolutionCodes: Tickets of logistics-query, delivery-delay, lost-or-damaged, return-exchange, fee-dispute, payment-failure, account, promotion, product-question, order-change, complaint could never be solved: give them a code',
      ],
    ],
  ])('%s', (_, sections, expected) => {
    expect(problems(sections).toSorted()).toEqual([...expected].toSorted());
  });
});

describe('refuses a macro', () => {
  const reply = (text: string) => acting({ reply: { zh: text, en: text } });
  const twice = (message: string) => [
    `macros[0].actions[0].reply.zh: ${message}`,
    `macros[0].actions[0].reply.en: ${message}`,
  ];

  it.each<[string, object, string[]]>([
    ['that does nothing', acting(), ['macros[0].actions: A macro does something: name at least one action']],
    [
      'that does what there is not',
      acting({ refund: 5 }),
      [
        'macros[0].actions[0]: Write exactly one of these: setFields, reply, note, tag, takeStep, hold, transfer, resolve',
      ],
    ],
    [
      'that does two things in one',
      acting({ takeStep: 'read', tag: { add: ['x'] } }),
      [
        'macros[0].actions[0]: Write exactly one of these: setFields, reply, note, tag, takeStep, hold, transfer, resolve',
      ],
    ],
    [
      'that says itself how much money it is',
      acting({ setFields: { amount: 20 } }),
      ['macros[0].actions[0].setFields.amount: Only a person says how much: name amount under inputs instead'],
    ],
    [
      'that sets its own input',
      macro({ inputs: ['kind'], actions: [{ setFields: { kind: 'late' } }] }),
      ['macros[0].actions[0].setFields.kind: kind is an input already'],
    ],
    [
      'that sets no option',
      acting({ setFields: { kind: 'early' } }),
      ['macros[0].actions[0].setFields.kind: Title: choose one of Title (late), Title (lost)'],
    ],
    [
      'that sets a field of another category',
      {
        macros: [
          { name: 'any', title: t, category: ['refund', 'invoice'], actions: [{ setFields: { kind: 'late' } }] },
        ],
      },
      ['macros[0].actions[0].setFields.kind: There is no such thing as the field kind in invoice'],
    ],
    [
      'that asks for what there is not',
      macro({ inputs: ['colour'] }),
      ['macros[0].inputs[0]: There is no such thing as the field colour in refund'],
    ],
    [
      'that asks twice',
      macro({ inputs: ['amount', 'amount'] }),
      ['macros[0].inputs[1]: The field amount stands here twice'],
    ],
    [
      'with a step of no checklist',
      acting({ takeStep: 'jumped' }),
      ['macros[0].actions[0].takeStep: There is no such thing as the step jumped in refund'],
    ],
    [
      'with a step that needs evidence',
      {
        ...acting({ takeStep: 'shown' }),
        checklists: { ...SMALL.checklists, default: [{ name: 'shown', title: t, evidence: true }] },
      },
      ['macros[0].actions[0].takeStep: shown is taken with evidence, which a macro cannot attach'],
    ],
    [
      'with a queue that there is not',
      acting({ transfer: { queue: 'nowhere', reason: t } }),
      [
        'macros[0].actions[0].transfer.queue: There is no queue nowhere; allowed are logistics, aftersales, payments, accounts, presale, complaints',
      ],
    ],
    [
      'with a code of another category',
      macro({ category: ['invoice'], inputs: [], actions: [{ resolve: { code: 'refunded', text: t } }] }),
      [
        'macros[0].actions[0].resolve.code: There is no resolution code for all its categories refunded; allowed are done',
      ],
    ],
    [
      'that goes on after its end',
      acting({ hold: { for: 'customer' } }, { takeStep: 'read' }),
      ['macros[0].actions[0].hold: hold stands last: nothing is done with the ticket after it'],
    ],
    [
      'with tags to neither add nor remove',
      acting({ tag: {} }),
      ['macros[0].actions[0].tag: Name tags to add or to remove'],
    ],
    [
      'with a placeholder that there is not',
      reply('{customer}'),
      twice(
        'There is no placeholder {customer}; allowed are {code}, {order}, {agent}, {category}, {promise}, {today}, {questions}, {in 2 working days}, {in 3 days} and fields of the form',
      ),
    ],
    ['with personal data', reply('{phone}'), twice('{phone} may hold personal data, which no macro repeats')],
    [
      'with a field of some of its categories',
      macro({ category: ['refund', 'invoice'], inputs: [], actions: [{ note: { zh: '{kind}', en: 'x' } }] }),
      ['macros[0].actions[0].note.zh: The form of invoice has no field kind'],
    ],
    ['with half a placeholder', reply('{code'), twice('A brace stands here without its other half')],
    [
      'of no category',
      macro({ category: ['returns'] }),
      [expect.stringMatching(/^macros\[0\]\.category\[0\]: There is no category returns/) as never],
    ],
  ])('%s', (_, sections, expected) => {
    const found = problems(sections);
    expect(found).toEqual(expected);
  });

  it('tells a category from what every object has', () => {
    const step = { name: 'new', title: t, required: { field: { field: 'kind', given: true } } };
    expect(
      problems({
        checklists: { ...SMALL.checklists, categories: { ...SMALL.checklists.categories, constructor: [step] } },
      }),
    ).toEqual([expect.stringMatching(/^checklists\.categories\.constructor: There is no category constructor/)]);
  });

  it('tells the line, as of every other part', () => {
    expect(broken('inputs: [refund-amount]', 'inputs: [refund-sum]')).toEqual([
      'inputs: [refund-sum] | macros[4].inputs[0]: There is no such thing as the field refund-sum in refund',
    ]);
  });
});

describe('refuses joining', () => {
  it.each<[string, object, string[]]>([
    [
      'in a way that there is not',
      { joining: { sameOrder: 'merge' } },
      ['joining.sameOrder: Write one of these: join, link, none'],
    ],
    ['without end', { joining: { window: '500 d' } }, ['joining.window: It is longer than 400 days']],
    [
      'for no category',
      { joining: { categories: { returns: {} } } },
      [expect.stringMatching(/^joining\.categories\.returns: There is no category returns/) as never],
    ],
  ])('%s', (_, sections, expected) => {
    expect(problems(sections)).toEqual(expected);
  });
});

describe('rules that look at steps', () => {
  const rung = (when: object) => ({
    escalation: {
      ...parse(policyText).escalation,
      ladder: [{ name: 'uncalled', when: { clock: 'resolution', at: 'warning', ...when } }],
    },
  });

  it('name those of a checklist', () => {
    expect(withSections(rung({ stepNotTaken: ['checked'] })).escalation.ladder[0]?.when).toEqual({
      clock: 'resolution',
      at: 'warning',
      stepNotTaken: ['checked'],
    });
  });

  it('refuses others', () => {
    expect(problems(rung({ stepTaken: ['jumped'] }))).toEqual([
      'escalation.ladder[0].when.stepTaken[0]: There is no step jumped; allowed are read, checked',
    ]);
  });

  it('refuses a promise that one before it is for already, steps or not', () => {
    const rule = (name: string, when: object) => ({ name, when, targets: { nextResponse: '1 h' } });
    const shadowed = (...rules: readonly object[]) => problems({ sla: rules });
    expect(shadowed(rule('a', { stepTaken: ['checked'] }), rule('b', { stepTaken: ['read'] }))).toEqual([]);
    expect(shadowed(rule('a', { stepNotTaken: ['checked'] }), rule('b', {}))).toEqual([]);
    expect(shadowed(rule('a', { stepTaken: ['checked', 'read'] }), rule('b', { stepTaken: ['read'] }))).toEqual([
      'sla[1]: It never holds: a before it is for all that it is for',
    ]);
    expect(shadowed(rule('a', { stepNotTaken: ['read'] }), rule('b', { stepNotTaken: ['read', 'checked'] }))).toEqual([
      'sla[1]: It never holds: a before it is for all that it is for',
    ]);
  });
});

describe('a pattern', () => {
  it.each([
    '[0-9A-Z]{15,20}',
    'SF\\d{12}|YT\\d{13}',
    '.+@.+\\..+',
    '[\\u4e00-\\u9fff]'.replace('\\u4e00-\\u9fff', '一-龥'),
    'a?b*c+',
  ])('%s is allowed', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    '(a+)+',
    'a**',
    'a+?',
    '^a$',
    '(?=a)',
    '\\1',
    '[z-a]',
    '[a',
    'a{3,2}',
    'a{1000}',
    'a*b*c*d*',
    '{2}',
    'x'.repeat(101),
  ])('refuses %s', (pattern) => {
    expect(patternProblem(pattern)).toBeTypeOf('string');
  });

  // With one that goes back over the text again and again this would not end before the test is given up.
  it('that is allowed comes to an end, whatever the text', () => {
    const part = fc.constantFrom('a', '.', '[ab]', '\\w', 'a?', '.*', 'a+', '[ab]*', '\\w{1,99}', '|');
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const pattern = parts.join('');
        if (patternProblem(pattern) !== undefined) return;
        allowed += 1;
        expect(() => new RegExp(`^(?:${pattern})$`, 'u').test(`${'a'.repeat(LONGEST_MATCHED - 1)}!`)).not.toThrow();
      }),
      { numRuns: 300 },
    );
    expect(allowed).toBeGreaterThan(50);
  });
});
