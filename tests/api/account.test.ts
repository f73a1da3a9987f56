// One's own account: password, second factor, recovery codes, all sessions.
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { SessionsReply } from '../../src/core/wire-admin.ts'
import { changeUnconfirmed, personNamed } from '../../src/server/store/people.ts'
import { AFTERNOON, STORES } from '../store/stores.ts'
import { trailOf } from './admin.ts'
import {
  aServer,
  call,
  codesOf,
  cookieOf,
  get,
  PASSWORD,
  signedIn,
  signIn,
  type TestServer,
} from './server.ts'

const NEXT = 'telaga ayer 2026'

const auditOf = async ({ store }: TestServer) =>
  (await store.db.selectFrom('audit').select(['who', 'action']).orderBy('id').execute()).map(
    ({ who, action }) => `${who} ${action}`,
  )

/** What the app on the telephone shows. */
function appCode(secret: string, { clock }: TestServer, stepsAhead = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return totp.generate({ timestamp: clock.ms + stepsAhead * 30_000 })
}

/** An admin whose second factor counts. @returns what is needed to sign in */
async function withSecondFactor(server: TestServer) {
  const cookie = await signedIn(server, { username: 'rina', role: 'admin' })
  const url = '/api/account/second-factor'
  const begun = await call(server, cookie, ['POST', url, { password: PASSWORD }])
  const { secret } = begun.json()
  const code = appCode(secret, server)
  const confirmed = await call(server, cookie, ['PUT', url, { code }])
  const { codes } = confirmed.json()
  return { cookie, secret: String(secret), codes: codes as string[] }
}

/** Signs in with a code, some time after the one before. */
async function signInWith(server: TestServer, code: string | undefined) {
  server.clock.ms += 7000
  return server.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: 'rina', password: PASSWORD, ...(code === undefined ? {} : { code }) },
  })
}

describe('a password', () => {
  test('that is changed gives this browser another session and ends all others', async () => {
    const server = await aServer()
    const first = await signedIn(server, { username: 'rina', role: 'planner' })
    const other = cookieOf(await signIn(server, 'rina'))
    const change = { current: PASSWORD, next: NEXT }
    const reply = await call(server, first, ['PUT', '/api/account/password', change])
    expect(reply.json()).toMatchObject({ username: 'rina', must: [] })
    const rotated = cookieOf(reply)
    expect(rotated).not.toBe(first)
    const statuses = [first, other, rotated].map(async (cookie) => {
      return (await get(server, '/api/session', { cookie })).statusCode
    })
    expect(await Promise.all(statuses)).toEqual([401, 401, 200])
    expect((await signIn(server, 'rina')).statusCode).toBe(401)
    expect((await signIn(server, 'rina', { password: NEXT })).statusCode).toBe(200)
    expect(await auditOf(server)).toContain('rina account.password')
  })

  test.each([
    ['the wrong one now', { current: 'x', next: NEXT }, 'password.wrong', 'current'],
    ['one that is too short', { current: PASSWORD, next: 'hujan kam' }, 'password.short', 'next'],
    ['the same again', { current: PASSWORD, next: PASSWORD }, 'password.same', 'next'],
    ['the username', { current: PASSWORD, next: 'rina-rahmawati' }, 'password.common', 'next'],
    [
      'the username and a year',
      { current: PASSWORD, next: 'Rina.Rahmawati2026!' },
      'password.common',
      'next',
    ],
    [
      'what everybody tries',
      { current: PASSWORD, next: 'Password 1234' },
      'password.common',
      'next',
    ],
    [
      'one letter over and over',
      { current: PASSWORD, next: 'aaaaaaaaaaaaaa' },
      'password.common',
      'next',
    ],
    [
      'one of 257 characters',
      { current: PASSWORD, next: 'ab1-'.repeat(65) },
      'field.length',
      'next',
    ],
  ])('that is %s is refused', async (_, change, code, path) => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'rina-rahmawati', role: 'planner' })
    const reply = await call(server, cookie, ['PUT', '/api/account/password', change])
    expect(reply.json().problems).toMatchObject([{ code, path }])
    expect((await get(server, '/api/session', { cookie })).statusCode).toBe(200)
  })

  test('cannot be guessed by who finds a session open', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'rina', role: 'planner' })
    const codes: string[] = []
    for (let i = 0; i < 11; i++) {
      const change = { current: `wrong ${i}`, next: NEXT }
      codes.push(...codesOf(await call(server, cookie, ['PUT', '/api/account/password', change])))
    }
    expect(codes).toEqual([...Array<string>(10).fill('password.wrong'), 'sign-in.locked'])
  })
})

describe('the second factor', () => {
  test('counts once a code has confirmed it; its secret is never given again', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'rina', role: 'admin' })
    const url = '/api/account/second-factor'
    const wrong = await call(server, cookie, ['POST', url, { password: 'x' }])
    expect(codesOf(wrong)).toEqual(['password.wrong'])
    const begun = await call(server, cookie, ['POST', url, { password: PASSWORD }])
    const { secret, uri } = begun.json()
    expect(uri).toMatch(/^otpauth:\/\/totp\/Suara%20Warga%20Kabupaten%20Barito%20Selatan:rina\?/)
    expect(uri).toContain(`secret=${secret}`)
    // Begun is not confirmed: the password alone is enough still.
    expect((await signIn(server, 'rina')).statusCode).toBe(200)
    expect(codesOf(await call(server, cookie, ['PUT', url, { code: '000000' }]))).toEqual([
      'sign-in.code-wrong',
    ])
    const code = appCode(secret, server)
    const { codes } = (await call(server, cookie, ['PUT', url, { code }])).json()
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    for (const path of ['/api/session', '/api/people', '/api/audit'])
      expect((await get(server, path, { cookie })).body).not.toContain(secret)
    const again = await call(server, cookie, ['POST', url, { password: PASSWORD }])
    expect([again.statusCode, codesOf(again)]).toEqual([409, ['second-factor.on']])
    const rows = await server.store.db.selectFrom('people').select('recovery').execute()
    for (const one of codes) expect(JSON.stringify(rows)).not.toContain(one)
  })

  test('asks for a code that is right now, of the half minute before or after, once', async () => {
    const server = await aServer()
    const { secret } = await withSecondFactor(server)
    expect(codesOf(await signInWith(server, undefined))).toEqual(['sign-in.code-needed'])
    const used = appCode(secret, server)
    // It confirmed the second factor.
    expect(codesOf(await signInWith(server, used))).toEqual(['sign-in.code-wrong'])
    server.clock.ms += 90_000
    const next = appCode(secret, server, 1)
    expect((await signInWith(server, next)).statusCode).toBe(200)
    expect(codesOf(await signInWith(server, next))).toEqual(['sign-in.code-wrong'])
    // One of before a code that was used does not count any more.
    expect(codesOf(await signInWith(server, appCode(secret, server, -1)))).toEqual([
      'sign-in.code-wrong',
    ])
    server.clock.ms += 60_000
    expect(codesOf(await signInWith(server, appCode(secret, server, 3)))).toEqual([
      'sign-in.code-wrong',
    ])
    expect((await signInWith(server, ` ${appCode(secret, server)}`)).statusCode).toBe(200)
  })

  test('of one code at the same moment lets one in', async () => {
    const server = await aServer()
    const { secret, codes } = await withSecondFactor(server)
    server.clock.ms += 60_000
    for (const code of [appCode(secret, server), codes[0] ?? '']) {
      const tries = [1, 2, 3].map(() => signInWith(server, code))
      const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
      expect(statuses.sort()).toEqual([200, 401, 401])
    }
  })

  test('is replaced by a recovery code, each once, however it is typed', async () => {
    const server = await aServer()
    const { codes } = await withSecondFactor(server)
    const [first = '', second = ''] = codes
    expect((await signInWith(server, first)).statusCode).toBe(200)
    expect(codesOf(await signInWith(server, first))).toEqual(['sign-in.code-wrong'])
    const typed = second.toUpperCase().replaceAll('-', ' ')
    expect((await signInWith(server, typed)).statusCode).toBe(200)
    const recovered = (await auditOf(server)).filter((line) => line.includes('recovery-used'))
    expect(recovered).toHaveLength(2)
  })

  test('has new recovery codes for the password and a code, and then only those', async () => {
    const server = await aServer()
    const { cookie, codes } = await withSecondFactor(server)
    const [first = '', second = '', third = ''] = codes
    expect((await signInWith(server, first)).json()).toMatchObject({ recoveryCodes: 9 })
    const renew = (password: string, code: string) =>
      call(server, cookie, ['POST', '/api/account/recovery-codes', { password, code }])
    expect(codesOf(await renew('x', second))).toEqual(['password.wrong'])
    expect(codesOf(await renew(PASSWORD, '000000'))).toEqual(['sign-in.code-wrong'])
    const renewed: { codes: string[] } = (await renew(PASSWORD, second)).json()
    expect(renewed.codes).toHaveLength(10)
    expect((await get(server, '/api/session', { cookie })).json().recoveryCodes).toBe(10)
    expect(codesOf(await signInWith(server, third))).toEqual(['sign-in.code-wrong'])
    expect((await signInWith(server, renewed.codes[0])).statusCode).toBe(200)
    expect(await auditOf(server)).toContain('rina account.recovery-renewed')
  })

  test('locks after ten wrong codes, whatever address they come from', async () => {
    const server = await aServer()
    const { codes } = await withSecondFactor(server)
    for (let i = 0; i < 10; i++)
      expect(codesOf(await signInWith(server, '000000'))).toEqual(['sign-in.code-wrong'])
    expect(codesOf(await signInWith(server, codes[0]))).toEqual(['sign-in.locked'])
  })

  test('is switched off by the password', async () => {
    const server = await aServer()
    const { cookie } = await withSecondFactor(server)
    const off = (password: string) =>
      call(server, cookie, ['DELETE', '/api/account/second-factor', { password }])
    expect(codesOf(await off('x'))).toEqual(['password.wrong'])
    expect((await off(PASSWORD)).json()).toMatchObject({ secondFactor: false })
    expect((await signInWith(server, undefined)).statusCode).toBe(200)
  })
})

describe('what must be done first', () => {
  test('a password that somebody else gave is changed before anything else', async () => {
    const server = await aServer()
    const cookie = await signedIn(server, { username: 'rina', role: 'admin', must_change: 1 })
    expect((await get(server, '/api/session', { cookie })).json().must).toEqual(['password'])
    const people = await get(server, '/api/people', { cookie })
    expect(people.json().problems).toEqual([{ code: 'account.must', detail: 'password' }])
    const change = { current: PASSWORD, next: NEXT }
    const reply = await call(server, cookie, ['PUT', '/api/account/password', change])
    const rotated = cookieOf(reply)
    expect((await get(server, '/api/people', { cookie: rotated })).statusCode).toBe(200)
  })

  test('the setting asks every admin, also one that is signed in, for a second factor', async () => {
    const server = await aServer()
    const admin = await signedIn(server, { username: 'budi', role: 'admin' })
    const planner = await signedIn(server, { username: 'sari', role: 'planner' })
    const { cookie } = await withSecondFactor(server)
    const settings = { requireSecondFactor: true }
    await call(server, admin, ['PUT', '/api/settings', settings])
    const refused = await get(server, '/api/people', { cookie: admin })
    expect(refused.json().problems).toEqual([{ code: 'account.must', detail: 'second-factor' }])
    expect((await get(server, '/api/people', { cookie })).statusCode).toBe(200)
    expect((await get(server, '/api/results', { cookie: planner })).statusCode).toBe(200)
  })
})

test.each(STORES)(
  'the own sessions are told with where each was begun, and each can be ended, on $name',
  async ({ open }) => {
    const server = await aServer({ open })
    const here = await signedIn(server, { username: 'rina', role: 'planner' })
    await signedIn(server, { username: 'budi', role: 'planner' })
    server.clock.ms += 60_000
    const there = cookieOf(await signIn(server, 'rina', { from: '10.1.2.3' }))
    const asked = await get(server, '/api/account/sessions', { cookie: here })
    const { sessions } = asked.json<SessionsReply>()
    const [begun, later] = [AFTERNOON, AFTERNOON + 60_000]
    expect(sessions).toEqual([
      { id: expect.any(String), address: '10.1.2.3', createdAt: later, seenAt: later, here: false },
      { id: expect.any(String), address: '127.0.0.1', createdAt: begun, seenAt: begun, here: true },
    ])
    // No token, and nothing that a token could be found by.
    expect(asked.body).not.toContain(there.split('=')[1])
    const url = `/api/account/sessions/${sessions[0]?.id}`
    const left = await call(server, here, ['DELETE', url])
    expect(left.json()).toEqual({ sessions: sessions.slice(1) })
    expect((await get(server, '/api/session', { cookie: there })).statusCode).toBe(401)
    expect((await get(server, '/api/session', { cookie: here })).statusCode).toBe(200)
    expect(await trailOf(server)).toContain('session.ended ')
    const again = await call(server, here, ['DELETE', url])
    expect(again.json()).toEqual({ sessions: sessions.slice(1) })
  },
)

test('nobody ends the session of somebody else', async () => {
  const server = await aServer()
  const rina = await signedIn(server, { username: 'rina', role: 'admin' })
  const budi = await signedIn(server, { username: 'budi', role: 'admin' })
  const { sessions } = (
    await get(server, '/api/account/sessions', { cookie: rina })
  ).json<SessionsReply>()
  await call(server, budi, ['DELETE', `/api/account/sessions/${sessions[0]?.id}`])
  expect((await get(server, '/api/session', { cookie: rina })).statusCode).toBe(200)
})

test('signing out everywhere ends every session, this one too', async () => {
  const server = await aServer()
  const first = await signedIn(server, { username: 'rina', role: 'planner' })
  const other = cookieOf(await signIn(server, 'rina'))
  const reply = await call(server, first, ['DELETE', '/api/account/sessions'])
  expect(reply.statusCode).toBe(204)
  for (const cookie of [first, other])
    expect((await get(server, '/api/session', { cookie })).statusCode).toBe(401)
})

test.each(STORES)(
  'a second factor begun in one tab is not confirmed by the code of another, on $name',
  async ({ open }) => {
    const server = await aServer({ open })
    const { db } = server.store
    await signedIn(server, { username: 'rina', role: 'admin', totp_secret: 'FIRST' })
    const confirmed = { totp_confirmed_at: server.clock.ms }
    const change = (fields: object, secret?: string) =>
      changeUnconfirmed(db, { username: 'rina', change: fields, ...(secret ? { secret } : {}) })
    expect(await change({ totp_secret: 'SECOND' })).toBe(true)
    expect(await change(confirmed, 'FIRST')).toBe(false)
    expect(await change(confirmed, 'SECOND')).toBe(true)
    // And one that counts is not put out of force by a tab that begins late.
    expect(await change({ totp_secret: 'THIRD', totp_confirmed_at: null })).toBe(false)
    expect(await personNamed(db, 'rina')).toMatchObject({ totp_secret: 'SECOND', ...confirmed })
  },
)
