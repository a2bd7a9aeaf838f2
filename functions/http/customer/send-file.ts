import type { CustomerPorts } from './customer-ports.ts';

/** Puts the file where it was announced, as a browser would with the signed link. Throws when the store does not take it. */
export const sendFile: CustomerPorts['send'] = async ({ url, method, headers }, bytes) => {
  const answer = await fetch(url, { method, headers, body: new Uint8Array(bytes) });
  if (!answer.ok) throw new Error(`The object store answered ${answer.status} to a file.`);
};
