/** `gongdan template`: the words of a policy file, read and previewed without a server. */
import { describe, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { listTemplates, PREVIEW_CHANNELS, previewTemplate, ROBOT_KINDS } from '../../contracts/template-preview.ts';
import { LANGUAGES } from '../../core/domain/vocabulary.ts';
import { request } from '../functions/support/desk.ts';
import { policy, policyText } from '../unit/desk.ts';
import { serveDesk, tokenOf } from './desk-server.ts';
import { worldOf } from './world.ts';

const FILE = 'policies/desk.yaml';

const template = async (line: string, text = policyText) => {
  const read: string[] = [];
  const { world, out, err } = worldOf({
    env: { LANG: 'zh_CN.UTF-8', XDG_CONFIG_HOME: '/nonexistent' },
    readFile: (path) => {
      read.push(path);
      if (path !== FILE && path !== 'other.yaml') throw new Error('no such file');
      return text;
    },
  });
  const exit = await run(['template', ...line.split(' ')], world);
  return { exit, out: out.join('\n'), err: err.join('\n'), read };
};

describe('a preview', () => {
  it('of every template says something in the place of every placeholder, in both languages and by every channel', () => {
    for (const { name, short } of listTemplates(policy.notices))
      for (const language of LANGUAGES)
        for (const channel of PREVIEW_CHANNELS)
          for (const robot of ROBOT_KINDS) {
            const preview = previewTemplate(policy.notices, name, { language, channel, robot });
            if (channel === 'sms' && !short) expect(preview).toEqual({ refused: 'unfit' });
            else
              expect(JSON.stringify(preview).replace(/<style>.*?<.style>/, ''), name).not.toMatch(
                /\{[a-z]|undefined|refused|「」|""/i,
              );
          }
  });
});

describe('gongdan template', () => {
  it('lists what there is, to whom it goes and by what', async () => {
    const { exit, out, read } = await template('list');
    expect([exit, read]).toEqual([0, [FILE]]);
    expect(out).toMatch(/^solved +solved +customer +mail +工单 \{code\} 已解决$/m);
    expect(out).toMatch(/^owned +owned +customer +mail /m);
    expect(out).toMatch(/^asked +asked +customer +不发 /m);
    expect(JSON.parse((await template('list --json')).out)).toContainEqual(
      expect.objectContaining({ name: 'digest', rows: [], short: false }),
    );
  });

  it('previews one in the language of the terminal or another, by any channel, from any file', async () => {
    const { out, read } = await template('preview solved --file other.yaml');
    expect(read).toEqual(['other.yaml']);
    expect(out).toMatch(
      /^工单 K7M2Q9XD 已解决\n\n您的问题「包裹延误三天」已解决：\n\n[\s\S]*\n查看详情：https:.*\n\n-- \n客服中心\n/,
    );
    expect((await template('preview solved --language en --channel sms')).out).toBe(
      'Your ticket K7M2Q9XD is solved. If it is not, answer by Thursday 15:20 (UTC+8).\n(79)',
    );
    expect((await template('preview solved --channel html')).out).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
    expect((await template('preview warned --channel robot --robot feishu --language en')).out).toMatch(/^Warning: /);
    expect(JSON.parse((await template('preview warned --channel hook')).out)).toMatchObject({ occasion: 'warned' });
    expect(JSON.parse((await template('preview warned --json')).out)).toMatchObject({ channel: 'mail' });
  });

  it('refuses a template that there is not, a channel that it has no words for, and a file that is not there', async () => {
    const unknown = await template('preview nothing');
    expect([unknown.exit, unknown.err]).toEqual([
      1,
      expect.stringMatching(/There is no template nothing; there are received, /),
    ]);
    const unfit = await template('preview survey --channel sms');
    expect([unfit.exit, unfit.err]).toEqual([1, expect.stringContaining('survey has no short text')]);
    expect(await template('preview solved --file none.yaml')).toMatchObject({
      ...{ exit: 2, err: expect.stringContaining('none.yaml cannot be read') },
    });
    expect((await template('preview solved --channel fax')).exit).toBe(2);
  });

  it('refuses a file with a placeholder that there is not, with its line', async () => {
    const wrong = policyText.replace('有新回复：\n\n        {text}', '有新回复：\n\n        {txt}');
    const { exit, err } = await template('preview solved', wrong);
    expect(exit).toBe(1);
    const line =
      wrong.split('\n').findIndex((each, at, all) => /text: \|/.test(each) && all[at + 3]?.includes('{txt}')) + 1;
    expect(err).toContain(
      `${FILE}:${line} templates.answered.zh.text: There is no placeholder {txt}; allowed are {code}, {subject}, `,
    );
  });

  it('says with --code what it would say of a ticket that is there', async () => {
    const served = await serveDesk();
    try {
      const { desk, url } = served;
      await desk.putAgent('agt_ops', { name: '运', team: 'front-desk', roles: ['agent', 'supervisor'] });
      const { code, subject } = (await desk.open(request())).body;
      const { world, out, err } = worldOf({
        env: { GONGDAN_TOKEN: tokenOf('agt_ops', 'supervisor') },
        readFile: () => policyText,
      });
      await run(['--url', url, '--lang', 'zh', 'template', 'preview', 'waiting', '--code', code], world);
      expect(err).toEqual([]);
      expect(out[0]).toMatch(new RegExp(`^工单 ${code} 在等您的回复\n`));
      expect(out[0]).toContain(`您向我们提交了工单 ${code}。`);
      expect(out[0]).toContain(`「${subject ?? request().subject}」`);
    } finally {
      await served.close();
    }
  });
});
