/** The whole system on one machine: reads a cloud assembly, and is it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Activity } from './activity.ts';
import { keepAssets } from './assembly/kept-assets.ts';
import { AssemblyRefused, checkAssembly, placeOf } from './assembly/load.ts';
import { readAssembly } from './assembly/read.ts';
import { withoutEffect } from './assembly/without-effect.ts';
import { Meter } from './bill/meter.ts';
import { controlOf } from './control.ts';
import { openEndpoint } from './endpoint.ts';
import { enginesOf } from './engines.ts';
import { faultsOf } from './faults/faults.ts';
import { Foreground } from './foreground.ts';
import { httpApiOf } from './http/http-api.ts';
import { ApiDeclaration } from './http/kinds.ts';
import { openFront } from './http/server.ts';
import { openIssuer } from './issuer.ts';
import { keepClock } from './kept-clock.ts';
import { Functions } from './lambda/functions.ts';
import { openMessages } from './messages/kept-messages.ts';
import { openOutputs } from './outputs.ts';
import { ownPagesOf } from './own-pages.ts';
import { kindsOf, type Part, targetsOf } from './part.ts';
import { OPERATOR, Permission } from './permission/permission.ts';
import { identityOf } from './permission/principals.ts';
import { accountsOf } from './providers/accounts.ts';
import { PROVIDERS_PATH } from './providers/providers.ts';
import type { Runtime, RuntimeOptions } from './runtime-api.ts';
import { S3_PATH } from './s3/address.ts';
import { secretsOf } from './s3/credentials.ts';
import { s3FrontOf } from './s3/front.ts';
import { scheduleIdentityOf } from './schedules/identity.ts';
import { besidesSchedules } from './schedules/stepping.ts';
import { openSecrets } from './secrets.ts';
import { openSes } from './ses/ses.ts';
import { openParameters } from './ssm.ts';
import { steppingOf } from './stepping.ts';
import { Store } from './store.ts';
import { openValues } from './values.ts';

export type { Runtime, RuntimeOptions };

// Work behind the scenes waits for so long a pause between requests.
const CALM_MS = 15;
// What is still at work after this is dropped, and done again at the next start.
const GRACE_MS = 2000;

/** Rejects with an Error of one line (or `AssemblyRefused`, several): a missing build, damaged data, a port in use. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    let fault: unknown;
    for (let close = closing.pop(); close; close = closing.pop()) {
      try {
        await close();
      } catch (error) {
        fault ??= error; // the rest must still be closed
      }
    }
    if (fault) throw fault;
  };
  try {
    return await assemble(options, closing, stop);
  } catch (error) {
    await stop().catch(() => {}); // the first fault is the one to tell
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    throw new Error(`The data in ${options.dataDir} is damaged: ${(error as Error).message}.`);
  }
}

async function assemble(
  options: RuntimeOptions,
  closing: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<Runtime> {
  const say = options.say ?? ((line: string) => console.error(line));
  const { stacks, assets } = readAssembly(options.assembly);
  const front = await openFront(options.port);
  closing.push(() => front.stop()); // should the start fail
  const folder = folderOf(options.dataDir);
  const store = new Store(folder === undefined ? ':memory:' : join(folder, 'gongdan.db'));
  closing.push(() => store.close());
  const outputs = openOutputs(folder, options.verbose ?? false);
  closing.push(() => outputs.close());

  const values = openValues(store);
  const kept = keepClock(values, options.clock ?? { kind: 'scaled', factor: 1 }, options.start);
  closing.push(() => kept.stop());
  const { clock } = kept;
  const activity = new Activity();
  // On any other clock than the real one somebody waits for the system: nothing is gained by being polite.
  const isReal = clock.mode.kind === 'scaled' && clock.mode.factor === 1;
  const foreground = new Foreground(isReal ? CALM_MS : 0);
  const meter = new Meter();
  const { count } = meter;
  const faults = faultsOf(options.faults);
  const permission = new Permission(say);
  const { authorize } = permission;
  const bundles = keepAssets(assets, folder);
  closing.push(() => bundles.release());
  const asset = bundles.path;

  const secretOf = secretsOf(values);
  const functions = new Functions({
    s3: { url: `${front.url}${S3_PATH}`, secretOf },
    clock,
    activity,
    authorize,
    count,
    say,
    asset,
    endpoint: () => endpoint,
    outputs: outputs.descriptors,
    faults,
    ...(options.sandboxes ? { limits: options.sandboxes } : {}),
  });
  const accounts = accountsOf({
    values,
    url: `${front.url}${PROVIDERS_PATH}`,
    kept: (name) => secrets.kept(name) ?? parameters.kept(name),
  });
  // What was made up for a name is in nobody's way who has put a parameter there.
  const madeUp = (name: string) => (parameters.kept(`/${name}`) === undefined ? accounts.secretOf(name) : undefined);
  const secrets = openSecrets(values, clock, authorize, count, madeUp);
  const parameters = openParameters(store, clock, authorize, count, accounts.secretOf);
  const messages = openMessages(store, clock);
  const declared = new ApiDeclaration(front.url);
  const objects = folder === undefined ? mkdtempSync(join(tmpdir(), 'gongdan-objects-')) : join(folder, 'objects');
  if (folder === undefined) closing.push(() => rmSync(objects, { recursive: true, force: true }));
  const engines = enginesOf({
    store,
    clock,
    activity,
    authorize,
    allows: permission.allows,
    objects,
    count,
    say,
    asset,
    invoke: functions.invoke,
    meter,
    foreground,
    faults,
  });
  const ses = openSes({ store, clock, authorize, count, faults, messages, publish: engines.publish });
  const parts: Part[] = [
    { kinds: withoutEffect },
    permission,
    functions,
    declared,
    ses,
    { kinds: secrets.kinds, targets: { secretsmanager: secrets.call } },
    { kinds: parameters.kinds, targets: { AmazonSSM: parameters.call } },
    ...engines.parts,
  ].map((part) => part as Part);
  const targets = targetsOf(parts);
  const endpoint = await openEndpoint({
    targets,
    ses: ses.call,
    s3: engines.s3,
    knows: (principal) => permission.knows(principal),
    isOutside: (principal) => principal === OPERATOR,
    durable: () => store.durable(),
    say,
    faults,
  });
  closing.push(() => endpoint.stop());

  const { resources, declare } = checkAssembly(stacks, kindsOf(parts));
  for (const resource of resources) {
    const identity = identityOf(resource) ?? scheduleIdentityOf(resource);
    if (identity) permission.bind(resource.logicalId, identity);
  }
  if (options.checkBundles) {
    const all = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
    const broken = await functions.broken(all, options.assembly);
    if (broken.length) throw new AssemblyRefused(broken.map(({ of, why }) => `${placeOf(of)}: ${why}`));
  }
  store.atomically(declare); // a refusal leaves the data as it was
  const [unbound] = permission.check();
  if (unbound) throw new Error(unbound);

  const issuer = await openIssuer(values, clock);
  const [authorizer] = declared.authorizers.values();
  const jwt = authorizer?.JwtConfiguration;
  const token = async (subject: string, scopes: readonly string[]): Promise<string> => {
    if (!jwt) throw new Error('The templates declare no JWT authorizer.');
    return issuer.token(subject, scopes, { issuer: jwt.Issuer, audience: jwt.Audience[0] as string });
  };
  const api = httpApiOf(declared, { clock, invoke: functions.invoke, count, key: issuer.key, print: outputs.print });

  closing.push(() => functions.stop());
  closing.push(() => Promise.race([activity.rest(), pause(GRACE_MS, undefined, { ref: false })]));

  const stepping = besidesSchedules(steppingOf(kept, activity), clock, engines.schedules);
  const control = controlOf({
    clock,
    stepping,
    meter,
    token,
    tokenLifetimeSeconds: issuer.lifetimeSeconds,
    secret: secrets.value,
    messages: messages.list,
    unusedGrants: () => permission.report(),
    executions: async (action, body) => targets.AWSStepFunctions?.(action, body, OPERATOR),
  });
  for (const part of parts) {
    if (part.stop && part !== (functions as Part)) closing.push(() => part.stop?.());
    part.start?.();
  }
  const knows = permission.knows.bind(permission);
  const s3 = s3FrontOf({ s3: engines.s3, clock, store, secretOf, knows, say });
  const own = ownPagesOf({
    url: front.url,
    control,
    secret: secrets.value,
    clock,
    activity,
    messages,
    accounts,
    faults,
  });
  front.serve({ clock, activity, foreground, store, api, own, s3, say });
  closing.push(() => front.stop()); // first of all: what is served needs everything else

  return {
    ...stepping,
    url: front.url,
    clock,
    activity,
    meter,
    deaths: faults.crashes.deaths,
    async once(name, work) {
      if (values.get(`done: ${name}`) !== undefined) return;
      await work();
      values.set(`done: ${name}`, new Date(clock.now()).toISOString());
    },
    token,
    secret: secrets.value,
    mails: () => messages.list('mail'),
    messages: messages.list,
    async call(service, action, body) {
      const target = targets[service];
      if (!target) throw new Error(`No service is called ${service}; there are ${Object.keys(targets).join(', ')}.`);
      return target(action, body, OPERATOR);
    },
    resources: (type, prefix = '') =>
      resources
        .filter((resource) => resource.type === type && resource.logicalId.startsWith(prefix))
        .map(({ logicalId, identity }) => ({ logicalId, ref: identity.ref })),
    grants: () => permission.grants(),
    unusedGrants: () => permission.report(),
    stop,
  };
}

function folderOf(dataDir: string): string | undefined {
  if (dataDir === ':memory:') return undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new Error(`${dataDir} cannot be used as the data directory: ${(error as Error).message}`);
  }
  return dataDir;
}
