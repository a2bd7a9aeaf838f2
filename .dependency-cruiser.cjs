// Dependencies point inward only: functions, local → adapters, contracts → core.
const not = (from, to, comment) => ({
  name: `${from}-not-to`,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: { path: to },
});
const rooms = '(bin|lib|functions|core|contracts|adapters|local|client|simulation|bench|test)';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-itself-alone',
      severity: 'error',
      from: { path: '^core/domain/' },
      to: { pathNot: '^core/domain/' },
    },
    not('core', `^(?!core/)${rooms}/`, 'core is the innermost room'),
    not('contracts', `^(?!core/|contracts/)${rooms}/`, 'contracts know the core alone'),
    not('adapters', `^(?!core/|contracts/|adapters/)${rooms}/`, 'adapters fill ports of the core'),
    not('client', `^(?!contracts/|client/)${rooms}/`, 'the client knows contracts alone'),
    not('functions', '^(lib|local|client|bench|test|bin)/', 'handlers use adapters, contracts and the core'),
    not('lib', '^(functions|adapters|local|client|bench|test)/', 'stacks know names and schemas, never logic'),
    not(
      'local',
      '^(functions|adapters|bench|test|lib)/',
      'the runtime reads templates and bundles, never the source behind them',
    ),
    not(
      'simulation',
      `^(?!core/|contracts/|simulation/|client/cli/(table|words)\\.ts)${rooms}/`,
      'the simulation asks the rules, and prints',
    ),
    {
      name: 'no-dev-dependencies-in-product',
      severity: 'error',
      from: { path: '^(functions|core|contracts|adapters|client)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.json'] },
  },
};
