import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const takeStep =
  (ports: DeskPorts): Handler<'takeStep'> =>
  (call) => {
    const { step, note, knowledge, evidence } = call.body;
    return giveCommand(ports, call, 'steps', {
      ...({ type: 'takeStep', step } as const),
      ...(note !== undefined && { note }),
      ...(knowledge !== undefined && { knowledge }),
      ...(evidence && { evidence }),
    });
  };
