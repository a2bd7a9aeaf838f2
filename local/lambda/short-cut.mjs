// Takes the SDK's calls of the AWS endpoint to the main thread as messages of the sandbox instead of over a socket: a call
// costs 0.1 ms instead of 0.4 ms of work on both sides (measured). What leaves for any other address is left alone.
import { EventEmitter } from 'node:events';
import http from 'node:http';
import { Readable } from 'node:stream';

/** `send` posts a call `{call, method, path, headers, body}`; what is returned takes the answers `{call, status, headers, body}`. */
export function takeShortCut(endpoint, send) {
  const { hostname, port } = new URL(endpoint);
  const usual = http.request;
  const waiting = new Map();
  let calls = 0;

  http.request = (options, listener) => {
    if (options.host !== hostname || String(options.port) !== port) return usual(options, listener);
    calls += 1;
    const request = new Call(calls, options, send);
    waiting.set(request.number, request);
    if (listener) request.once('response', listener);
    request.once('close', () => waiting.delete(request.number));
    return request;
  };

  return ({ call, status, headers, body }) => waiting.get(call)?.answer(status, headers, body);
}

/** As much of `http.ClientRequest` as an HTTP client of ours needs: one body, one answer. */
class Call extends EventEmitter {
  #options;
  #send;
  #chunks = [];

  constructor(number, options, send) {
    super();
    this.number = number;
    this.#options = options;
    this.#send = send;
  }

  write(chunk) {
    this.#chunks.push(Buffer.from(chunk));
    return true;
  }

  end(chunk) {
    const { method = 'GET', path = '/', headers = {} } = this.#options;
    const body = this.#chunks.length === 0 ? chunk : Buffer.concat([...this.#chunks, Buffer.from(chunk ?? '')]);
    this.#send({ call: this.number, method, path, headers, body: body === undefined ? '' : String(body) });
    return this;
  }

  answer(status, headers, body) {
    const response = Readable.from([Buffer.from(body)], { objectMode: false });
    this.emit('response', Object.assign(response, { statusCode: status, statusMessage: '', headers }));
    this.emit('close');
  }

  destroy(error) {
    if (error) this.emit('error', error);
    this.emit('close');
    return this;
  }

  // The main thread always answers; a sandbox that runs out of its time ends as a whole.
  setTimeout() {
    return this;
  }
}
