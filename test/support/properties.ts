/**
 * fast-check with one seed for all properties, so that a run can be repeated and a landing does not hang on a draw. Another draw:
 * `PROPERTY_SEED=7 npx vitest run test/unit`; a failure prints the seed.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 20260302) });

export default fc;
export * from 'fast-check';
