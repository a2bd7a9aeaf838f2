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
  信箱 mailbox     ${url}/mailbox   邮件、短信、群消息 all that is sent to people
  数据 data        ${dataDir}
  时钟 clock       ${pace}

  接下来 Try next, in another terminal (login 会记住地址 remembers the address):
    npx gongdan login agt_luo --role supervisor --url ${url}
    npx gongdan create "订单超时未派送，三天了，到底什么时候到？"
    npx gongdan find --customer cus_demo    # 查找工单 whose it is, and until when
    npx gongdan agents list logistics       # 谁在线 who is here
    npx gongdan local mails                 # 已发邮件 mails that were sent
    npx gongdan local bill                  # 这次运行在 AWS 上的费用 what this run would have cost
    curl -s ${url}/v1/openapi.json    # 接口说明 the whole API

  令牌 A token for other programs:
    curl -s ${url}/_local/token -H 'content-type: application/json' \\
      -d '{"subject":"agt_lin","scope":"gongdan/agent"}'

  Ctrl-C 停止，数据保留 stops it; the data stays.
`;
}
