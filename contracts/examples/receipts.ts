import type { Examples } from './example.ts';

export const RECEIPT_EXAMPLES = {
  takeReceipts: {
    path: { provider: 'aliyun', token: '3f0c1d9a5b7e42868cb0d1f2a3e4c5b6978a9bacbdcedfe0f1029384a5b6c7d8' },
    body: [
      {
        ...{ phone_number: '13812345678', send_time: '2026-11-22 12:00:00', report_time: '2026-11-22 12:00:04' },
        ...{ success: true, err_code: 'DELIVERED', err_msg: '用户接收成功', sms_size: '1' },
        ...{ biz_id: '1795320000000000001^0', out_id: 'dGt0XzAxSy4xI3JlY2VpdmVkI2N1c3RvbWVy' },
      },
    ],
    answer: { code: 0, msg: '接收成功' },
  },
} as const satisfies Examples;
