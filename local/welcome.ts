/** What `npm start` says when the system is up. */
import type { Runtime } from './runtime.ts';

export function welcome({ url, clock }: Runtime, dataDir: string): string {
  const pace =
    clock.mode.kind === 'stepped'
      ? `stepped: POST ${url}/_local/advance {"minutes": 30}`
      : clock.mode.factor === 1
        ? 'real'
        : `×${clock.mode.factor}`;
  return `
Gongdan 工单 is up · 系统已启动

  地址 address     ${url}
  数据 data        ${dataDir}
  时钟 clock       ${pace}

  令牌 A token, for an agent (坐席):
    curl -s ${url}/_local/token -H 'content-type: application/json' \\
      -d '{"subject":"agt_demo","scope":"gongdan/agent"}'

  接下来 Try next:
    npx gongdan login           登录本地签发者 sign in at the local issuer
    npx gongdan create          新建一张工单 open a ticket
    npx gongdan queue           查看排队工单 see who waits
    curl -s ${url}/v1/openapi.json   接口说明 the whole API
    curl -s ${url}/_local/mails      已发邮件 mails that were sent
    curl -s ${url}/_local/bill       这次运行在 AWS 上的费用 what this run would have cost

  Ctrl-C 停止，数据保留 stops it; the data stays.
`;
}
