// Calls of the admin about people, one's own account, the server's settings and the trail.

import type { SessionReply } from '../core/wire.ts'
import type {
  AuditReply,
  Guarded,
  NewPassword,
  PasswordChange,
  PeopleReply,
  PersonChange,
  RecoveryCodes,
  SecondFactorBegun,
  SessionsReply,
  Settings,
} from '../core/wire-admin.ts'
import { call, type Reply } from './api.ts'
import { has, isListOf } from './replies.ts'
import { asSession } from './session-api.ts'

/** `GET /api/people` */
export function fetchPeople(signal?: AbortSignal): Promise<Reply<PeopleReply>> {
  return call({ path: '/api/people', signal }, asPeople)
}

/** `POST /api/people` */
export function addPerson(json: PersonChange, signal?: AbortSignal): Promise<Reply<NewPassword>> {
  return call({ method: 'POST', path: '/api/people', json, signal }, asNewPassword)
}

/** `PUT /api/people/:username` */
export function changePerson(
  username: string,
  json: Guarded<Omit<PersonChange, 'username'>>,
  signal?: AbortSignal,
): Promise<Reply<PeopleReply>> {
  return call({ method: 'PUT', path: personPath(username), json, signal }, asPeople)
}

/** `PUT /api/people/:username/disabled`: a disabled person is signed out at once. */
export function setDisabled(
  username: string,
  disabled: boolean,
  signal?: AbortSignal,
): Promise<Reply<PeopleReply>> {
  const path = personPath(username, 'disabled')
  return call({ method: 'PUT', path, json: { disabled }, signal }, asPeople)
}

/** `POST /api/people/:username/password`: a new one, shown once. */
export function resetPassword(username: string, signal?: AbortSignal): Promise<Reply<NewPassword>> {
  return call({ method: 'POST', path: personPath(username, 'password'), signal }, asNewPassword)
}

/** `DELETE /api/people/:username/sessions` */
export function endSessions(username: string, signal?: AbortSignal): Promise<Reply<PeopleReply>> {
  return call({ method: 'DELETE', path: personPath(username, 'sessions'), signal }, asPeople)
}

/** `DELETE /api/people/:username/second-factor`: after a lost telephone. */
export function removeSecondFactor(
  username: string,
  signal?: AbortSignal,
): Promise<Reply<PeopleReply>> {
  return call({ method: 'DELETE', path: personPath(username, 'second-factor'), signal }, asPeople)
}

/** `PUT /api/account/password`: one's own. */
export function changePassword(
  json: PasswordChange,
  signal?: AbortSignal,
): Promise<Reply<SessionReply>> {
  return call({ method: 'PUT', path: '/api/account/password', json, signal }, asSession)
}

/** `POST /api/account/second-factor`: begins; nothing counts before `confirmSecondFactor`. */
export function beginSecondFactor(
  password: string,
  signal?: AbortSignal,
): Promise<Reply<SecondFactorBegun>> {
  return call({ method: 'POST', path: SECOND_FACTOR, json: { password }, signal }, (body) =>
    has(body, { secret: 'string', uri: 'string' })
      ? (body as unknown as SecondFactorBegun)
      : undefined,
  )
}

/** `PUT /api/account/second-factor` @param code six digits of the app that was just set up */
export function confirmSecondFactor(
  code: string,
  signal?: AbortSignal,
): Promise<Reply<RecoveryCodes>> {
  return call({ method: 'PUT', path: SECOND_FACTOR, json: { code }, signal }, asCodes)
}

/** `POST /api/account/recovery-codes`: those from before count no more. */
export function renewRecoveryCodes(
  json: { password: string; code: string },
  signal?: AbortSignal,
): Promise<Reply<RecoveryCodes>> {
  return call({ method: 'POST', path: '/api/account/recovery-codes', json, signal }, asCodes)
}

/** `DELETE /api/account/second-factor` */
export function endSecondFactor(
  password: string,
  signal?: AbortSignal,
): Promise<Reply<SessionReply>> {
  return call({ method: 'DELETE', path: SECOND_FACTOR, json: { password }, signal }, asSession)
}

/** `DELETE /api/account/sessions`: everywhere, also here. */
export function signOutEverywhere(signal?: AbortSignal): Promise<Reply<null>> {
  return call({ method: 'DELETE', path: SESSIONS, signal }, (_, response) =>
    response.status === 204 ? null : undefined,
  )
}

/** `GET /api/account/sessions`: where one's own account is signed in. */
export function fetchSessions(signal?: AbortSignal): Promise<Reply<SessionsReply>> {
  return call({ path: SESSIONS, signal }, asSessions)
}

/** `DELETE /api/account/sessions/:session`: one of them. */
export function endOwnSession(id: string, signal?: AbortSignal): Promise<Reply<SessionsReply>> {
  const path = `${SESSIONS}/${encodeURIComponent(id)}`
  return call({ method: 'DELETE', path, signal }, asSessions)
}

/** `GET /api/settings` */
export function fetchSettings(signal?: AbortSignal): Promise<Reply<Settings>> {
  return call({ path: '/api/settings', signal }, asSettings)
}

/** `PUT /api/settings` */
export function changeSettings(
  json: Guarded<Settings>,
  signal?: AbortSignal,
): Promise<Reply<Settings>> {
  return call({ method: 'PUT', path: '/api/settings', json, signal }, asSettings)
}

/** `GET /api/audit` @param query text, action, who, from, to, before */
export function fetchAudit(
  query: URLSearchParams,
  signal?: AbortSignal,
): Promise<Reply<AuditReply>> {
  return call({ path: `/api/audit?${query}`, signal }, (body) =>
    has(body, { entries: 'object' }) &&
    isListOf(body.entries, { id: 'string', at: 'number', action: 'string' })
      ? (body as unknown as AuditReply)
      : undefined,
  )
}

/** Address of the same entries as a file. */
export function auditCsvPath(query: URLSearchParams): string {
  return `/api/audit.csv?${query}`
}

const SESSIONS = '/api/account/sessions'
const SECOND_FACTOR = '/api/account/second-factor'

function personPath(username: string, part?: string): string {
  return `/api/people/${encodeURIComponent(username)}${part ? `/${part}` : ''}`
}

// As in replies.ts: the fields that a page uses first; the server's own tests hold the rest to its schema.

function asPeople(body: unknown): PeopleReply | undefined {
  return has(body, { people: 'object' }) &&
    isListOf(body.people, { username: 'string', role: 'string' })
    ? (body as unknown as PeopleReply)
    : undefined
}

function asNewPassword(body: unknown): NewPassword | undefined {
  return has(body, { password: 'string', person: 'object' })
    ? (body as unknown as NewPassword)
    : undefined
}

function asCodes(body: unknown): RecoveryCodes | undefined {
  return has(body, { codes: 'object' }) && Array.isArray(body.codes)
    ? (body as unknown as RecoveryCodes)
    : undefined
}

function asSessions(body: unknown): SessionsReply | undefined {
  return has(body, { sessions: 'object' }) &&
    isListOf(body.sessions, {
      id: 'string',
      address: 'string',
      createdAt: 'number',
      seenAt: 'number',
    })
    ? (body as unknown as SessionsReply)
    : undefined
}

function asSettings(body: unknown): Settings | undefined {
  return has(body, { requireSecondFactor: 'boolean' }) ? (body as unknown as Settings) : undefined
}
