// Guessing: passwords, codes of the second factor, pairing codes; counted for all server processes together.
import { describe, expect, test } from 'vitest'
import { BRAKES, countPassword } from '../../src/server/brakes.ts'
import { networkOf } from '../../src/server/network.ts'
import { CODE_LENGTH, CODE_LETTERS } from '../../src/server/secrets.ts'
import { CODE_LIFE_MS } from '../../src/server/store/devices.ts'
import { AFTERNOON, STORES } from '../store/stores.ts'
import { aCode, aPerson, aServer, codesOf, ORIGIN, PASSWORD, type TestServer } from './server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

interface Try {
  from?: string
  password?: string
}

/** A try to sign in, some seconds after the one before: slower than the limit of the route. */
async function tryIn(server: TestServer, { from = '10.0.0.1', password = 'wrong password' }: Try) {
  server.clock.ms += 7000
  return server.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: { origin: ORIGIN },
    payload: { username: 'planner', password },
  })
}

async function wrongTries(server: TestServer, count: number, from: string): Promise<void> {
  for (let i = 0; i < count; i++) await tryIn(server, { from })
}

/** A password that is counted, and turns out wrong; hashing it would only take time. */
const guess = ({ store, clock }: TestServer, address: string) =>
  countPassword(store.db, { now: clock.ms, username: 'planner', address })

const right = { password: PASSWORD }

describe.each(STORES)('guessing on $name', ({ open, newPlace }) => {
  test('ten wrong passwords lock the account for who tried, until the window ends', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    const begun = server.clock.ms
    await wrongTries(server, 10, '10.0.0.1')
    const locked = await tryIn(server, right)
    expect([locked.statusCode, codesOf(locked)]).toEqual([429, ['sign-in.locked']])
    const waitS = Number(locked.headers['retry-after'])
    expect(locked.json().problems[0].detail).toBe(String(waitS))
    server.clock.ms += waitS * 1000
    expect(server.clock.ms - begun).toBeLessThanOrEqual(BRAKES.password.windowMs + 15_000)
    expect((await tryIn(server, right)).statusCode).toBe(200)
  })

  test('who is locked out locks nobody else out, however often they go on', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    await wrongTries(server, 130, '10.0.0.1')
    expect((await tryIn(server, { from: '10.0.0.2', ...right })).statusCode).toBe(200)
  })

  test('a right password between does not give the wrong ones back', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    await wrongTries(server, 9, '10.0.0.1')
    expect((await tryIn(server, right)).statusCode).toBe(200)
    expect((await tryIn(server, right)).statusCode).toBe(200)
    await wrongTries(server, 1, '10.0.0.1')
    expect((await tryIn(server, right)).statusCode).toBe(429)
  })

  test('a hundred from everywhere lock the account, but for where it is signed in', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    expect((await tryIn(server, { from: '10.1.0.1', ...right })).statusCode).toBe(200)
    for (let i = 0; i < 100; i++) await guess(server, `10.0.0.${i % 10}`)
    expect(codesOf(await tryIn(server, { from: '10.2.0.1', ...right }))).toEqual(['sign-in.locked'])
    expect((await tryIn(server, { from: '10.1.0.1', ...right })).statusCode).toBe(200)
  })

  test('who goes on for days keeps nobody out who signed in from there within 30 days', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    expect((await tryIn(server, { from: '2001:db8:1:2::77', ...right })).statusCode).toBe(200)
    // The session is over long since, and its row is gone with the next sign-in of anybody.
    server.clock.ms += 29 * DAY
    await server.store.db.deleteFrom('sessions').execute()
    for (let i = 0; i < 100; i++) await guess(server, `10.0.0.${i % 10}`)
    expect(codesOf(await tryIn(server, { from: '10.2.0.1', ...right }))).toEqual(['sign-in.locked'])
    // Another address of the same household or office.
    const other = await tryIn(server, { from: '2001:db8:1:2::78', ...right })
    expect(other.statusCode).toBe(200)
    const mapped = await tryIn(server, { from: '::ffff:10.2.0.1', ...right })
    expect(codesOf(mapped)).toEqual(['sign-in.locked'])
    server.clock.ms += 31 * DAY
    for (let i = 0; i < 100; i++) await guess(server, `10.0.0.${i % 10}`)
    const late = await tryIn(server, { from: '2001:db8:1:2::77', ...right })
    expect(codesOf(late)).toEqual(['sign-in.locked'])
  })

  test('all addresses of one IPv6 network are one, also for the limits of routes', async () => {
    const server = await aServer({ open })
    await aPerson(server)
    for (let i = 1; i <= 10; i++) await tryIn(server, { from: `2001:db8:1:2::${i}` })
    expect(codesOf(await tryIn(server, { from: '2001:db8:1:2::99', ...right }))).toEqual([
      'sign-in.locked',
    ])
    expect((await tryIn(server, { from: '2001:db8:1:3::1', ...right })).statusCode).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const payload = { code: 'AAAA-AAAA' }
      const from = {
        method: 'POST',
        url: '/api/pair',
        remoteAddress: `2001:db8:9:9::${i}`,
      } as const
      statuses.push((await server.app.inject({ ...from, payload })).statusCode)
    }
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429])
  })

  test('is counted for all processes together, and so are the limits of routes', async () => {
    const place = await newPlace()
    const one = await aServer({ open: () => open(place), empty: true })
    const other = await aServer({ open: () => open(place), empty: true })
    await aPerson(one)
    for (let i = 0; i < 5; i++) {
      await tryIn(one, {})
      other.clock.ms = one.clock.ms
      await tryIn(other, {})
      one.clock.ms = other.clock.ms
    }
    expect(codesOf(await tryIn(one, right))).toEqual(['sign-in.locked'])
    const pair = ({ app }: TestServer) =>
      app.inject({ method: 'POST', url: '/api/pair', payload: { code: 'AAAA-AAAA' } })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++)
      for (const server of [one, other]) statuses.push((await pair(server)).statusCode)
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429])
  })

  test('tries at the same moment are all counted', async () => {
    const server = await aServer({ open })
    const tries = Array.from({ length: 25 }, () => guess(server, '10.0.0.1'))
    const ends = (await Promise.allSettled(tries)).map(({ status }) => status)
    expect(ends.filter((end) => end === 'fulfilled')).toHaveLength(10)
  })

  test('what is over is cleared away', async () => {
    const server = await aServer({ open })
    for (let i = 0; i < 5; i++) await wrongTries(server, 1, `10.0.0.${i}`)
    server.clock.ms += 2 * 24 * 60 * MINUTE
    await wrongTries(server, 1, '10.0.0.9')
    const rows = await server.store.db.selectFrom('limits').selectAll().execute()
    expect(rows.every((row) => row.resets_at > server.clock.ms)).toBe(true)
  })

  test('three hundred wrong pairing codes leave one try to each address', async () => {
    const server = await aServer({ open })
    const pair = async (from: string, code: string) => {
      server.clock.ms += 100
      const payload = { code }
      return server.app.inject({ method: 'POST', url: '/api/pair', remoteAddress: from, payload })
    }
    for (let i = 0; i < BRAKES.pairing.most; i++)
      await pair(`10.0.${Math.floor(i / 5)}.1`, 'AAAA-AAAA')
    expect(codesOf(await pair('10.0.0.1', await aCode(server)))).toEqual(['rate.limited'])
    expect((await pair('10.9.0.1', await aCode(server))).statusCode).toBe(200)
    expect((await pair('10.9.0.2', 'AAAA-AAAA')).statusCode).toBe(404)
    expect((await pair('10.9.0.2', await aCode(server))).statusCode).toBe(429)
    server.clock.ms = AFTERNOON + CODE_LIFE_MS
    expect((await pair('10.0.0.1', await aCode(server))).statusCode).toBe(200)
    const notes = await server.store.db
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'pairing.failed')
      .execute()
    // The trail is not filled by failing.
    expect(notes.length).toBe(300)
  })
})

describe('addresses', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test('are those that a trusted proxy names, and nobody else', async () => {
    const environment = { TRUSTED_PROXIES: '10.5.0.1' }
    const server = await aServer({ environment })
    const statuses = async (proxy: string) => {
      const found: number[] = []
      for (let i = 0; i < 11; i++) {
        const headers = { 'x-forwarded-for': `192.0.2.${i}` }
        const payload = { code: 'AAAA-AAAA' }
        const options = { method: 'POST', url: '/api/pair', remoteAddress: proxy } as const
        found.push((await server.app.inject({ ...options, headers, payload })).statusCode)
      }
      return found.filter((status) => status === 429).length
    }
    expect(await statuses('10.5.0.1')).toBe(0)
    expect(await statuses('10.5.0.2')).toBe(1)
  })
})

describe('the arithmetic of guessing', () => {
  const WINDOWS_OF_YEAR = (365 * 24 * 60 * MINUTE) / CODE_LIFE_MS
  /** Chance, in a year of guessing without a pause as fast as it is let, that one of these open codes is found. */
  const chance = (space: number, open: number) =>
    1 - (1 - open / space) ** (BRAKES.pairingAtAll.most * WINDOWS_OF_YEAR)

  test('a pairing code is one of 8.5 · 10¹¹; a million would be found within hours', () => {
    const space = CODE_LETTERS.length ** CODE_LENGTH
    expect(new Set(CODE_LETTERS).size).toBe(31)
    expect(space).toBeGreaterThan(8.5e11)
    // One code open at any moment of the year: 0.04%. A hundred open, day and night: 4%.
    expect(chance(space, 1)).toBeLessThan(0.0005)
    expect(chance(space, 100)).toBeLessThan(0.05)
    // Six digits: the half of all attackers is through after 70 windows, less than a day.
    const windows = Math.log(0.5) / Math.log(1 - 1 / 1e6) / BRAKES.pairingAtAll.most
    expect(windows).toBeLessThan(96)
    expect(chance(1e6, 1)).toBeGreaterThan(0.999)
  })

  test('a code of the second factor holds against one who has the password already', () => {
    // Three of a million are right at any moment.
    const aDay = 1 - (1 - 3 / 1e6) ** BRAKES.codeOfDay.most
    expect(aDay).toBeLessThan(0.0001)
    expect(1 - (1 - aDay) ** 365).toBeLessThan(0.04)
  })

  test('a password of ten thousand that are tried first is not found in a day from one address', () => {
    const tries = BRAKES.password.most * ((24 * 60 * MINUTE) / BRAKES.password.windowMs)
    expect(tries).toBe(960)
    expect(BRAKES.passwordAnywhere.most * 96).toBeLessThan(10_000)
  })
})
