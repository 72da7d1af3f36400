import { isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name a network; whoever has one has all the addresses in it. */
const NETWORK_GROUPS = 4;

/** What one who asks from this address is counted under: the address, or the network of an IPv6 address. */
export function remoteKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [start = '', end] = plain.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [first, last] = [groups(start), groups(end)];
  const zeros = end === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${all.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
