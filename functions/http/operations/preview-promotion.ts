import type { Policy } from '../../../core/domain/policy.ts';
import { type Instant, toInstant, toMs } from '../../../core/domain/time.ts';
import type { Time } from '../../../core/ports.ts';
import type { Insight } from '../../../core/ports-insight.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { previewPromotion as preview } from '../../../core/usecases/preview-promotion.ts';
import type { Handler } from '../../shared/door.ts';
import { rejectInvalid } from '../../shared/validation.ts';
import { policyProblems } from './policy-problems.ts';

interface PreviewPorts {
  readonly policies: Policies;
  readonly insight: Pick<Insight, 'factsOf'>;
  readonly time: Time;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const SHANGHAI_MS = 8 * 60 * 60 * 1000;
const DAYS = 7;
const MOST_DAYS = 31;

/** The reader of policy files is loaded at its first use. */
export const previewPromotion =
  (ports: PreviewPorts): Handler<'previewPromotion'> =>
  async ({ body }) => {
    const { promotion } = body;
    const policy = body.policy === undefined ? await ports.policies.active() : await policyIn(body.policy);
    const names = policy.promotions.map(({ name }) => name);
    const { from, to } = daysOf(body, ports.time.now());
    rejectInvalid([
      ...(names.includes(promotion)
        ? []
        : [{ path: 'promotion', message: `There is no promotion ${promotion}; ${listOf(names)}` }]),
      ...(daysBetween(from, to) < MOST_DAYS ? [] : [{ path: 'to', message: `At most ${MOST_DAYS} days` }]),
      ...(from <= to ? [] : [{ path: 'from', message: `It lies after ${to}` }]),
    ]);
    const found = await preview(ports, { policy, promotion, from, to });
    return { body: { promotion, policyVersion: policy.version, from, to, ...found } };
  };

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? 'the policy has none' : `there are ${names.join(', ')}`;

const policyIn = async (text: string): Promise<Policy> => {
  const { parsePolicy } = await import('../../../contracts/policy.ts');
  return policyProblems(async () => parsePolicy(text, 'policy'));
};

/** Without dates, the seven days before today. */
const daysOf = (
  body: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
): { readonly from: string; readonly to: string } => {
  const to = body.to ?? (body.from === undefined ? yesterday(now) : later(body.from, DAYS - 1));
  return { from: body.from ?? later(to, 1 - DAYS), to };
};

const yesterday = (now: Instant): string => toInstant(toMs(now) + SHANGHAI_MS - DAY_MS).slice(0, 10);

const later = (day: string, days: number): string => toInstant(toMs(day) + days * DAY_MS).slice(0, 10);

const daysBetween = (from: string, to: string): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);
