/** Which fields a JSONata definition may have, by state type, and which words mean that it was written in JSONPath. */

const FLOW = ['Next', 'End'];
const RESULT = ['Assign', 'Output'];
const FAULTS = ['Retry', 'Catch'];

export const COMMON_FIELDS: readonly string[] = ['Type', 'Comment', 'QueryLanguage'];

export const STATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pass: [...FLOW, ...RESULT],
  Task: [...FLOW, ...RESULT, ...FAULTS, 'Resource', 'Arguments', 'Credentials', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Choice: [...RESULT, 'Choices', 'Default'],
  Wait: [...FLOW, ...RESULT, 'Seconds', 'Timestamp'],
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
  Parallel: [...FLOW, ...RESULT, ...FAULTS, 'Arguments', 'Branches'],
  Map: [
    ...FLOW,
    ...RESULT,
    ...FAULTS,
    'Items',
    'ItemSelector',
    'ItemProcessor',
    'MaxConcurrency',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'Label',
  ],
};

export const MACHINE_FIELDS = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
export const BRANCH_FIELDS = ['Comment', 'StartAt', 'States'];
export const PROCESSOR_FIELDS = [...BRANCH_FIELDS, 'ProcessorConfig'];
export const PROCESSOR_CONFIG_FIELDS = ['Mode', 'ExecutionType', 'Comment'];
export const RULE_FIELDS = ['Condition', 'Next', 'Assign', 'Output', 'Comment'];
export const CATCHER_FIELDS = ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'];
export const RETRIER_FIELDS = [
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];

export const JSONPATH_FIELDS: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'Variable',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'MaxItemsPath',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatchPath',
  'Iterator',
  'ErrorPath',
  'CausePath',
]);

/** Fields that AWS knows and this runtime does not act on: the definition is right, and refused all the same. */
export const NOT_EMULATED = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label', 'Credentials'];
