// Who asks: the one place where tokens, sessions and origins are checked.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import { problem } from './problems.ts'
import { newToken, tokenHash } from './secrets.ts'
import { deviceByToken, type KnownDevice } from './store/devices.ts'
import type { Db } from './store/open.ts'
import type { Account } from './store/people.ts'
import { accountOfSession, type NewSession, SESSION_LIFE_MS } from './store/sessions.ts'

export interface Auth {
  /** The device whose token came. Throws `token.missing`, `token.unknown` or `device.revoked`. */
  device(request: FastifyRequest): Promise<KnownDevice>
  /** The person signed in. Throws `session.missing`. */
  person(request: FastifyRequest): Promise<Account>
  /** Hash of the session's token that came; `null` = none came. */
  sessionOf(request: FastifyRequest): string | null
  /** A session to be stored, under a new token; it replaces the one that the browser had before. */
  newSession(request: FastifyRequest, username: string): { token: string; session: NewSession }
  /** Gives the browser its session, once it is stored; `null` takes it away. */
  giveSession(reply: FastifyReply, token: string | null): void
  /** Throws `session.origin` for a page of another site. A request that names no origin is not from a page. */
  refuseOtherSite(request: FastifyRequest): void
}

export function createAuth(parts: { db: Db; config: Config; now(): number }): Auth {
  const { db, config, now } = parts
  const { secure } = config
  // The prefix makes browsers refuse the cookie from another host or without TLS.
  const cookieName = secure ? '__Host-suara-session' : 'suara-session'
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  function sessionOf(request: FastifyRequest): string | null {
    const token = request.cookies[cookieName]
    return token ? tokenHash(token) : null
  }

  function isOurs(origin: string, request: FastifyRequest): boolean {
    const { publicUrl } = config
    if (origin === publicUrl) return true
    if (!URL.canParse(origin)) return false
    const { protocol, host } = new URL(origin)
    // Through the same parser: a port that goes without saying may be named on one side only.
    const own = `${protocol}//${request.headers.host}`
    if (!URL.canParse(own) || new URL(own).host !== host) return false
    if (publicUrl === null) return true
    // Asked directly, beside the proxy; its own host under another scheme is not the public one.
    return host !== new URL(publicUrl).host && protocol === `${request.protocol}:`
  }

  function refuseOtherSite(request: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = request.headers
    if (origin !== undefined && !isOurs(origin, request)) throw problem('session.origin')
    // A browser names its origin with every call that changes something; what names none is a plain HTTP client.
    if (origin === undefined && !SAFE_METHODS.includes(request.method) && isForeign(site))
      throw problem('session.origin')
  }

  return {
    refuseOtherSite,
    async device(request) {
      const token = bearerOf(request)
      if (token === null) throw problem('token.missing')
      const device = await deviceByToken(db, tokenHash(token))
      if (!device) throw problem('token.unknown')
      if (device.revoked) throw problem('device.revoked')
      return device
    },
    async person(request) {
      const session = sessionOf(request)
      const person = session && (await accountOfSession(db, session, now()))
      if (!person) throw problem('session.missing')
      return person
    },
    sessionOf,
    newSession(request, person) {
      const token = newToken()
      const session = { person, now: now(), address: request.ip, replaces: sessionOf(request) }
      return { token, session: { hash: tokenHash(token), ...session } }
    },
    giveSession(reply, token) {
      if (token === null) void reply.clearCookie(cookieName, cookie)
      else void reply.setCookie(cookieName, token, { ...cookie, maxAge: SESSION_LIFE_MS / 1000 })
    },
  }
}

const SAFE_METHODS = ['GET', 'HEAD']

/** By `Sec-Fetch-Site`: the call comes from a page of another origin. */
function isForeign(site: unknown): boolean {
  return site === 'cross-site' || site === 'same-site'
}

const BEARER = /^Bearer +([A-Za-z0-9_-]{1,128})$/i

function bearerOf(request: FastifyRequest): string | null {
  return BEARER.exec(request.headers.authorization ?? '')?.[1] ?? null
}
