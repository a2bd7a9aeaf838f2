// The inside of a sandbox: loads one bundle, then handles one event at a time, as the Node runtime of Lambda does.
// Plain JavaScript: stripping types would load the stripper into every sandbox (7 MB and 20 ms each, measured).
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { takeShortCut } from './short-cut.mjs';

const { file, handlerName, clock, outputs, hurry, functionName, functionArn, memoryMb, logGroup } = workerData;

const wallNow = Date.now.bind(Date);
useClock(new Float64Array(clock));
useOutputs();
if (hurry > 1) hurryPauses();
const endpoints = [process.env.AWS_ENDPOINT_URL, process.env.AWS_ENDPOINT_URL_S3].filter(Boolean);
const answered = takeShortCut(endpoints, (calls) => {
  if (!isOverdrawn()) parentPort.postMessage({ kind: 'calls', calls });
});

let handler;
try {
  const bundle = await import(pathToFileURL(file).href);
  handler = bundle[handlerName];
  if (typeof handler !== 'function') throw handlerNotFound();
  parentPort.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort.postMessage({ kind: 'broken', error: described(error) });
}

parentPort.on('message', async (message) => {
  if (message.answers) return answered(message.answers);
  const { requestId, payload, deadline } = message;
  try {
    const result = await handler(JSON.parse(payload), contextOf(requestId, deadline));
    if (!isOverdrawn()) parentPort.postMessage({ kind: 'result', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    parentPort.postMessage({ kind: 'failure', payload: JSON.stringify(described(error)) });
  }
});

/** The thread has a limit for objects alone: what lies in buffers is looked at when something leaves the sandbox. */
function isOverdrawn() {
  if (getHeapStatistics().external_memory <= memoryMb * 2 ** 20) return false;
  parentPort.postMessage({ kind: 'overdrawn' });
  return true;
}

/** `deadline` is wall time: on a clock that stands still or runs fast, a handler still has its own seconds to work. */
function contextOf(requestId, deadline) {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: logGroup,
    logStreamName: `local/[$LATEST]${functionName}`,
    getRemainingTimeInMillis: () => Math.max(0, deadline - wallNow()),
  };
}

/** `Date` tells the time of the runtime's clock: [virtual ms at the anchor, wall ms at the anchor, factor]. */
function useClock(shared) {
  const now = () => Math.floor(shared[0] + (wallNow() - shared[1]) * shared[2]);
  const RealDate = Date;
  const ClockDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length ? args : [now()], newTarget === ClockDate ? target : newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = ClockDate;
  globalThis.Date = ClockDate;
}

/** Pauses of a handler pass faster, so that a run with many throttled calls is not mostly pauses of the SDK. */
function hurryPauses() {
  globalThis.setTimeout = new Proxy(setTimeout, {
    apply: (target, self, [callback, ms = 0, ...rest]) => Reflect.apply(target, self, [callback, ms / hurry, ...rest]),
  });
}

/** Writes at once, so that nothing is lost when the sandbox dies. */
function useOutputs() {
  const write = (chunk, encoding, done) => {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk;
    for (const output of outputs) writeAll(output, bytes);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) queueMicrotask(callback);
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
}

function writeAll(output, bytes) {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(output, bytes, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') return; // the terminal or the disk is gone: there is nowhere to say so
    }
  }
}

function described(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
}

function handlerNotFound() {
  const error = new Error(`${handlerName} is undefined or not exported`);
  error.name = 'Runtime.HandlerNotFound';
  return error;
}
