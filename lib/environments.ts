/** All that differs between the environments. Account, region and partition are those of whoever deploys. */
import { CLOCKWORKS, type Clockwork } from '../contracts/environment.ts';
import type { HttpFunction } from '../contracts/routes/route.ts';

export const ENVIRONMENT_NAMES = ['local', 'dev', 'staging', 'prod', 'prod-cn'] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** Requests per second over a long time, and at once. */
interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

export interface Environment {
  readonly name: EnvironmentName;
  /**
   * Who signs the tokens of the desk's people: an OpenID Connect issuer with discovery, RSA keys. Without it a user pool is deployed,
   * for which `signIn` is the page that people come back to.
   */
  readonly issuer?: string;
  readonly audience: string;
  readonly signIn: string;
  /** `sweeper` for more open tickets than a region lets executions run at once: a million (ADR 0007). */
  readonly clockwork: Clockwork;
  /** Base of the API as customers reach it, without a slash at the end; without it the address that AWS gives the API. */
  readonly publicUrl?: string;
  /** Tables and the signing secret outlive their stack, cannot be deleted by mistake, and can be restored to any second. */
  readonly keepsData: boolean;
  readonly logDays: 7 | 30 | 90;
  /** Each route of a function gets this much of its own. */
  readonly throttle: Readonly<Record<HttpFunction, Throttle>>;
  /** By what the limits of each caller (contracts/rate-limits.ts) are multiplied. */
  readonly rateFactor: number;
  /** Sender of mails, verified in SES by its domain. Without it there is no SES: nothing that sends mail is deployed. */
  readonly mail?: { readonly from: string; readonly domain: string };
  /** Who is told of alarms by mail. Without it people subscribe to the topic themselves. */
  readonly alarmMail?: string;
  /** Units per second that the ticket table takes from its first minute: a new table on demand begins with 4,000 writes. */
  readonly warmThroughput?: { readonly reads: number; readonly writes: number };
  /** How many batches of one queue are worked on at once. */
  readonly consumers: Readonly<
    Record<
      'workflow' | 'pull' | 'related' | 'notify' | 'analytics' | 'index' | 'feed' | 'deliver' | 'files' | 'exports',
      number
    >
  >;
  /** Whether webhooks may lead to private addresses and without TLS. */
  readonly webhookTargets: 'public' | 'any';
}

const SMALL = {
  intake: { rate: 20, burst: 40 },
  channel: { rate: 20, burst: 40 },
  'desk-commands': { rate: 20, burst: 40 },
  'desk-queries': { rate: 50, burst: 100 },
  operations: { rate: 5, burst: 10 },
  'dead-letters': { rate: 5, burst: 10 },
  search: { rate: 20, burst: 40 },
  files: { rate: 20, burst: 40 },
  exports: { rate: 5, burst: 10 },
  receipts: { rate: 20, burst: 40 },
  privacy: { rate: 5, burst: 10 },
  customer: { rate: 20, burst: 40 },
  approver: { rate: 10, burst: 20 },
  webhooks: { rate: 10, burst: 20 },
} as const;

// One intake starts one execution: the smaller regions refill 150 starts a second and take 800 at once.
const LARGE = {
  intake: { rate: 150, burst: 800 },
  channel: { rate: 150, burst: 400 },
  'desk-commands': { rate: 200, burst: 400 },
  'desk-queries': { rate: 500, burst: 1000 },
  operations: { rate: 5, burst: 10 },
  'dead-letters': { rate: 5, burst: 10 },
  search: { rate: 20, burst: 40 },
  files: { rate: 100, burst: 200 },
  exports: { rate: 20, burst: 40 },
  receipts: { rate: 100, burst: 200 },
  privacy: { rate: 20, burst: 40 },
  customer: { rate: 150, burst: 400 },
  approver: { rate: 20, burst: 40 },
  webhooks: { rate: 10, burst: 20 },
} as const;

// One machine is its own limit: the gateway's would only hide how fast it is.
const UNLIMITED = { rate: 100_000, burst: 100_000 };

const FEW = {
  files: 2,
  workflow: 5,
  pull: 5,
  related: 2,
  notify: 2,
  analytics: 2,
  index: 2,
  feed: 2,
  deliver: 2,
  exports: 2,
};
// SES begins near 14 mails a second: two batches at once stay below it.
// Entries of the feed are written one after the other: two batches of a hundred events at once are many.
const MANY = {
  files: 20,
  workflow: 50,
  pull: 20,
  related: 5,
  notify: 2,
  analytics: 20,
  index: 10,
  feed: 2,
  deliver: 20,
  // Their queries of facts and batches of heads are not to be felt by those who answer customers.
  exports: 2,
};

const PROD = {
  audience: 'gongdan',
  clockwork: 'stepfunctions',
  keepsData: true,
  logDays: 90,
  throttle: LARGE,
  rateFactor: 1,
  warmThroughput: { reads: 12_000, writes: 8_000 },
  consumers: MANY,
  webhookTargets: 'public',
} as const;

/** The names under example.com are to be replaced by your own before the first deploy: see docs/deploy.md. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, Environment>> = {
  local: {
    name: 'local',
    issuer: 'https://issuer.gongdan.local',
    signIn: 'http://127.0.0.1:3900/',
    audience: 'gongdan',
    clockwork: 'stepfunctions',
    keepsData: false,
    logDays: 7,
    throttle: {
      intake: UNLIMITED,
      channel: UNLIMITED,
      'desk-commands': UNLIMITED,
      'desk-queries': UNLIMITED,
      operations: UNLIMITED,
      'dead-letters': UNLIMITED,
      search: UNLIMITED,
      files: UNLIMITED,
      exports: UNLIMITED,
      receipts: UNLIMITED,
      privacy: UNLIMITED,
      customer: UNLIMITED,
      approver: UNLIMITED,
      webhooks: UNLIMITED,
    },
    rateFactor: 1000,
    mail: { from: 'desk@gongdan.local', domain: 'gongdan.local' },
    consumers: FEW,
    webhookTargets: 'any',
  },
  dev: {
    name: 'dev',
    signIn: 'https://desk.dev.example.com/',
    audience: 'gongdan',
    clockwork: 'stepfunctions',
    keepsData: false,
    logDays: 7,
    throttle: SMALL,
    rateFactor: 1,
    mail: { from: 'desk@dev.example.com', domain: 'dev.example.com' },
    consumers: FEW,
    webhookTargets: 'public',
  },
  staging: {
    name: 'staging',
    signIn: 'https://desk.staging.example.com/',
    audience: 'gongdan',
    clockwork: 'stepfunctions',
    keepsData: true,
    logDays: 30,
    throttle: SMALL,
    rateFactor: 1,
    mail: { from: 'desk@staging.example.com', domain: 'staging.example.com' },
    alarmMail: 'desk-alarms@example.com',
    consumers: FEW,
    webhookTargets: 'public',
  },
  prod: {
    name: 'prod',
    ...PROD,
    signIn: 'https://desk.example.com/',
    mail: { from: 'desk@example.com', domain: 'example.com' },
    alarmMail: 'desk-alarms@example.com',
  },
  // China has neither SES nor a Cognito to sign tokens: the issuer is the company's own, and no mail is sent.
  'prod-cn': {
    name: 'prod-cn',
    ...PROD,
    issuer: 'https://login.example.cn',
    signIn: 'https://desk.example.cn/',
    alarmMail: 'desk-alarms@example.cn',
  },
};

/** Throws an Error that lists the names when there is no such environment. */
export function environmentNamed(name: unknown): Environment {
  const found = ENVIRONMENT_NAMES.find((known) => known === name);
  if (!found) throw new Error(`There is no environment "${name}": use -c env=${ENVIRONMENT_NAMES.join('|')}.`);
  return ENVIRONMENTS[found];
}

/** The environment with another clockwork, if one is named. Throws an Error that lists the names when there is no such. */
export function withClockwork(environment: Environment, name: unknown): Environment {
  if (name === undefined) return environment;
  const clockwork = CLOCKWORKS.find((known) => known === name);
  if (!clockwork) throw new Error(`There is no clockwork "${name}": use -c clockwork=${CLOCKWORKS.join('|')}.`);
  return { ...environment, clockwork };
}
