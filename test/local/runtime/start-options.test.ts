import { describe, expect, it } from 'vitest';
import { startOptions } from '../../../local/start-options.ts';

describe('the command line of npm start', () => {
  it('has a default for everything', () => {
    expect(startOptions([])).toEqual({
      assembly: 'cdk.out/local',
      dataDir: '.gongdan',
      port: 3900,
      clock: { kind: 'scaled', factor: 1 },
      verbose: false,
      report: undefined,
    });
  });

  it('takes all flags, and tells how when asked', () => {
    expect(
      startOptions(['--port', '0', '--data-dir', 'd', '--assembly', 'a', '--speed', '0.5', '--report', 'permissions']),
    ).toMatchObject({ port: 0, dataDir: 'd', assembly: 'a', clock: { factor: 0.5 }, report: 'permissions' });
    expect(startOptions(['--stepped', '--verbose', '--faults', 'crash=0.1'])).toMatchObject({
      clock: { kind: 'stepped' },
      verbose: true,
      faults: { crash: 0.1 },
    });
    expect([startOptions(['--help']), startOptions(['-h'])]).toEqual(['help', 'help']);
  });

  it.each<[arg: string, line: string]>([
    ...['0', '0.0', '-1', 'NaN', 'Infinity', '', ' ', 'fast', '0x10', '1e3'].map((value): [string, string] => [
      `--speed=${value}`,
      `--speed ${value} is not a number above 0.`,
    ]),
    ['--speed=100001', '--speed 100001 is too fast: the most is 100000.'],
    ...['65536', '-1', '1.5', '80x', '', '0x50'].map((value): [string, string] => [
      `--port=${value}`,
      `--port ${value} is not a port.`,
    ]),
    ['--data-dir=', '--data-dir names no folder.'],
    ['--assembly= ', '--assembly names no folder.'],
    ['--report=everything', '--report everything is not known: there is "permissions".'],
  ])('refuses %s', (arg, line) => {
    expect(() => startOptions([arg])).toThrow(line);
  });

  it('refuses two kinds of clock, and words without a flag', () => {
    expect(() => startOptions(['--stepped', '--speed', '5'])).toThrow('--speed and --stepped are two kinds of clock');
    expect(() => startOptions(['5'])).toThrow("Unexpected argument '5'");
  });
});
