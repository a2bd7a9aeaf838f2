/** Judges definitions as CreateStateMachine does and compares with AWS's verdict. */
import { Clock } from '../../local/clock.ts';
import { createCompiler } from '../../local/states/expressions.ts';
import { describeProblem } from '../../local/states/problem.ts';
import { validate } from '../../local/states/validate.ts';
import { agree, disagree, isJsonata, skip, type Verdict } from './verdict.ts';

const compile = createCompiler(new Clock({ kind: 'stepped' }, 0));

export function judgeDefinition(row: any): Verdict {
  let definition: unknown;
  try {
    definition = JSON.parse(row.definition_text);
  } catch {
    return row.valid ? disagree('is refused here: not JSON') : agree;
  }
  if (typeof definition === 'object' && definition !== null && !isJsonata(definition))
    return skip('a state is in JSONPath');
  const problems = validate(definition, compile, String(row.type).startsWith('EXPR') ? 'EXPRESS' : 'STANDARD');
  if ((problems.length === 0) === row.valid) return agree;
  return disagree(row.valid ? `is refused here: ${problems.map(describeProblem).join('; ')}` : 'is accepted here');
}
