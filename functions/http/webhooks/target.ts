import { addressIn, isPublicAddress } from '../../../adapters/http/public-address.ts';
import { Rejected } from '../../shared/rejected.ts';

/** Rejects a URL that nothing is ever sent to. Where a name leads is checked with every delivery: it may change. */
export const checkTarget = (url: string, targets: 'public' | 'any'): void => {
  const problem = problemOf(new URL(url), targets);
  if (problem === undefined) return;
  throw new Rejected('invalid-request', 'The request has problems: correct them all and send it again.', [
    { path: 'url', message: problem },
  ]);
};

const problemOf = ({ protocol, hostname, username, password, hash }: URL, targets: 'public' | 'any') => {
  if (protocol !== 'https:' && !(targets === 'any' && protocol === 'http:')) return 'It has to begin with https://';
  if (username || password) return 'Names and passwords do not belong into it: the signature says who sends';
  if (hash) return 'What follows # is never sent';
  const address = addressIn(hostname);
  const inside =
    address === undefined ? /(^|\.)(localhost|local|internal)\.?$/i.test(hostname) : !isPublicAddress(address);
  return targets === 'public' && inside ? 'It leads to an address that is not public' : undefined;
};
