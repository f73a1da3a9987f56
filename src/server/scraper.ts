// Who may read the metrics: a program on this machine, or one that shows the token.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { sameHash, tokenHash } from './secrets.ts'

/** Headers by which a proxy says that it asks for somebody else. */
const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]
const LOCAL_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** @param token that opens them from anywhere; `null` = only this machine may */
export function mayScrape(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  token: string | null,
): boolean {
  const shown = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (shown !== undefined) return token !== null && sameHash(tokenHash(shown), tokenHash(token))
  // The socket's own address: a header could say anything. Behind a proxy on this machine everybody comes from here.
  const { remoteAddress = '' } = socket
  if (!loopback.check(remoteAddress, isIPv6(remoteAddress) ? 'ipv6' : 'ipv4')) return false
  if (FORWARDING.some((name) => headers[name] !== undefined)) return false
  // A page of the world that has named itself as this machine asks under its own name.
  return LOCAL_NAME.test(headers.host ?? '')
}
