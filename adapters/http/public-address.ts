/** Addresses that may be called on somebody's word: those of the public internet, and none of ours, our cloud's or our neighbours'. */
import { BlockList, isIP, isIPv6 } from 'node:net';

/** IANA's special-purpose registries, what is not globally reachable, and multicast. */
const FOUR = [
  ...(['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'] as const),
  ...([
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
  ] as const),
  ...(['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'] as const),
];
/** Of version 6 only what is handed out to the public (2000::/3), without what carries an address of version 4 or is special. */
const SIX_PUBLIC = '2000::/3';
const SIX = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;

const listOf = (family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const four = listOf('ipv4', FOUR);
const six = listOf('ipv6', SIX);
const sixPublic = listOf('ipv6', [SIX_PUBLIC]);

/** False for what is no address at all, too. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !four.check(address, 'ipv4');
  return family === 6 && sixPublic.check(address, 'ipv6') && !six.check(address, 'ipv6');
};

/** Of a URL's host: the address in it, without brackets; undefined when it is a name. */
export const addressIn = (hostname: string): string | undefined => {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 4 || isIPv6(bare) ? bare : undefined;
};
