import type { Heartbeat } from '../../../contracts/views.ts';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import { type BeatPorts, beat as giveSign } from '../../../core/usecases/beat.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { dutyView } from './agent-view.ts';

export const beat =
  (ports: BeatPorts): Handler<'beat'> =>
  async ({ actor }) => {
    const sign = await giveSign(ports, actor.id as AgentId);
    if (isRefused(sign)) return sign;
    const { agent, duty, endsInMinutes } = sign;
    const body: Heartbeat = {
      presence: agent.presence,
      ...dutyView(duty),
      ...(endsInMinutes !== undefined && { warning: endsSoon(endsInMinutes) }),
    };
    return { body };
  };

const endsSoon = (minutes: number): NonNullable<Heartbeat['warning']> => ({
  code: 'shift-ends-soon',
  minutes,
  zh: `${minutes} 分钟后下班：之后不再分派新工单，请收尾或转派手上的工单。`,
  en: `Your shift ends in ${minutes} minutes: nothing new comes after that. Finish what you hold, or hand it on.`,
});
