import { codesOf, isFor } from '../../../core/domain/handling/resolution.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';

interface PolicyPorts {
  readonly policies: Policies;
}

/** Database operations, as of the other one: those of reading the active policy. */
export const listMacros =
  ({ policies }: PolicyPorts): Handler<'listMacros'> =>
  async ({ query }) => {
    const { macros } = await policies.active();
    const wanted = macros.filter((macro) => query.category === undefined || isFor(macro, query.category));
    return {
      body: {
        items: wanted.map(({ name, title, category, inputs, actions }) => ({
          ...{ name, title, inputs, actions },
          ...(category && { categories: category }),
        })),
      },
    };
  };

export const listResolutionCodes =
  ({ policies }: PolicyPorts): Handler<'listResolutionCodes'> =>
  async ({ query }) => {
    const policy = await policies.active();
    const codes = query.category === undefined ? policy.resolutionCodes : codesOf(policy, query.category);
    return {
      body: {
        items: codes.map(({ name, title, category, needs }) => ({
          ...{ name, title, needs },
          ...(category && { categories: category }),
        })),
      },
    };
  };
