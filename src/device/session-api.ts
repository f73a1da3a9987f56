// Calls of people: the first run, signing in, and what a page of theirs asks first. No kiosk loads them.
import type {
  Catalogue,
  Results,
  SessionReply,
  SessionRequest,
  StartReply,
  StartRequest,
} from '../core/wire.ts'
import { call, type Reply } from './api.ts'
import { asPairReply, has } from './replies.ts'

/** `POST /api/start` @param key from the one-time link */
export function startFirstRun(key: string, signal?: AbortSignal): Promise<Reply<StartReply>> {
  const json: StartRequest = { key }
  return call({ method: 'POST', path: '/api/start', json, signal }, asStartReply)
}

/** `POST /api/session` */
export function signIn(
  request: SessionRequest,
  signal?: AbortSignal,
): Promise<Reply<SessionReply>> {
  return call({ method: 'POST', path: '/api/session', json: request, signal }, asSession)
}

/** `DELETE /api/session` */
export function signOut(signal?: AbortSignal): Promise<Reply<null>> {
  return call({ method: 'DELETE', path: '/api/session', signal }, (_, response) =>
    response.status === 204 ? null : undefined,
  )
}

/** `GET /api/session`: who is signed in; `refused` with 401 when nobody is. */
export function whoAmI(signal?: AbortSignal): Promise<Reply<SessionReply>> {
  return call({ path: '/api/session', signal }, asSession)
}

/** `GET /api/results` @param query as DESIGN names them: unit, service, from, to, by, weights */
export function fetchResults(
  query: URLSearchParams,
  signal?: AbortSignal,
): Promise<Reply<Results>> {
  return call({ path: `/api/results?${query}`, signal }, asResults)
}

/** `GET /api/catalogue` */
export function fetchCatalogue(signal?: AbortSignal): Promise<Reply<Catalogue>> {
  return call({ path: '/api/catalogue', signal }, asCatalogue)
}

// As in replies.ts: the fields that a page uses first; the server's own tests hold the rest to its schema.

function asStartReply(body: unknown): StartReply | undefined {
  return asPairReply(body) && has(body, { planner: 'object' })
    ? (body as unknown as StartReply)
    : undefined
}

export function asSession(body: unknown): SessionReply | undefined {
  return has(body, { username: 'string', role: 'string' })
    ? (body as unknown as SessionReply)
    : undefined
}

function asResults(body: unknown): Results | undefined {
  return has(body, { n: 'number', elements: 'object', groups: 'object' })
    ? (body as unknown as Results)
    : undefined
}

function asCatalogue(body: unknown): Catalogue | undefined {
  return has(body, { regency: 'object', units: 'object' })
    ? (body as unknown as Catalogue)
    : undefined
}
