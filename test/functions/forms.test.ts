import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLES } from './support/aws.ts';
import { type Desk, LIN, OPERATOR, openDesk, POLICY, REVIEWER, request, SUPERVISOR } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.putAgent(LIN.id, { name: '林', team: 'aftersales', roles: LIN.roles, capacity: 100, presence: 'online' });
});
afterAll(() => desk.close());

const INVOICE = { subject: '请开专票', description: '麻烦开一张专用发票', category: 'invoice' };
const read = (route: string, path: string, query?: string) => desk.query(route, path, LIN, query);

describe('the form of a new request', () => {
  it('takes what is filled in, in its normal form', async () => {
    const fields = { 'invoice-kind': 'company', 'invoice-title': '  某某公司 ', 'tax-number': '91310000MA1K35XXXX' };
    const { status, body } = await desk.open(request('filled', { ...INVOICE, fields }));
    expect([status, body.errors]).toEqual([201, undefined]);
    const { body: ticket } = await desk.ticket(body.id);
    expect(ticket.fields['invoice-kind']).toEqual({ value: 'company', from: 'person' });
    expect(Object.keys(ticket.fields).sort()).toEqual(expect.arrayContaining(['invoice-kind', 'tax-number']));
  });

  it('refuses what is missing or wrong, every field in both languages, and writes nothing', async () => {
    const before = desk.items(TABLES.ticket).length;
    const fields = { 'invoice-kind': 'special', 'tax-number': '1', 'no-such': 'x' };
    const { status, body } = await desk.open(request('not-filled', { ...INVOICE, fields }));
    expect([status, body.code]).toEqual([422, 'fields-not-valid']);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      ...['fields.invoice-title', 'fields.no-such', 'fields.tax-number'],
    ]);
    for (const { message, zh } of body.errors) {
      expect(message).toMatch(/[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
    expect(desk.items(TABLES.ticket).length).toBe(before);
  });

  it('is asked of a dry run as well', async () => {
    const { uniqueId: _, ...asked } = request('dry', { ...INVOICE, fields: { 'invoice-kind': 'special' } });
    const route = 'POST /v1/routing/dry-run';
    const claims = { sub: SUPERVISOR.id, scope: 'gongdan/supervisor' };
    const answer = await desk.call(desk.http.queries, route, '/v1/routing/dry-run', { body: asked }, claims);
    expect([answer.status, answer.body.code]).toEqual([422, 'fields-not-valid']);
  });

  it('is not asked of a request that was taken before it asked for more', async () => {
    const first = await desk.open(request('known', INVOICE));
    expect(first.status).toBe(201);
    const stricter = POLICY.replace(
      /(- name: invoice-kind\n\s+type: choice\n)/,
      (whole, head: string) => `${head}${/^(\s+)type/m.exec(whole)?.[1] ?? ''}required: atCreation\n`,
    );
    expect(stricter).not.toBe(POLICY);
    const published = await desk.operate('PUT /v1/policy', '/v1/policy', { policy: stricter });
    expect([published.status, published.body.errors]).toEqual([200, undefined]);
    desk.wait(2);
    const again = await desk.open(request('known', INVOICE));
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await desk.open(request('unknown', INVOICE))).body.code).toBe('fields-not-valid');
    await desk.operate('PUT /v1/policy', '/v1/policy', { policy: POLICY });
    desk.wait(2);
  });

  it('refuses names and values that are none at the door', async () => {
    for (const fields of [{ 'A b': 'x' }, { a: true }, { a: null }, { a: {} }, []])
      expect((await desk.open(request(undefined, { ...INVOICE, fields }))).body.code).toBe('invalid-request');
    for (const more of [{ conversation: 'x'.repeat(201) }, { inReplyTo: 'ABCDEFGH' }])
      expect((await desk.open(request(undefined, more))).body.code).toBe('invalid-request');
  });
});

describe('what the policy asks', () => {
  it('is told of each category: a schema, a layout and questions', async () => {
    const { body: all } = await read('GET /v1/forms', '/v1/forms');
    expect(all.items).toHaveLength(desk.policy.categories.length);
    const { status, body } = await read('GET /v1/forms/{category}', '/v1/forms/invoice');
    expect(status).toBe(200);
    expect(body).toMatchObject({ category: 'invoice', schema: { type: 'object', additionalProperties: false } });
    expect(Object.keys(body.schema.properties)).toEqual(body.fields.map(({ name }: { name: string }) => name));
    const titled = body.layout.flatMap(({ rows }: { rows: string[][] }) => rows.flat());
    expect(titled.sort()).toEqual(body.fields.map(({ name }: { name: string }) => name).sort());
  });

  it('is told to channels as well, which sign for it', async () => {
    const { body } = await desk.signed('GET /v1/channel/forms/{category}', '/v1/channel/forms/invoice');
    expect(body).toEqual((await read('GET /v1/forms/{category}', '/v1/forms/invoice')).body);
    const list = await desk.signed('GET /v1/channel/forms', '/v1/channel/forms');
    expect(list.body).toEqual((await read('GET /v1/forms', '/v1/forms')).body);
    const unsigned = await desk.signed('GET /v1/channel/forms', '/v1/channel/forms', {}, 'shop', {
      'x-gongdan-signature': '00',
    });
    expect(unsigned.body.code).toBe('signature-invalid');
  });

  it('is the checklist of a category, its codes and its macros', async () => {
    const { body: checklist } = await read('GET /v1/checklists/{category}', '/v1/checklists/refund');
    expect(checklist.steps.map(({ name }: { name: string }) => name)).toContain('payment-checked');
    const codes = async (query?: string) =>
      (await read('GET /v1/resolution-codes', '/v1/resolution-codes', query)).body.items.map(
        ({ name }: { name: string }) => name,
      );
    expect(await codes()).toEqual(desk.policy.resolutionCodes.map(({ name }) => name));
    expect(await codes('category=refund')).toContain('refunded');
    expect(await codes('category=account')).not.toContain('refunded');
    const macros = async (query?: string) =>
      (await read('GET /v1/macros', '/v1/macros', query)).body.items.map(({ name }: { name: string }) => name);
    expect(await macros()).toEqual(desk.policy.macros.map(({ name }) => name));
  });

  it('refuses a category that is none, and names those that are', async () => {
    for (const [route, path] of [
      ['GET /v1/forms/{category}', '/v1/forms/constructor'],
      ['GET /v1/checklists/{category}', '/v1/checklists/constructor'],
    ] as const) {
      const { status, body } = await read(route, path);
      expect([status, body.code, body.detail]).toEqual([422, 'unknown-category', expect.stringContaining('refund')]);
    }
    expect((await read('GET /v1/forms/{category}', '/v1/forms/Upper')).body.code).toBe('invalid-request');
    expect((await read('GET /v1/macros', '/v1/macros', 'category=A')).body.code).toBe('invalid-request');
  });
});

describe('the form and checklist of a ticket', () => {
  it('shows what was filled in, and which steps are missing', async () => {
    const { id } = (await desk.open(request('work'))).body;
    const give = (verb: string, body: object) => desk.command(verb, id, LIN, { body });
    await give('claim', {});
    expect((await give('fields', { fields: { 'refund-amount': '600' } })).status).toBe(200);
    const steps = (await desk.ticket(id)).body.steps as { name: string; required: string; done: boolean }[];
    expect(steps.find(({ name }) => name === 'refund-rechecked')).toMatchObject({ required: 'depends', done: false });
    const refused = await give('resolve', { code: 'refunded', text: '已退款' });
    expect([refused.status, refused.body.code]).toEqual([409, 'steps-missing']);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toContain('steps.refund-rechecked');
    expect((await give('steps', { step: 'refund-rechecked', note: '两人核对' })).status).toBe(200);
    const after = (await desk.ticket(id)).body;
    expect(after.fields['refund-amount']).toEqual({ value: 600, from: 'person' });
    expect(after.steps.find(({ name }: { name: string }) => name === 'refund-rechecked').done).toBe(true);
    const unknown = await give('resolve', { code: 'no-such', text: 'x' });
    expect([unknown.status, unknown.body.code, unknown.body.errors[0].path]).toEqual([
      ...[422, 'unknown-resolution-code', 'code'],
    ]);
  });

  it('runs a macro wholly or not at all', async () => {
    const macro = desk.policy.macros.find(
      ({ inputs, category }) => inputs.length > 0 && (category?.includes('refund') ?? true),
    );
    if (!macro) throw new Error('The policy has no macro that asks for something.');
    const { id } = (await desk.open(request('macro'))).body;
    await desk.command('claim', id, LIN, {});
    const { version } = (await desk.ticket(id)).body;
    const refused = await desk.command('macro', id, LIN, { body: { macro: macro.name } });
    expect([refused.status, refused.body.code]).toEqual([422, 'macro-input-missing']);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(
      macro.inputs.map((name) => `inputs.${name}`),
    );
    expect((await desk.ticket(id)).body.version).toBe(version);
  });

  it('refuses readers without a token of the desk', async () => {
    for (const person of [REVIEWER, OPERATOR])
      expect((await desk.query('GET /v1/macros', '/v1/macros', person)).status).toBe(200);
    const customer = { id: 'agt_nobody', roles: [] };
    expect((await desk.query('GET /v1/macros', '/v1/macros', customer)).body.code).toBe('not-permitted');
  });
});
