import { type SplitPorts, splitMessage as split } from '../../../core/usecases/split-message.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const splitMessage =
  (ports: SplitPorts): Handler<'splitMessage'> =>
  (call) => {
    const { seq, category } = call.body;
    return relate(call, 'split', (input) =>
      split(ports, { ...input, seq, ...(category !== undefined && { category }) }),
    );
  };
