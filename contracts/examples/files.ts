import type { Examples } from './example.ts';
import { AT, CODE, ID, lin } from './ticket.ts';

const FILE = {
  name: '签收凭证.png',
  type: 'image/png',
  size: 48_213,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
} as const;
const attachment = {
  id: 'att_01KAN3B7Q2M5X8Z1C4V6N9S0DE',
  ...FILE,
  state: 'awaited',
  shown: true,
  by: lin.id,
} as const;
const { id, name, type, size } = attachment;
const STORE = 'https://files.example.com';
const ONE = { path: { id: CODE, attachment: id } } as const;

export const FILE_EXAMPLES = {
  requestUpload: {
    ...AT,
    body: { ...FILE, shown: true },
    answer: {
      attachment,
      upload: {
        method: 'PUT',
        url: `${STORE}/incoming/${ID}/${id}?X-Amz-Expires=300&X-Amz-Signature=5f0c…`,
        headers: {
          'content-type': type,
          'x-amz-checksum-sha256': 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
        },
        expiresAt: '2026-11-22T04:25:00.000Z',
      },
    },
  },
  listAttachments: { ...AT, answer: { items: [{ ...attachment, state: 'clean' }] } },
  readAttachment: {
    ...ONE,
    answer: {
      ...{ id, name, type, size },
      url: `${STORE}/kept/${ID}/${id}?X-Amz-Expires=60&X-Amz-Signature=a13b…`,
      expiresAt: '2026-11-22T04:22:00.000Z',
    },
  },
  removeAttachment: {
    ...ONE,
    answer: {
      ...{ id: ID, code: CODE, phase: 'handling', version: 9, assignee: lin },
      events: [{ seq: 9, type: 'ticket.attachment-removed' }],
    },
  },
} as const satisfies Examples;
