import { formOf } from '../../../core/domain/handling/resolution.ts';
import { isRefusal } from '../../../core/domain/refusals.ts';
import type { Tickets } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { nonceReplayed } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { categoryOf, formSummaries, formView } from '../desk/form-view.ts';

interface FormPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
}

/** Database operations, as of the other one: those of reading the active policy, and one for the nonce. */
export const listChannelForms =
  ({ tickets, policies }: FormPorts): Handler<'listChannelForms'> =>
  async ({ nonce }) => {
    if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
    return { body: { items: formSummaries(await policies.active()) } };
  };

export const getChannelForm =
  ({ tickets, policies }: FormPorts): Handler<'getChannelForm'> =>
  async ({ nonce, path }) => {
    if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
    const policy = await policies.active();
    const category = categoryOf(policy, path.category);
    return isRefusal(category) ? category : { body: formView(category, formOf(policy, category.name)) };
  };
