/** The commands of routing against the functions that serve them. */
import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../functions/support/desk.ts';
import { serveDesk, tokenOf } from './desk-server.ts';
import { typed } from './world.ts';

let served: Awaited<ReturnType<typeof serveDesk>>;
beforeAll(async () => {
  served = await serveDesk([]);
});
afterAll(() => served.close());

const OPERATOR = tokenOf('agt_ops', 'operator');
const SUPERVISOR = tokenOf('agt_luo', 'supervisor');

interface Around {
  readonly files?: Readonly<Record<string, string>>;
  readonly answer?: boolean;
}

const cli = async (token: string, args: readonly string[], { files = {}, answer }: Around = {}) => {
  const questions: string[] = [];
  const printed = await typed(['--url', served.url, '--lang', 'zh', ...args], {
    env: { GONGDAN_TOKEN: token },
    readFile: (path) => files[path] ?? readFileSync(path, 'utf8'),
    ...(answer !== undefined && {
      ask: async (question: string) => {
        questions.push(question);
        return answer;
      },
    }),
  });
  return { ...printed, questions };
};
const directory = () => JSON.stringify(served.desk.items('Directory'));

describe('gongdan directory apply', () => {
  const FILE = 'examples/directory.yaml';

  it('shows the plan and asks; a no changes nothing', async () => {
    const before = directory();
    const { code, out, questions } = await cli(OPERATOR, ['directory', 'apply', FILE], { answer: false });
    expect([code, questions]).toEqual([0, ['执行吗？(y/N) ']]);
    expect(out).toContain('+ 部门 物流部 (logistics)');
    expect(out).toContain('+ 坐席 林晨 (agt_lin, logistics)');
    expect(out).toContain('新建 10，修改 0，删除 0，不变 0。');
    expect(directory()).toBe(before);
  });

  it('refuses to go on unasked when nobody is there', async () => {
    const before = directory();
    const { code, err } = await cli(OPERATOR, ['directory', 'apply', FILE]);
    expect(code).toBe(2);
    expect(err).toContain('--yes');
    expect(directory()).toBe(before);
  });

  it('does it, and has nothing to do the second time', async () => {
    const first = await cli(OPERATOR, ['directory', 'apply', FILE, '--yes']);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('已完成 10 项。');
    const after = directory();
    const second = await cli(OPERATOR, ['directory', 'apply', FILE, '--yes']);
    expect(second.out).toBe('没有要做的：10 项都已一致。\n');
    expect(directory()).toBe(after);
    const { out } = await cli(SUPERVISOR, ['agents', 'list', 'logistics']);
    expect(out).toMatch(/agt_lin\s+林晨\s+logistics\s+agent\s+离线/);
    const widths = out
      .trimEnd()
      .split('\n')
      .map((line) => stringWidth(line.slice(0, line.indexOf('logistics'))));
    expect(new Set(widths.slice(1)).size).toBe(1);
  });

  it('changes what differs, field by field, and removes agents only when it is told to', async () => {
    const text = `
teams: [{ name: presale, title: { zh: 售前部, en: Pre-sale } }]
agents:
  - { id: agt_han, name: 韩梅, email: han.mei@desk.example.com, team: presale, roles: [agent], capacity: 5,
      skills: { english: 4 }, languages: [zh, en], seniority: 1 }
`;
    const files = { 'presale.yaml': text };
    const { out } = await cli(OPERATOR, ['directory', 'apply', 'presale.yaml', '--yes'], { files });
    expect(out).toContain('    capacity  8 → 5');
    expect(out).toContain('    skills    {"english":3} → {"english":4}');
    expect(out).toContain('agt_mei, agt_yang, agt_ye');
    expect((await cli(SUPERVISOR, ['agents', 'list', 'presale'])).out).toContain('agt_ye');
    const deleted = await cli(OPERATOR, ['directory', 'apply', 'presale.yaml', '--yes', '--delete'], { files });
    expect(deleted.out).toContain('- 坐席 叶深 (agt_ye, presale)');
    const left = (await cli(SUPERVISOR, ['agents', 'list', 'presale'])).out;
    expect([left.includes('agt_han'), left.includes('agt_ye')]).toEqual([true, false]);
    expect((await cli(SUPERVISOR, ['agents', 'list', 'logistics'])).out).toContain('agt_lin');
  });

  it('keeps who holds tickets, does the rest, and says so', async () => {
    const { body } = await served.desk.open(request(undefined, { category: 'logistics-query' }));
    await cli(SUPERVISOR, ['assign', body.code, 'agt_zhou']);
    const files = { 'empty.yaml': 'teams: [{ name: logistics, title: { zh: 物流部, en: Logistics } }]' };
    const { code, err } = await cli(OPERATOR, ['directory', 'apply', 'empty.yaml', '--yes', '--delete'], { files });
    expect(code).toBe(1);
    expect(err).toContain('周航 (agt_zhou, logistics)');
    expect(err).toContain('[agent-holds-tickets]');
    const { out } = await cli(SUPERVISOR, ['agents', 'list', 'logistics']);
    expect([out.includes('agt_zhou'), out.includes('agt_lin')]).toEqual([true, false]);
  });

  it('refuses a bad file with every line that is wrong, and writes nothing', async () => {
    const before = directory();
    const text = `teams:
  - name: payments
    title: { zh: 支付, en: Payments }
    shifts:
      - { name: day, weekdays: [mon], from: 08:00, to: 18:00 }
      - { name: late, weekdays: [mon], from: 17:00, to: 23:00 }
agents:
  - { id: agt_a, name: A, team: payments, roles: [agent] }
  - { id: agt_a, name: B, team: payments, roles: [agent] }
`;
    const { code, err } = await cli(OPERATOR, ['directory', 'apply', 'bad.yaml', '--yes'], {
      files: { 'bad.yaml': text },
    });
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.yaml:6 teams\[0\]\.shifts\[1\]/);
    expect(err).toContain('bad.yaml:9 agents[1].id: agt_a stands here twice');
    const shape = await cli(OPERATOR, ['directory', 'apply', 'bad.yaml', '--yes'], {
      files: { 'bad.yaml': 'agents:\n  - { id: agt_a, name: A, team: payments, roles: [agent], colour: red }\n' },
    });
    expect([shape.code, shape.err]).toEqual([2, expect.stringContaining('bad.yaml:2 agents[0].colour')]);
    expect(directory()).toBe(before);
  });
});

describe('gongdan directory import', () => {
  it('reads a table in Chinese, and keeps what it does not say', async () => {
    const table = '\ufeff编号,姓名,技能,语言,角色\nagt_zhou,周航,"damage:3 英语:2",中文;英文,坐席\n';
    const bad = await cli(OPERATOR, ['directory', 'import', 'a.csv', '--team', 'logistics', '--yes'], {
      files: { 'a.csv': table },
    });
    expect([bad.code, bad.err]).toEqual([
      2,
      expect.stringMatching(/a\.csv:2: skills\.英语: The name of a skill is lower-case/),
    ]);
    const files = { 'a.csv': table.replace('英语', 'english').concat('agt_new,"新, 人",,,\n') };
    const { code, out, err } = await cli(OPERATOR, ['directory', 'import', 'a.csv', '--team', 'logistics', '--yes'], {
      files,
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('+ 坐席 新, 人 (agt_new, logistics)');
    expect(out).toContain('~ 坐席 周航 (agt_zhou, logistics)');
    expect(out).not.toContain('regions');
    const again = await cli(OPERATOR, ['directory', 'import', 'a.csv', '--team', 'logistics', '--yes'], { files });
    expect(again.out).toBe('没有要做的：2 项都已一致。\n');
  });

  it('refuses all bad rows at once, each with its line, and writes nothing', async () => {
    const before = directory();
    const table = `id,name,team,capacity,seniority,leave
agt_1,一,payments,8,1,2026-10-01~2026-10-07
lin,二,payments,8,1,
agt_3,三,payments,many,9,
agt_1,四,payments,8,1,
agt_5,五
`;
    const { code, err } = await cli(OPERATOR, ['directory', 'import', 'b.csv', '--yes'], { files: { 'b.csv': table } });
    expect(code).toBe(2);
    const lines = [...err.matchAll(/b\.csv:(\d+): (\w+)/g)].map(([, line, field]) => `${line} ${field}`);
    expect(lines).toEqual(['3 id', '4 capacity', '4 seniority', '5 id', '6 it']);
    const heading = await cli(OPERATOR, ['directory', 'import', 'c.csv', '--yes'], {
      files: { 'c.csv': 'id,name,shoe\n' },
    });
    expect(heading.err).toContain('c.csv:1: there is no column shoe');
    const encoding = await cli(OPERATOR, ['directory', 'import', 'd.csv', '--yes'], {
      files: { 'd.csv': 'id,\ufffd\ufffd\n' },
    });
    expect(encoding.err).toContain('UTF-8');
    expect(directory()).toBe(before);
  });
});

describe('gongdan why', () => {
  it('explains a waiting ticket in both languages, its columns aligned', async () => {
    await served.desk.putAgent('agt_wu', {
      ...{ name: '吴桐', team: 'aftersales', roles: ['agent'], presence: 'online', skills: { 'vip-care': 3 } },
    });
    await served.desk.putAgent('agt_li', { name: '李', team: 'aftersales', roles: ['agent'], presence: 'away' });
    const { body } = await served.desk.open(request(undefined, { customer: { id: 'c-cli', tier: 'vip' } }));
    const zh = await cli(SUPERVISOR, ['why', body.code]);
    expect(zh.code).toBe(0);
    expect(zh.out).toMatch(/规则\s+vip/);
    expect(zh.out).toMatch(/吴桐 \(agt_wu, aftersales\)\s+0\.\d\d\s+1\.00×3/);
    expect(zh.out).toMatch(/李 \(agt_li, aftersales\)\s+离开，技能不足 \(vip-care 要 2 有 0\)/);
    expect(zh.out).toContain('再问部门 logistics');
    const [heading = '', row = ''] = zh.out
      .split('\n')
      .slice(zh.out.split('\n').findIndex((line) => line.startsWith('候选')));
    expect(stringWidth(heading)).toBe(stringWidth(row));
    const en = await cli(SUPERVISOR, ['--lang', 'en', 'why', body.code]);
    expect(en.out).toContain('candidates, best first');
    expect(en.out).toContain('away, lacks a skill (vip-care 0 of 2)');
    expect(en.out).not.toMatch(/规则|候选|接下来/);
    await served.desk.advance(body.id);
    expect((await cli(SUPERVISOR, ['why', body.code])).out).toContain('自动分派：吴桐 (agt_wu, aftersales)');
  });

  it('says what would have to change when nobody can take it', async () => {
    const { body } = await served.desk.open(request(undefined, { category: 'account', customer: { id: 'c-none' } }));
    await served.desk.putAgent('agt_sleep', { name: '眠', team: 'accounts', roles: ['agent'] });
    const { out } = await cli(OPERATOR, ['why', body.code]);
    expect(out).toContain('现在没有合适的坐席。');
    expect(out).toMatch(/怎样会有人接\nagt_sleep：上线/);
  });

  it('calculates for a ticket that does not exist, from JSON or YAML', async () => {
    const ticket = {
      subject: '退款',
      description: '退款没到账',
      customer: { id: 'c-9' },
      category: 'refund',
      uniqueId: 'x',
    };
    for (const text of [JSON.stringify(ticket), 'subject: 退款\ndescription: 退款没到账\ncustomer: { id: c-9 }\n']) {
      const { code, out } = await cli(SUPERVISOR, ['route', '--dry-run', 't'], { files: { t: text } });
      expect([code, out]).toEqual([0, expect.stringContaining('DRY-RUN')]);
    }
    expect((await cli(SUPERVISOR, ['route', 't'], { files: { t: JSON.stringify(ticket) } })).code).toBe(2);
    expect((await cli(SUPERVISOR, ['route', '--dry-run', 't'], { files: { t: '- a' } })).code).toBe(2);
  });
});

describe('gongdan queues, next, me and the rules', () => {
  it('show the queues, and hand the next ticket out', async () => {
    const { out } = await cli(SUPERVISOR, ['queues']);
    expect(out.split('\n')[0]).toMatch(/^队列\s+名称\s+颜色/);
    expect(out).toMatch(/accounts\s+账户.*综合最合适/);
    const next = await cli(tokenOf('agt_sleep', 'agent'), ['next', 'accounts']);
    expect([next.code, next.out]).toEqual([0, expect.stringContaining('处理中')]);
    expect((await cli(tokenOf('agt_sleep', 'agent'), ['next', 'accounts'])).err).toContain('[nothing-waiting]');
    expect((await cli(tokenOf('agt_sleep', 'agent'), ['me'])).out).toMatch(/负载\s+[124]\/8/);
    expect((await cli(tokenOf('agt_sleep', 'agent'), ['heartbeat'])).out).toContain('离线');
  });

  it('change the rules with a reason, print them so that they can be given back, and remember it', async () => {
    const rules = (await cli(SUPERVISOR, ['policy', 'rules'])).out;
    expect(rules).toContain('- name: payment-outage');
    const files = { 'rules.yaml': rules.replace('- name: vip\n', '- name: important\n') };
    const changed = await cli(SUPERVISOR, ['policy', 'change-rules', 'rules.yaml', '--reason', '大促'], { files });
    expect([changed.code, changed.err]).toEqual([0, '']);
    served.desk.wait(1);
    expect((await cli(SUPERVISOR, ['policy', 'rules'])).out).toBe(files['rules.yaml']);
    expect((await cli(SUPERVISOR, ['policy', 'history'])).out).toMatch(/agt_luo\s+分派规则\s+[0-9a-f]{12}\s+大促/);
    expect((await cli(SUPERVISOR, ['policy', 'change-rules', 'rules.yaml'], { files })).code).toBe(2);
    const bad = await cli(SUPERVISOR, ['policy', 'change-rules', 'r', '--reason', 'x'], {
      files: { r: '- name: a\n  then: { queue: nowhere }\n' },
    });
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('r:2 [0].then.queue: There is no queue nowhere')]);
  });
});
