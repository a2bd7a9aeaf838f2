import type { z } from 'zod';
import type { putTeam } from '../requests.ts';
import type { AgentView } from '../views.ts';
import { lin } from './ticket.ts';

export const agent: AgentView = {
  ...lin,
  email: 'lin@example.com',
  roles: ['agent'],
  presence: 'online',
  capacity: 8,
  load: 2,
  open: 1,
  claimed: 0,
  paused: 0,
  skills: { damage: 3 },
  languages: ['zh', 'en'],
  regions: ['华东'],
  seniority: 1,
  leave: [{ from: '2026-12-24', until: '2026-12-26' }],
  substitute: 'agt_luo',
  seenAt: '2026-11-22T04:08:30.000Z',
  duty: { onDuty: true, shiftEndsAt: '2026-11-22T10:00:00.000Z' },
};

export const team = {
  title: { zh: '物流', en: 'Logistics' },
  timeZone: 'Asia/Shanghai',
  shifts: [{ name: 'day', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', agents: [] }],
  changes: [{ date: '2026-10-01', agents: [], hours: [] }],
} satisfies z.input<typeof putTeam>;
