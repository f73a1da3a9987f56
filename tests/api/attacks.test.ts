// What an attacker tries from outside: another site's page, paths, headers, sessions of their own making, texts with scripts.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { declaredRoutes } from '../../src/server/access.ts'
import { aSubmission } from '../make.ts'
import { STORES, tempDirectory } from '../store/stores.ts'
import { documentOf } from './document.ts'
import {
  aDevice,
  aPerson,
  aServer,
  call,
  codesOf,
  cookieOf,
  get,
  type Method,
  ORIGIN,
  postBatch,
  signedIn,
  signIn,
} from './server.ts'

const FOREIGN = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:8081' },
  { origin: 'http://localhost.evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
] as Record<string, string>[]

describe('a page of another site', () => {
  test('changes nothing with a person’s cookie, by any route that changes something', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    const routes = declaredRoutes(server.app).filter(
      ({ method, access }) =>
        !/^(GET|HEAD)$/.test(method) && access !== 'device' && access !== 'code',
    )
    expect(routes.length).toBeGreaterThan(30)
    const dump = async () =>
      JSON.stringify([
        await server.store.db.selectFrom('people').selectAll().execute(),
        await server.store.db.selectFrom('sessions').selectAll().execute(),
        await server.store.db.selectFrom('units').selectAll().execute(),
        await server.store.db.selectFrom('audit').selectAll().execute(),
      ])
    const before = await dump()
    for (const { method, url } of routes)
      for (const page of FOREIGN) {
        const reply = await server.app.inject({
          // Declared by our routes: no other methods than these.
          method: method as Method,
          url: url.replace(/:\w+/g, 'admin'),
          headers: { cookie, ...page },
          payload: {},
        })
        const said = [method, url, reply.statusCode, ...codesOf(reply)]
        expect(said).toEqual([method, url, 403, 'session.origin'])
      }
    expect(await dump()).toBe(before)
  })

  test('gets no leave to read an answer either', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    for (const url of ['/api/people', '/api/session', '/api/health']) {
      const reply = await get(server, url, { cookie, origin: 'https://evil.example' })
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
    const preflight = await server.app.inject({
      method: 'OPTIONS',
      url: '/api/people',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.statusCode).toBe(405)
  })
})

describe('a session', () => {
  test('that an attacker planted before the sign-in is not the one that is signed in', async () => {
    const server = await aServer()
    await aPerson(server)
    const planted = `suara-session=${'A'.repeat(43)}`
    const reply = await signIn(server, 'planner', { headers: { cookie: planted } })
    expect(cookieOf(reply)).not.toBe(planted)
    expect((await get(server, '/api/session', { cookie: planted })).statusCode).toBe(401)
  })

  test('of an attacker’s own account, planted in a browser, ends there with the sign-in', async () => {
    const server = await aServer()
    await aPerson(server)
    const attackers = await signedIn(server, { username: 'mallory', role: 'planner' })
    const reply = await signIn(server, 'planner', { headers: { cookie: attackers } })
    const who = async (cookie: string) => (await get(server, '/api/session', { cookie })).json()
    expect(await who(cookieOf(reply))).toMatchObject({ username: 'planner' })
    expect((await who(attackers)).username).toBeUndefined()
  })

  test.each([
    [
      'plain http',
      {},
      /^suara-session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    ],
    [
      'https',
      { PUBLIC_URL: 'https://skm.example.go.id' },
      /^__Host-suara-session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    ],
  ])('has a cookie with every guard that there is, over %s', async (_, environment, expected) => {
    const server = await aServer({ environment })
    await aPerson(server)
    const origin = 'PUBLIC_URL' in environment ? environment.PUBLIC_URL : ORIGIN
    const reply = await signIn(server, 'planner', { headers: { origin: String(origin) } })
    expect(String(reply.headers['set-cookie'])).toMatch(expected)
  })
})

const PATHS = [
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/assets/..%252f..%252fsecret.txt',
  '//secret.txt',
  '/.env',
  '/assets/.hidden',
  '/%00secret.txt',
  '/assets%00/../../secret.txt',
]

describe('a path', () => {
  test.each(PATHS)('%s leads to no file outside of the app, and to no hidden one', async (path) => {
    const place = tempDirectory()
    const directory = join(place, 'dist')
    mkdirSync(join(directory, 'assets'), { recursive: true })
    writeFileSync(join(directory, 'index.html'), 'the app')
    for (const file of ['secret.txt', 'dist/.env', 'dist/assets/.hidden'])
      writeFileSync(join(place, file), 'SECRET')
    const server = await aServer({ directory })
    const reply = await get(server, path)
    expect(reply.body).not.toContain('SECRET')
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.statusCode).toBeLessThan(500)
  })

  test.each([
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e',
    "'%20or%201=1--",
    '%00',
    '%F0%9F%98%80',
    'x'.repeat(300),
  ])('as a parameter, %s names nothing', async (name) => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    const routes = declaredRoutes(server.app).filter(({ url }) => url.includes(':'))
    expect(routes.length).toBeGreaterThan(10)
    for (const { method, url } of routes) {
      const headers = { cookie, origin: ORIGIN }
      const path = url.replace(/:\w+/g, name)
      const reply = await server.app.inject({ method: method as Method, url: path, headers })
      // A session that is not there is over already: it is answered with those that are.
      const ended = url.endsWith('/:session') && reply.json().sessions?.length === 1
      expect([path, reply.statusCode < 500]).toEqual([path, true])
      expect([path, ended || reply.statusCode >= 400]).toEqual([path, true])
    }
    expect((await get(server, '/api/session', { cookie })).statusCode).toBe(200)
  })
})

describe('a header', () => {
  test('cannot be written by what somebody sends', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    const evil = 'x%0d%0aset-cookie:%20a=b%0d%0a'
    for (const url of [
      `/api/people/${evil}`,
      `/api/audit.csv?who=${evil}`,
      `/api/${evil}`,
      `/${evil}`,
    ]) {
      const reply = await get(server, url, { cookie })
      expect(reply.headers['set-cookie']).toBeUndefined()
      expect(JSON.stringify(reply.headers)).not.toContain('a=b')
    }
  })

  test('that names another host leads nobody there', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    for (const url of ['/api/session', '/api/people', '/api/nothing', '/masuk']) {
      const headers = { cookie, host: 'evil.example', 'x-forwarded-host': 'evil.example' }
      const reply = await get(server, url, headers)
      expect(JSON.stringify(reply.headers) + reply.body).not.toContain('evil.example')
    }
  })
})

const SCRIPT = `</script><img src=x onerror=alert(1)>"'`

test('a script in any text that is stored comes back as JSON, which no browser runs', async () => {
  const server = await aServer()
  const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
  const { token } = await aDevice(server)
  const unit = { name: SCRIPT, short: SCRIPT, kind: 'unit', parent: null }
  const made = await call(server, cookie, ['POST', '/api/units', unit])
  const { id } = made.json()
  const service = { name: SCRIPT, standard: { waktu: SCRIPT }, users: {}, freeByLaw: SCRIPT }
  const person = { username: 'rina', name: SCRIPT, role: 'officer', unit: id }
  const device = { kind: 'kiosk', name: SCRIPT, place: SCRIPT, unit: id, services: null }
  const period = { name: SCRIPT, from: '2026-07-01', to: '2026-12-31' }
  const writes = [
    ['POST', `/api/units/${id}/services`, service],
    ['POST', '/api/people', person],
    ['POST', '/api/devices', device],
    ['POST', '/api/periods', period],
  ] as const
  for (const write of writes) expect((await call(server, cookie, write)).statusCode).toBe(200)
  expect((await postBatch(server, token, [aSubmission({ comment: SCRIPT })])).statusCode).toBe(200)
  const reads = ['catalogue', 'people', 'devices', 'periods', 'audit', 'results?by=unit', 'session']
  const told = JSON.stringify(SCRIPT).slice(1, -1)
  let met = 0
  for (const path of reads) {
    const reply = await get(server, `/api/${path}`, { cookie })
    expect([path, reply.statusCode]).toEqual([path, 200])
    expect(reply.headers['content-type']).toMatch(/^application\/json/)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    expect(reply.headers['content-security-policy']).toContain("default-src 'self'")
    expect(reply.headers['content-security-policy']).not.toContain('unsafe')
    if (reply.body.includes(told)) met++
  }
  expect(met).toBe(5)
})

const METACHARACTERS = [
  "' or '1'='1",
  "'; drop table units; --",
  '%',
  '_',
  '"',
  '\\',
  '$1',
  '?',
  ':x',
]

describe.each(STORES)('a statement in a filter, on $name,', ({ open }) => {
  test.each(METACHARACTERS)('%j, is a text like any other', async (text) => {
    const server = await aServer({ open })
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    const { token } = await aDevice(server)
    await postBatch(server, token, [aSubmission()])
    const asked = async (path: string, query: Record<string, string>) =>
      get(server, `${path}?${new URLSearchParams(query)}`, { cookie })
    for (const field of ['unit', 'service', 'from', 'to', 'by', 'weights'])
      expect((await asked('/api/results', { [field]: text })).statusCode).toBe(400)
    for (const field of ['who', 'before', 'text']) {
      const reply = await asked('/api/audit', { [field]: text })
      // A line's id can lie before or after any text.
      if (field !== 'before') expect(reply.json().entries).toEqual([])
    }
    const device = `/api/devices/${encodeURIComponent(text)}`
    for (const ask of [['GET', device] as const, ['POST', `${device}/code`] as const])
      expect((await call(server, cookie, ask)).statusCode).toBe(404)
    const tried = await signIn(server, text, { password: text })
    expect(codesOf(tried)).toEqual(['sign-in.wrong'])
    expect((await get(server, '/api/results', { cookie })).json().n).toBe(1)
    expect((await get(server, '/api/catalogue', { cookie })).json().units.length).toBeGreaterThan(5)
  })

  test('of every query that is documented, opens and changes nothing', async () => {
    const server = await aServer({ open })
    const cookie = await signedIn(server, { username: 'admin', role: 'admin' })
    const filters = Object.entries((await documentOf(server)).paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        parameters.flatMap((one) => (one.in === 'query' ? [{ path, method, name: one.name }] : [])),
      ),
    )
    // Results, the trail and its file, the draft's revision, the import's digest.
    expect(filters.length).toBeGreaterThan(18)
    const stored = async () => ({
      units: await server.store.db.selectFrom('units').selectAll().execute(),
      people: await server.store.db.selectFrom('people').selectAll().execute(),
      periods: await server.store.db.selectFrom('periods').selectAll().execute(),
    })
    const before = await stored()
    for (const { path, method, name } of filters)
      for (const text of METACHARACTERS) {
        const file = path === '/api/setup-import'
        const reply = await server.app.inject({
          // Declared by our routes: no other methods than these.
          method: method.toUpperCase() as Method,
          url: `${path}?${new URLSearchParams({ [name]: text })}`,
          headers: { cookie, origin: ORIGIN, ...(file ? { 'content-type': 'text/csv' } : {}) },
          ...(file ? { payload: 'ID unit,Nama unit\nrsud,Rumah sakit\n' } : {}),
        })
        const said = `${path} ${name} ${text} ${reply.statusCode}`
        // A search of the trail finds nothing by it, but it is one; all else refuses it.
        if (path.startsWith('/api/audit')) expect(said).toMatch(/ (200|400)$/)
        else expect(said).toMatch(/ 4\d\d$/)
      }
    expect(await stored()).toEqual(before)
  })
})
