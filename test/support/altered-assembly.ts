/** Copies of this machine's assembly with something changed in their templates, for tests that take a piece away. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface TemplateResource {
  readonly Type: string;
  readonly Properties: any;
}
/** By logical id, over all stacks; changed in place. */
export type Resources = Record<string, TemplateResource>;

export interface Original {
  readonly resources: Resources;
  /** An assembly like the original after `change`. Answers its folder. */
  altered(change: (resources: Resources) => void): string;
  dispose(): void;
}

/** Copies an assembly once: a build in the meantime changes nothing for the test. */
export function originalAssembly(from = 'cdk.out/local'): Original {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-altered-'));
  const original = join(folder, 'original');
  cpSync(from, original, { recursive: true });
  const files = readdirSync(original);
  const templates = files.filter((file) => file.endsWith('.template.json'));
  const read = (): [file: string, template: { Resources: Resources }][] =>
    templates.map((file) => [file, JSON.parse(readFileSync(join(original, file), 'utf8'))]);
  const together = (all: ReturnType<typeof read>): Resources =>
    Object.assign({}, ...all.map(([, template]) => template.Resources));
  let copies = 0;
  return {
    resources: together(read()),
    altered(change) {
      const copy = join(folder, String(copies++));
      cpSync(original, copy, { recursive: true, filter: (path) => !/asset\.[0-9a-f]+$/.test(path) });
      for (const file of files.filter((name) => name.startsWith('asset.')))
        symlinkSync(join(original, file), join(copy, file));
      const changed = read();
      const resources = together(changed);
      change(resources);
      for (const [file, template] of changed) {
        const Resources = Object.fromEntries(Object.entries(template.Resources).filter(([id]) => id in resources));
        writeFileSync(join(copy, file), JSON.stringify({ ...template, Resources }));
      }
      return copy;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * For `altered`: what the desk does by the clock, which would be most of the work of a test that waits for days. The sweeper
 * stays: without it no clock of a ticket would go.
 */
export function withoutSchedules(resources: Resources): void {
  for (const [id, { Type, Properties }] of Object.entries(resources))
    if (Type === 'AWS::Scheduler::Schedule' && !Properties.Target.Arn['Fn::GetAtt'][0].startsWith('Sweep'))
      delete resources[id];
}
