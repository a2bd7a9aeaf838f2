import { type UnmergePorts, unmergeTicket as unmerge } from '../../../core/usecases/unmerge-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const unmergeTicket =
  (ports: UnmergePorts): Handler<'unmergeTicket'> =>
  (call) =>
    relate(call, 'unmerge', (input) => unmerge(ports, input));
