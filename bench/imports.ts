/** Cold import of every bundle, each in a fresh process, against a handler with only the SDK clients that it uses. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { FUNCTIONS, type FunctionName, type Variable } from '../contracts/environment.ts';
import type { Row } from './table.ts';

const RUNS = 9;
const BUDGET = 1.3;

const CLIENTS: Partial<Record<Variable, string>> = {
  SIGNING_SECRET_ID:
    "import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'; export const b = [new SecretsManagerClient({}), GetSecretValueCommand];",
  STATE_MACHINE_ARN:
    "import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'; export const c = [new SFNClient({}), StartExecutionCommand];",
  FILE_BUCKET:
    "import { S3Client, PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3'; export const e = [new S3Client({}), PutObjectCommand, GetObjectCommand];",
  MAIL_FROM:
    "import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'; export const d = [new SESv2Client({}), SendEmailCommand];",
};
const DYNAMODB =
  "import { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'; export const a = [new DynamoDBClient({}), GetItemCommand, QueryCommand, TransactWriteItemsCommand];";

export const imports = async (report: (row: Row) => void): Promise<void> => {
  const folder = mkdtempSync(resolve('dist', 'bare-'));
  try {
    for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
      const bare = join(folder, name, 'index.mjs');
      const variables: readonly Variable[] = FUNCTIONS[name].variables;
      await build({
        stdin: {
          contents: [
            DYNAMODB,
            ...variables.flatMap((variable) => CLIENTS[variable] ?? []),
            'export const handler = () => a;',
          ].join('\n'),
          resolveDir: process.cwd(),
        },
        outfile: bare,
        bundle: true,
        minify: true,
        platform: 'node',
        target: 'node24',
        format: 'esm',
        mainFields: ['module', 'main'],
        logLevel: 'error',
      });
      const ours = resolve('dist', 'functions', name, 'index.mjs');
      const samples: [number, number][] = [];
      for (let run = 0; run < RUNS; run += 1) samples.push([importMs(ours, variables), importMs(bare, variables)]);
      const [own, plain] = [median(samples.map(([a]) => a)), median(samples.map(([, b]) => b))];
      report({
        what: `${name} (${own.toFixed(0)} ms, SDK alone ${plain.toFixed(0)} ms)`,
        value: own / plain,
        unit: '×',
        budget: BUDGET,
        better: 'less',
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const importMs = (file: string, variables: readonly string[]): number => {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - t));`;
  const env = {
    PATH: process.env.PATH,
    AWS_REGION: 'local',
    ...Object.fromEntries(variables.map((name) => [name, VALUES[name] ?? 'bench'])),
  };
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }));
};

/** Of those that take no other. */
const VALUES: Readonly<Record<string, string>> = {
  WEBHOOK_TARGETS: 'public',
  CLOCKWORK: 'stepfunctions',
  RATE_FACTOR: '1',
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
