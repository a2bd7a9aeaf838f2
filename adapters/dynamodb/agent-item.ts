import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/domain/routing.ts';
import type { Item } from './ticket-head.ts';

export const agentOf = (item: Item): Agent => {
  const { id, name, email, team, roles, presence, open, capacity, lastAssignedAt } = unmarshall(item);
  return {
    ...{ id, name, team, roles, presence, open, capacity },
    ...(email !== undefined && { email }),
    ...(lastAssignedAt !== undefined && { lastAssignedAt }),
  };
};
