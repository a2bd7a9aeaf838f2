import { listAlarms as list } from '../../../core/usecases/list-alarms.ts';
import type { Handler } from '../../shared/door.ts';
import { alarmViewOf } from './alarm-view.ts';

export const listAlarms =
  (ports: Parameters<typeof list>[0]): Handler<'listAlarms'> =>
  async () => ({
    body: { items: (await list(ports)).map(({ alarm, episode }) => alarmViewOf(alarm.name, alarm, episode)) },
  });
