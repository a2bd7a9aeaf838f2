import { checklistOf } from '../../../core/domain/handling/resolution.ts';
import { isRefusal } from '../../../core/domain/refusals.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';
import { categoryOf } from './form-view.ts';

/** Database operations: those of reading the active policy. */
export const getChecklist =
  ({ policies }: { readonly policies: Policies }): Handler<'getChecklist'> =>
  async ({ path }) => {
    const policy = await policies.active();
    const category = categoryOf(policy, path.category);
    if (isRefusal(category)) return category;
    return { body: { category: category.name, steps: checklistOf(policy, category.name) } };
  };
