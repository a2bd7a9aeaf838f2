import { BlockList, isIP } from 'node:net';

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** Whether an address lies in a block, e.g. `10.0.0.0/24`. Throws an Error with EventBridge's reason when it is malformed. */
export function compileCidr(block: string): (value: string) => boolean {
  const parts = block.split('/');
  if (parts.length !== 2) throw new Error("Malformed CIDR, one '/' required");
  const [address = '', mask = ''] = parts;
  if (!/^[+-]?\d+$/.test(mask)) throw new Error('Malformed CIDR, mask bits must be an integer');
  const bits = Number(mask);
  if (bits < 0) throw new Error('Malformed CIDR, mask bits must not be negative');
  if (isIP(address) === 0) throw new Error(`Nonstandard IP address: ${address}`);
  if (isIP(address) === 4 && bits >= 32) throw new Error('IPv4 mask bits must be < 32');
  if (isIP(address) === 6 && bits >= 128) throw new Error('IPv6 mask bits must be < 128');
  const list = new BlockList();
  list.addSubnet(address, bits, family(address));
  return (value) => isIP(value) === isIP(address) && list.check(value, family(value));
}

/** Whether a value is this address, however it is written; undefined when `text` is no address. */
export function compileAddress(text: string): ((value: string) => boolean) | undefined {
  if (isIP(text) === 0) return undefined;
  const list = new BlockList();
  list.addAddress(text, family(text));
  return (value) => isIP(value) === isIP(text) && list.check(value, family(value));
}
