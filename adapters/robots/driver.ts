import type { NoticePolicy } from '../../core/domain/messages/notice-policy.ts';
import type { SendResult } from '../../core/ports-notices.ts';
import type { RobotLimit } from './limiter.ts';
import type { RobotCall } from './robot.ts';

export type RobotKind = NoticePolicy['robots'][string]['kind'];

export interface RobotDriver {
  readonly limits: readonly RobotLimit[];
  readonly send: (call: RobotCall) => Promise<SendResult>;
}

/** How one kind of robot is spoken to; loaded when it is asked for. */
export const robotDriver = async (kind: RobotKind): Promise<RobotDriver> => {
  switch (kind) {
    case 'wecom': {
      const { sendByWecom, WECOM_LIMITS } = await import('./wecom.ts');
      return { limits: WECOM_LIMITS, send: sendByWecom };
    }
    case 'dingtalk': {
      const { sendByDingtalk, DINGTALK_LIMITS } = await import('./dingtalk.ts');
      return { limits: DINGTALK_LIMITS, send: sendByDingtalk };
    }
    case 'feishu': {
      const { sendByFeishu, FEISHU_LIMITS } = await import('./feishu.ts');
      return { limits: FEISHU_LIMITS, send: sendByFeishu };
    }
  }
};
