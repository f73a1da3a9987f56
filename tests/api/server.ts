// A whole server in this process, on a real store, with a clock that the test sets; and the ways to talk to it.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { onTestFinished } from 'vitest'
import type { Role } from '../../src/core/roles.ts'
import type { Submission } from '../../src/core/submission.ts'
import type { DeviceInfo } from '../../src/core/wire.ts'
import { createApp } from '../../src/server/app.ts'
import { type Config, type Environment, readConfig } from '../../src/server/config.ts'
import { createParts, type Parts } from '../../src/server/parts.ts'
import {
  codeHash,
  hashPassword,
  newCode,
  newDeviceId,
  newToken,
  tokenHash,
} from '../../src/server/secrets.ts'
import { newStartKey } from '../../src/server/start-key.ts'
import { createDevice, createPairingCode } from '../../src/server/store/devices.ts'
import type { Store } from '../../src/server/store/open.ts'
import { createPerson } from '../../src/server/store/people.ts'
import type { PersonRow } from '../../src/server/store/schema.ts'
import { startSession } from '../../src/server/store/sessions.ts'
import {
  AFTERNOON,
  anEmptyStore,
  aStore,
  instruments,
  type OpenStore,
  STORES,
} from '../store/stores.ts'

export const PASSWORD = 'sungai barito 2026'
export const ORIGIN = 'http://localhost:80'

export interface TestServer {
  app: FastifyInstance
  store: Store
  parts: Parts
  startKey: string
  /** The server's clock, ms since epoch. */
  clock: { ms: number }
  /** Everything that was logged. */
  logged(): string
}

export async function aServer(
  options: {
    open?: OpenStore
    empty?: boolean
    environment?: Environment
    directory?: string
  } = {},
): Promise<TestServer> {
  const open = options.open ?? STORES[0].open
  const store = options.empty ? await anEmptyStore(open) : await aStore(open)
  const clock = { ms: AFTERNOON }
  const parts = createParts(store, {
    config: aConfig(options.environment),
    instruments,
    now: () => clock.ms,
  })
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const app = await createApp(parts, {
    logger: { level: 'trace', stream },
    directory: options.directory ?? '/nonexistent',
  })
  onTestFinished(() => app.close())
  return {
    app,
    store,
    parts,
    startKey: await newStartKey(store.db),
    clock,
    logged: () => lines.join(''),
  }
}

function aConfig(environment: Environment = {}): Config {
  const read = readConfig({ PORT: '0', DATA_DIR: '/nonexistent', ...environment })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

const KIOSK = { kind: 'kiosk', unit: 'disdukcapil', service: 'ktp-el' } as const

/** A device that is paired already. */
export async function aDevice(
  { store, clock }: TestServer,
  fields: Partial<DeviceInfo> = {},
): Promise<{ device: DeviceInfo; token: string }> {
  const token = newToken()
  const device = { id: newDeviceId('kiosk'), ...KIOSK, ...fields }
  await createDevice(store.db, device, { now: clock.ms, tokenHash: tokenHash(token) })
  return { device, token }
}

/** A code that pairs a new kiosk. */
export async function aCode({ store, clock }: TestServer): Promise<string> {
  const device = { id: newDeviceId('kiosk'), ...KIOSK }
  const code = newCode()
  await createDevice(store.db, device, { now: clock.ms })
  await createPairingCode(store.db, { hash: codeHash(code), device: device.id, now: clock.ms })
  return code
}

/** An account; one hash for all of them, since making it is slow on purpose. */
export async function aPerson(
  { store, clock }: TestServer,
  role: 'admin' | 'planner' = 'planner',
): Promise<string> {
  hashed ??= hashPassword(PASSWORD)
  const person = { username: role, password: await hashed, role, unit: null }
  await createPerson(store.db, { ...person, created_at: clock.ms })
  return role
}

let hashed: Promise<string> | undefined

/**
 * An account with a session, without the way through the sign-in and its brakes.
 * @returns the cookie header
 */
export async function signedIn(
  { store, clock }: TestServer,
  fields: Partial<PersonRow> & { username: string; role: Role },
): Promise<string> {
  hashed ??= hashPassword(PASSWORD)
  const person = { unit: null, password: await hashed, created_at: clock.ms, ...fields }
  await createPerson(store.db, person)
  const token = newToken()
  const session = { hash: tokenHash(token), person: person.username, now: clock.ms }
  await startSession(store.db, { ...session, address: '127.0.0.1', replaces: null })
  return `suara-session=${token}`
}

/** A call of somebody who is signed in, from a page of the app's own. */
export function call(
  { app }: TestServer,
  cookie: string,
  [method, url, payload]: readonly [Method, string, (object | undefined)?],
) {
  const headers = { cookie, origin: ORIGIN }
  return app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Makes an account and signs in. @returns the cookie header */
export async function aSession(
  server: TestServer,
  role: 'admin' | 'planner' = 'planner',
): Promise<string> {
  const reply = await signIn(server, await aPerson(server, role))
  return cookieOf(reply)
}

export function signIn(
  { app }: TestServer,
  username: string,
  options: { password?: string; headers?: Record<string, string>; from?: string } = {},
) {
  return app.inject({
    remoteAddress: options.from ?? '127.0.0.1',
    method: 'POST',
    url: '/api/session',
    headers: { origin: ORIGIN, ...options.headers },
    payload: { username, password: options.password ?? PASSWORD },
  })
}

/** The cookie of an answer, as a browser sends it back. */
export function cookieOf(reply: { headers: Record<string, unknown> }): string {
  return String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? ''
}

export function postBatch(
  { app, clock }: TestServer,
  token: string,
  submissions: readonly (Submission | unknown)[],
) {
  return app.inject({
    method: 'POST',
    url: '/api/submissions',
    headers: { authorization: `Bearer ${token}` },
    payload: { sent: clock.ms, submissions },
  })
}

/** Any body, as it is. */
export function postRaw(
  { app }: TestServer,
  token: string,
  payload: string | Buffer,
  headers: Record<string, string> = {},
) {
  return app.inject({
    method: 'POST',
    url: '/api/submissions',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    payload,
  })
}

export function get({ app }: TestServer, url: string, headers: InjectOptions['headers'] = {}) {
  return app.inject({ method: 'GET', url, headers })
}

export function codesOf(reply: { json(): unknown }): string[] {
  const { problems } = reply.json() as { problems: { code: string }[] }
  return problems.map(({ code }) => code)
}

export async function storedIds({ store }: TestServer): Promise<string[]> {
  const rows = await store.db.selectFrom('submissions').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}
