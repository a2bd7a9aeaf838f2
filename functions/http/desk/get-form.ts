import { formOf } from '../../../core/domain/handling/resolution.ts';
import { isRefusal } from '../../../core/domain/refusals.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';
import { categoryOf, formSummaries, formView } from './form-view.ts';

interface FormPorts {
  readonly policies: Policies;
}

/** Database operations, as of all of these: those of reading the active policy. */
export const listForms =
  ({ policies }: FormPorts): Handler<'listForms'> =>
  async () => ({ body: { items: formSummaries(await policies.active()) } });

export const getForm =
  ({ policies }: FormPorts): Handler<'getForm'> =>
  async ({ path }) => {
    const policy = await policies.active();
    const category = categoryOf(policy, path.category);
    return isRefusal(category) ? category : { body: formView(category, formOf(policy, category.name)) };
  };
