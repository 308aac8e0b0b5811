/** Runs at the edge too, so it knows addresses by what a URL takes for one. */
const IPV6_CHARACTERS = /^[0-9A-Fa-f:.]+$/;

/** No address is longer; what is, is none. */
const MAX_LENGTH = 64;

/**
 * What counts as one place on the internet: an IPv4 address, or the /64 that an
 * IPv6 address is in, for a single subscriber has at least that many.
 * Anything else is taken as it is, no longer than an address can be.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIpv6(plain)) return address.slice(0, MAX_LENGTH);
  const groups = groupsOf(plain);
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return embeddedIpv4(groups);
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function isIpv6(address: string): boolean {
  return IPV6_CHARACTERS.test(address) && URL.canParse(`http://[${address}]`);
}

/** The eight groups of an IPv6 address; a URL writes them in one way only. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [
    string[],
    string[],
  ];
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}

function embeddedIpv4(groups: string[]): string {
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 0xff])
    .join('.');
}
