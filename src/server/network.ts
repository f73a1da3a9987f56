// Addresses as limits count them: one for each that somebody may have.
import { isIPv6 } from 'node:net'

/** First groups of an IPv6 address that name a network; of the rest whoever is in it has as many as they like. */
const NETWORK_GROUPS = 4

/** An IPv4 address as it is, also where it comes as an IPv6 one; of an IPv6 address its network of 64 bits. */
export function networkOf(address: string): string {
  const plain = address.split('%')[0] ?? ''
  if (!isIPv6(plain)) return address
  const groups = groupsOf(plain)
  // ::ffff:a.b.c.d
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toString(16))
    .join(':')
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // In the form that URLs have: small letters, no dots.
  const { hostname } = new URL(`http://[${address}]`)
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::')
  const before = numbersIn(head)
  const after = numbersIn(tail)
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

function numbersIn(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
}
