/** The rules of one state, by its type. */
import { isExpression } from './expressions.ts';
import { JSONPATH_FIELDS, RULE_FIELDS } from './fields.ts';
import { isObject, type Json, type Report, reportUnknownFields } from './problem.ts';
import { isTimestamp } from './timestamp.ts';
import { validateMap } from './validate-map.ts';
import { MOST_SECONDS, number } from './validate-number.ts';

type Rule = (state: Json, report: Report) => void;

export const STATE_RULES: Readonly<Record<string, Rule>> = {
  Pass: () => {},
  Succeed: () => {},
  Task: (state, report) => {
    validateResource(state.Resource, report);
    if (
      state.Credentials !== undefined &&
      !(isObject(state.Credentials) && typeof state.Credentials.RoleArn === 'string')
    ) {
      report('Credentials', 'needs RoleArn');
    }
    number(state, 'TimeoutSeconds', 1, MOST_SECONDS, report);
    number(state, 'HeartbeatSeconds', 1, MOST_SECONDS, report);
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
    if (
      typeof heartbeat === 'number' &&
      heartbeat >= (typeof timeout === 'number' ? timeout : Number.POSITIVE_INFINITY)
    ) {
      report('HeartbeatSeconds', 'must be smaller than TimeoutSeconds');
    }
  },
  Choice: (state, report) => {
    if (!Array.isArray(state.Choices) || state.Choices.length === 0) report('Choices', 'needs at least one rule');
    for (const [index, rule] of (Array.isArray(state.Choices) ? state.Choices : []).entries()) {
      const at = `Choices[${index}]`;
      if (!isObject(rule)) {
        report(at, 'is not an object');
        continue;
      }
      reportUnknownFields(rule, RULE_FIELDS, JSONPATH_FIELDS, report, `${at}/`);
      if (typeof rule.Condition !== 'boolean' && !isExpression(rule.Condition)) {
        report(`${at}/Condition`, 'is required, a JSONata expression or a boolean');
      }
      if (typeof rule.Next !== 'string') report(`${at}/Next`, 'is required, the name of a state');
    }
    if (state.Default !== undefined && typeof state.Default !== 'string')
      report('Default', 'must be the name of a state');
  },
  Wait: (state, report) => {
    const given = ['Seconds', 'Timestamp'].filter((field) => state[field] !== undefined);
    if (given.length !== 1)
      report(given.length ? 'Timestamp' : 'Seconds', 'exactly one of Seconds and Timestamp is required');
    number(state, 'Seconds', 0, MOST_SECONDS, report);
    const timestamp = state.Timestamp;
    if (timestamp !== undefined && !isExpression(timestamp) && !isTimestamp(timestamp)) {
      report('Timestamp', 'must be an ISO 8601 time with date, time and zone, e.g. 2026-03-14T01:59:00Z');
    }
  },
  Fail: (state, report) => {
    for (const field of ['Error', 'Cause']) {
      if (state[field] !== undefined && typeof state[field] !== 'string') report(field, 'must be a string');
    }
  },
  Parallel: (state, report) => {
    if (!Array.isArray(state.Branches) || state.Branches.length === 0) report('Branches', 'needs at least one branch');
  },
  Map: validateMap,
};

const LAMBDA = /^arn:[^:]+:lambda:/;
/** Service and integration pattern of an ARN like `arn:aws:states:::sqs:sendMessage.waitForTaskToken`. */
const PATTERN = /^arn:[^:]+:states:::((?:aws-sdk:)?[^:]+):[^.]+\.(waitForTaskToken|sync(?::2)?)$/;
const WITHOUT_TOKEN = new Set(['dynamodb']);
const WITHOUT_JOBS = new Set(['apigateway', 'dynamodb', 'events', 'lambda', 'sns', 'sqs']);
const LAMBDA_FUNCTION = /:function:[^\s:*#$]+(:(\$LATEST|[^\s:*#$]+))?$/;

function validateResource(resource: unknown, report: Report): void {
  if (typeof resource !== 'string' || resource === '') report('Resource', 'is required, a string');
  else if (/\$\{[^}]*$/.test(resource)) report('Resource', 'has a token that is not closed');
  else if (LAMBDA.test(resource) && !LAMBDA_FUNCTION.test(resource)) {
    report('Resource', 'is not the ARN of a function, an alias or a version');
  } else {
    const [, service = '', pattern = ''] = PATTERN.exec(resource) ?? [];
    if (WITHOUT_TOKEN.has(service) && pattern === 'waitForTaskToken')
      report('Resource', `${service} does not wait for a token: use aws-sdk:${service}`);
    if ((WITHOUT_JOBS.has(service) || service.startsWith('aws-sdk:')) && pattern.startsWith('sync'))
      report('Resource', `${service} has no jobs to wait for`);
  }
}
