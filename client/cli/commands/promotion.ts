/** Promotion periods (大促) of the policy. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { previewText, promotionsText } from '../promotions.ts';
import { withFile } from './policy.ts';

interface PreviewOptions {
  readonly from?: string;
  readonly to?: string;
  readonly file?: string;
}

export const addPromotion = (program: Command, { desk, print, read }: Context): void => {
  const promotion = program.command('promotion').summary('大促 · promotion periods');
  promotion
    .command('list')
    .summary('大促列表 · those of the policy, and which runs now (supervisor, operator)')
    .action(async () => print((await desk().listPromotions()).items, promotionsText));
  promotion
    .command('preview')
    .argument('<name>', 'e.g. double-eleven')
    .option('--from <day>', '第一天 · the first day on which the tickets were opened, e.g. 2026-11-16')
    .option('--to <day>', '最后一天 · the last one (default: yesterday, and the six days before)')
    .option('--file <file>', '规则文件 · a policy file with the promotion in it (default: the active policy)')
    .summary('大促试算 · what it would have done to the promises of these tickets (supervisor, operator)')
    .action(async (name: string, { from, to, file }: PreviewOptions) => {
      const body = {
        promotion: name,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(file !== undefined && { policy: read(file) }),
      };
      const preview = desk().previewPromotion({ body });
      print(await (file === undefined ? preview : withFile(file, preview)), previewText);
    });
};
