// The first run: the one-time link's "try it", and the example data that it loads.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { EDUCATIONS } from '../../src/core/respondent.ts'
import { parseSubmission } from '../../src/core/submission.ts'
import { createChance, uuidAt } from '../../src/server/demo/chance.ts'
import { writeDemo } from '../../src/server/demo/demo.ts'
import { RequestProblem } from '../../src/server/problems.ts'
import { verifyTallies } from '../../src/server/store/rebuild.ts'
import { isUntouched } from '../../src/server/store/settings.ts'
import { aSubmission, skm } from '../make.ts'
import { missingNumbers } from '../store/missing.ts'
import { instruments, STORES, surveyIn } from '../store/stores.ts'
import {
  aDevice,
  aPerson,
  aServer,
  codesOf,
  cookieOf,
  get,
  PASSWORD,
  postBatch,
  signIn,
  storedIds,
  type TestServer,
} from './server.ts'

function start({ app }: TestServer, key: string) {
  return app.inject({ method: 'POST', url: '/api/start', payload: { key } })
}

const demo = (server: TestServer, answers: number, seed = 1) =>
  writeDemo(server.store.db, instruments, { answers, seed, now: server.clock.ms })

describe('trying it', () => {
  test('makes this browser a kiosk and opens the dashboard, all of it marked as simulated', async () => {
    const server = await aServer({ empty: true })
    const reply = await start(server, server.startKey)
    expect(reply.statusCode).toBe(200)
    const { device, token, planner } = reply.json()
    expect(device).toMatchObject({ kind: 'kiosk', unit: 'disdukcapil', service: 'ktp-el' })
    const setup = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(setup.json()).toMatchObject({ simulated: true, published: [{ service: 'ktp-el' }] })
    const posted = await postBatch(server, token, [aSubmission()])
    expect(posted.json().stored).toHaveLength(1)

    const signedIn = await signIn(server, planner.username, { password: planner.password })
    expect(signedIn.json()).toMatchObject({ role: 'planner', simulated: true })
    const cookie = cookieOf(signedIn)
    const results = (await get(server, '/api/results', { cookie })).json()
    expect(results).toMatchObject({ n: 3001, simulatedCount: 3001, simulated: true })
    const catalogue = (await get(server, '/api/catalogue', { cookie })).json()
    expect(catalogue).toMatchObject({
      simulated: true,
      regency: { id: 'barito-selatan' },
      days: { last: '2026-11-24' },
    })
    expect(catalogue.activeDevices).toBeGreaterThan(20)
  })

  test('works once, and for nobody who does not know the key', async () => {
    const server = await aServer({ empty: true })
    expect(codesOf(await start(server, 'x'.repeat(43)))).toEqual(['start.closed'])
    const [first, second] = await Promise.all([
      start(server, server.startKey),
      start(server, server.startKey),
    ])
    expect([first?.statusCode, second?.statusCode].sort()).toEqual([200, 403])
    expect(codesOf(await start(server, server.startKey))).toEqual(['start.closed'])
  })

  test('cut short half way, ends later as if nothing had happened', async () => {
    const server = await aServer({ empty: true })
    const { db } = server.store
    await sql`create trigger trouble before insert on submissions
      when (select count(*) from submissions) >= 1500 begin select raise(abort, 'no'); end`.execute(
      db,
    )
    expect((await start(server, server.startKey)).statusCode).toBe(500)
    await sql`drop trigger trouble`.execute(db)
    expect((await storedIds(server)).length).toBeGreaterThan(500)
    // What a start of the server asks before it shows a link.
    expect(await isUntouched(db)).toBe(true)
    server.clock.ms += 2 * 86_400_000
    expect((await start(server, server.startKey)).statusCode).toBe(200)
    expect(await storedIds(server)).toHaveLength(3000)
    expect(await missingNumbers(db)).toEqual([])
    expect(await db.selectFrom('conflicts').selectAll().execute()).toEqual([])
    const { instrumentNamed } = await surveyIn(server.store)
    expect(await verifyTallies(db, instrumentNamed)).toEqual([])
    expect(await isUntouched(db)).toBe(false)
  })

  test('takes an example that the operator loaded as it is', async () => {
    const server = await aServer({ empty: true })
    await demo(server, 100)
    expect((await start(server, server.startKey)).statusCode).toBe(200)
    expect(await storedIds(server)).toHaveLength(100)
  })

  test('that fails gives the key back: the same link works when the trouble is over', async () => {
    const server = await aServer({ empty: true })
    const { db } = server.store
    const trouble = sql`create trigger trouble before insert on people begin select raise(abort, 'no'); end`
    await trouble.execute(db)
    expect((await start(server, server.startKey)).statusCode).toBe(500)
    await sql`drop trigger trouble`.execute(db)
    const reply = await start(server, server.startKey)
    expect(reply.statusCode).toBe(200)
    const { planner } = reply.json()
    const signedIn = await signIn(server, planner.username, { password: planner.password })
    expect(signedIn.statusCode).toBe(200)
    // The kiosk of the try that failed is not left behind.
    const kiosks = await db.selectFrom('devices').select('id').where('id', 'like', 'kiosk-%')
    expect(await kiosks.execute()).toHaveLength(1)
  })

  test('is closed once there is a real answer', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    await postBatch(server, token, [aSubmission()])
    expect(codesOf(await start(server, server.startKey))).toEqual(['start.closed'])
  })

  test('is closed once somebody has an account', async () => {
    const server = await aServer({ empty: true })
    await aPerson(server, 'admin')
    expect(codesOf(await start(server, server.startKey))).toEqual(['start.closed'])
    expect(await storedIds(server)).toEqual([])
  })
})

const ASKED = {
  regency: { name: 'Kabupaten Kapuas', province: 'Kalimantan Tengah', timezone: 'Asia/Jakarta' },
  admin: { username: 'Bupati', password: PASSWORD },
  unit: { name: 'Dinas Kependudukan dan Pencatatan Sipil', short: 'Disdukcapil' },
  service: { name: 'KTP-el', standard: { waktu: '1 hari kerja', biaya: 0 } },
  kiosk: { name: 'Kios depan', place: 'Loket 1' },
}

function begin({ app }: TestServer, asked: object) {
  return app.inject({ method: 'POST', url: '/api/start/regency', payload: asked })
}

describe.each(STORES)('setting a regency up on $name', ({ open, newPlace }) => {
  test('makes regency, admin, unit, service and kiosk, and signs the admin in', async () => {
    const server = await aServer({ open, empty: true })
    const reply = await begin(server, { key: server.startKey, ...ASKED })
    expect(reply.statusCode, reply.body).toBe(200)
    const { unit, service, newCode } = reply.json()
    expect(unit).toMatchObject({ id: 'disdukcapil', services: [{ id: 'ktp-el' }] })
    expect(service.standard).toEqual(ASKED.service.standard)
    const cookie = cookieOf(reply)
    const session = (await get(server, '/api/session', { cookie })).json()
    expect(session).toMatchObject({ username: 'bupati', role: 'admin', simulated: false, must: [] })
    const { people } = (await get(server, '/api/people', { cookie })).json()
    expect(people[0].signedInAt).toBe(server.clock.ms)
    const catalogue = (await get(server, '/api/catalogue', { cookie })).json()
    expect(catalogue.regency).toMatchObject({ id: 'kapuas', name: 'Kabupaten Kapuas' })
    const payload = { code: newCode.code }
    const paired = await server.app.inject({ method: 'POST', url: '/api/pair', payload })
    const { token } = paired.json()
    const answer = aSubmission({ service: service.id })
    expect((await postBatch(server, token, [answer])).json().stored).toHaveLength(1)
    const audit = await get(server, '/api/audit?action=regency.begun', { cookie })
    expect(audit.json().entries).toMatchObject([{ who: 'bupati', subject: 'regency/kapuas' }])
    expect(codesOf(await begin(server, { key: server.startKey, ...ASKED }))).toEqual([
      'start.closed',
    ])
    expect((await signIn(server, 'bupati')).statusCode).toBe(200)
  })

  test('works by any of several servers, once', async () => {
    const place = await newPlace()
    const one = await aServer({ open: () => open(place), empty: true })
    const other = await aServer({ open: () => open(place), empty: true })
    const replies = await Promise.all([
      begin(other, { key: one.startKey, ...ASKED }),
      begin(one, { key: one.startKey, ...ASKED }),
      begin(one, { key: other.startKey, ...ASKED }),
    ])
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403, 403])
    const { db } = one.store
    for (const table of ['people', 'units', 'services', 'devices', 'sessions', 'audit'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(1)
  })

  test('that fails leaves nothing behind, and the link good', async () => {
    const server = await aServer({ open, empty: true })
    const twice = { ...ASKED, unit: { name: 'x', short: 'x' } }
    const { db } = server.store
    await db.schema.alterTable('services').renameTo('elsewhere').execute()
    expect((await begin(server, { key: server.startKey, ...twice })).statusCode).toBe(500)
    await db.schema.alterTable('elsewhere').renameTo('services').execute()
    for (const table of ['people', 'units', 'sessions', 'audit'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    expect((await begin(server, { key: server.startKey, ...ASKED })).statusCode).toBe(200)
  })
})

test.each([
  [
    'a short password',
    { admin: { username: 'bupati', password: 'x' } },
    'password.short',
    'admin.password',
  ],
  [
    'a password that is the name',
    { admin: { username: 'bupati-kapuas', password: 'bupati-kapuas' } },
    'password.common',
    'admin.password',
  ],
  [
    'a name with a space',
    { admin: { username: 'pak bupati', password: PASSWORD } },
    'username.invalid',
    'admin.username',
  ],
  [
    'a time zone that is none',
    { regency: { ...ASKED.regency, timezone: 'Mars/Base' } },
    'field.range',
    'regency.timezone',
  ],
  ['no unit', { unit: undefined }, 'field.missing', 'unit'],
])('a regency with %s is not begun', async (_, fields, code, path) => {
  const server = await aServer({ empty: true })
  const reply = await begin(server, { key: server.startKey, ...ASKED, ...fields })
  expect(reply.json().problems).toMatchObject([{ code, path }])
  expect(await isUntouched(server.store.db)).toBe(true)
})

test('a regency is not begun on top of the example', async () => {
  const server = await aServer({ empty: true })
  await demo(server, 20)
  const reply = await begin(server, { key: server.startKey, ...ASKED })
  expect([reply.statusCode, codesOf(reply)]).toEqual([409, ['demo.real-data']])
})

describe('example data', () => {
  test('are the same for the same seed: a second run adds nothing', async () => {
    const server = await aServer({ empty: true })
    expect(await demo(server, 500)).toMatchObject({
      stored: 500,
      known: 0,
      from: '2025-11-24',
      to: '2026-11-23',
    })
    expect(await demo(server, 500)).toMatchObject({ stored: 0, known: 500 })
    expect(await demo(server, 100, 2)).toMatchObject({ stored: 100, known: 0 })
    const { instrumentNamed } = await surveyIn(server.store)
    expect(await verifyTallies(server.store.db, instrumentNamed)).toEqual([])
  })

  test('are never mixed into real answers, nor into another regency', async () => {
    const real = await aServer()
    const { token } = await aDevice(real)
    await postBatch(real, token, [aSubmission()])
    await expect(demo(real, 10)).rejects.toBeInstanceOf(RequestProblem)
    expect(await storedIds(real)).toHaveLength(1)
    expect(await get(real, '/api/setup', { authorization: `Bearer ${token}` })).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining('"simulated":false'),
    })
    const other = await aServer()
    const regency = JSON.stringify({ id: 'kapuas', timezone: 'Asia/Jakarta' })
    await other.store.db
      .updateTable('settings')
      .set({ value: regency })
      .where('name', '=', 'regency')
      .execute()
    await expect(demo(other, 10)).rejects.toThrow('setup.other-regency')
  })

  test('show what a regency would see: units differ, waiting is lowest, one change is real', async () => {
    const server = await aServer({ empty: true })
    await demo(server, 6000)
    await aPerson(server)
    const cookie = cookieOf(await signIn(server, 'planner'))
    const results = async (query: string) =>
      (await get(server, `/api/results?${query}`, { cookie })).json()
    const year = await results('by=unit')
    const indices = year.groups.map(({ ikm }: { ikm: number }) => ikm)
    expect(Math.max(...indices) - Math.min(...indices)).toBeGreaterThan(6)
    const lowestFirst = [...year.elements].sort((a, b) => a.nrr - b.nrr)
    expect(lowestFirst.slice(0, 2).map(({ key }) => key)).toEqual(['waktu', 'pengaduan'])
    expect(year.alpha).toBeGreaterThan(0.7)
    expect(year.levySigns[0]).toMatchObject({ unit: 'dishub' })
    expect(year.steered.yes / year.steered.n).toBeLessThan(0.05)
    const change = await results('unit=disdukcapil&from=2026-07-01&to=2026-09-30')
    const waktu = change.elements.find(({ key }: { key: string }) => key === 'waktu')
    expect(waktu.change).toMatchObject({ significant: true })
    expect(waktu.change.difference).toBeGreaterThan(0.2)
  })

  test('pass the parser that every answer passes', async () => {
    const server = await aServer({ empty: true })
    await demo(server, 300)
    const rows = await server.store.db.selectFrom('submissions').selectAll().execute()
    expect(rows.every((row) => row.simulated === 1 && row.flags === '')).toBe(true)
    for (const row of rows) {
      const parsed = parseSubmission(
        aSubmission({
          id: row.id,
          answers: JSON.parse(row.answers),
          respondent: {
            ...(row.age === null ? {} : { age: row.age }),
            ...(row.education === null
              ? {}
              : { education: EDUCATIONS.find((e) => e === row.education) ?? 'SD' }),
          },
        }),
        () => skm,
      )
      expect(parsed.ok).toBe(true)
    }
  })

  test('have ids of their moment, as a device makes them', () => {
    const id = uuidAt(Date.UTC(2026, 10, 24), createChance(1))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 24))
  })
})
