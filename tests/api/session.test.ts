// Signing in and out, and what a session is worth.
import { describe, expect, test } from 'vitest'
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from '../../src/server/store/sessions.ts'
import {
  aPerson,
  aServer,
  aSession,
  codesOf,
  cookieOf,
  get,
  ORIGIN,
  signIn,
  type TestServer,
} from './server.ts'

const HOUR = 3_600_000

async function who(server: TestServer, cookie: string) {
  return get(server, '/api/session', { cookie })
}

describe('signing in', () => {
  test('with the right password says who one is, whatever the case of the name', async () => {
    const server = await aServer()
    await aPerson(server)
    const reply = await signIn(server, ' Planner ')
    expect(reply.json()).toEqual({
      username: 'planner',
      role: 'planner',
      unit: null,
      secondFactor: false,
      recoveryCodes: 0,
      must: [],
      regency: 'Kabupaten Barito Selatan',
      simulated: false,
    })
    expect((await who(server, cookieOf(reply))).json()).toEqual(reply.json())
  })

  test('gives a cookie that scripts and other sites cannot use', async () => {
    const server = await aServer()
    await aPerson(server)
    const cookie = String((await signIn(server, 'planner')).headers['set-cookie'])
    expect(cookie).toMatch(/^suara-session=[\w-]{43}; /)
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Secure')
  })

  test('behind https gives a cookie for this host and https only', async () => {
    const server = await aServer({ environment: { PUBLIC_URL: 'https://skm.example.go.id' } })
    await aPerson(server)
    const headers = { origin: 'https://skm.example.go.id' }
    const reply = await signIn(server, 'planner', { headers })
    const cookie = String(reply.headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-suara-session=/)
    expect(cookie).toContain('Secure')
    expect(reply.headers['strict-transport-security']).toBeDefined()
  })

  test('with a wrong password or an unknown name gets the same answer', async () => {
    const server = await aServer()
    await aPerson(server)
    const wrong = await signIn(server, 'planner', { password: 'wrong password' })
    const unknown = await signIn(server, 'nobody')
    expect([wrong.statusCode, wrong.body]).toEqual([401, unknown.body])
    expect(codesOf(wrong)).toEqual(['sign-in.wrong'])
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  test('from a page of another site is refused', async () => {
    const server = await aServer()
    await aPerson(server)
    const reply = await signIn(server, 'planner', { headers: { origin: 'https://evil.example' } })
    expect([reply.statusCode, codesOf(reply)]).toEqual([403, ['session.origin']])
  })

  test('can be tried ten times a minute', async () => {
    const server = await aServer()
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) statuses.push((await signIn(server, 'nobody')).statusCode)
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429])
  })

  test('again makes a new session and ends the one before', async () => {
    const server = await aServer()
    const first = await aSession(server)
    const second = cookieOf(await signIn(server, 'planner', { headers: { cookie: first } }))
    expect(second).not.toBe(first)
    expect((await who(server, first)).statusCode).toBe(401)
    expect((await who(server, second)).statusCode).toBe(200)
  })

  test('leaves no password and no token in the database or the log', async () => {
    const server = await aServer()
    const cookie = await aSession(server)
    await signIn(server, 'planner', { password: 'another secret phrase' })
    const rows = [
      ...(await server.store.db.selectFrom('people').selectAll().execute()),
      ...(await server.store.db.selectFrom('sessions').selectAll().execute()),
    ]
    const text = JSON.stringify(rows) + server.logged()
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    const token = cookie.split('=')[1] ?? ''
    for (const secret of ['sungai barito', 'another secret phrase', token])
      expect(text).not.toContain(secret)
  })
})

describe('a session', () => {
  test('ends after twelve hours without a request', async () => {
    const server = await aServer()
    const cookie = await aSession(server)
    server.clock.ms += SESSION_IDLE_MS - 1
    expect((await who(server, cookie)).statusCode).toBe(200)
    server.clock.ms += SESSION_IDLE_MS - 1
    expect((await who(server, cookie)).statusCode).toBe(200)
    server.clock.ms += SESSION_IDLE_MS
    expect(codesOf(await who(server, cookie))).toEqual(['session.missing'])
  })

  test('ends after seven days, also in use', async () => {
    const server = await aServer()
    const cookie = await aSession(server)
    for (let at = 0; at < SESSION_LIFE_MS - 6 * HOUR; at += 6 * HOUR) {
      server.clock.ms += 6 * HOUR
      expect((await who(server, cookie)).statusCode).toBe(200)
    }
    server.clock.ms += 6 * HOUR
    expect((await who(server, cookie)).statusCode).toBe(401)
  })

  test('is over after signing out, on the server too', async () => {
    const server = await aServer()
    const cookie = await aSession(server)
    const headers = { cookie, origin: ORIGIN }
    const reply = await server.app.inject({ method: 'DELETE', url: '/api/session', headers })
    expect(reply.statusCode).toBe(204)
    expect(String(reply.headers['set-cookie'])).toMatch(/^suara-session=;/)
    expect((await who(server, cookie)).statusCode).toBe(401)
  })

  test('can be ended by a plain HTTP client, which names no origin and sends no body', async () => {
    const server = await aServer()
    for (const extra of [{}, { 'content-type': 'application/json' }]) {
      const headers = { cookie: await aSession(server), ...extra }
      const reply = await server.app.inject({ method: 'DELETE', url: '/api/session', headers })
      expect([reply.statusCode, reply.body]).toEqual([204, ''])
      expect((await who(server, headers.cookie)).statusCode).toBe(401)
    }
  })

  test('behind https cannot be ended by the same host over plain http', async () => {
    const server = await aServer({ environment: { PUBLIC_URL: 'https://skm.example.go.id' } })
    await aPerson(server)
    const tries: [string, string, number][] = [
      ['http://skm.example.go.id', 'skm.example.go.id', 403],
      ['https://skm.example.go.id:8443', 'skm.example.go.id', 403],
      ['https://127.0.0.1:8080', '127.0.0.1:8080', 403],
      ['http://127.0.0.1:8080', '127.0.0.1:8080', 401],
      ['https://skm.example.go.id', 'skm.example.go.id', 401],
      ['https://skm.example.go.id', '127.0.0.1:8080', 401],
    ]
    for (const [origin, host, status] of tries) {
      const reply = await signIn(server, 'planner', {
        password: 'another password',
        headers: { origin, host },
      })
      expect([origin, host, reply.statusCode]).toEqual([origin, host, status])
    }
  })

  test('cannot be ended by a page of another site, whether it names its origin or not', async () => {
    const server = await aServer()
    const cookie = await aSession(server)
    for (const page of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:81' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const headers = { cookie, ...page }
      const reply = await server.app.inject({ method: 'DELETE', url: '/api/session', headers })
      expect([reply.statusCode, codesOf(reply)]).toEqual([403, ['session.origin']])
    }
    expect((await who(server, cookie)).statusCode).toBe(200)
  })

  test('is nothing that can be made up', async () => {
    const server = await aServer()
    for (const cookie of ['', 'suara-session=', `suara-session=${'x'.repeat(43)}`])
      expect(codesOf(await who(server, cookie))).toEqual(['session.missing'])
  })
})

describe('rights', () => {
  const ROUTES = ['/api/results', '/api/catalogue'] as const
  test.each(ROUTES)('%s is open to a planner and an admin, to nobody else', async (url) => {
    const server = await aServer()
    for (const role of ['admin', 'planner'] as const)
      expect((await get(server, url, { cookie: await aSession(server, role) })).statusCode).toBe(
        200,
      )
    expect(codesOf(await get(server, url))).toEqual(['session.missing'])
  })
})
