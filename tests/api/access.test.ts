// Who may do what: every route that the server has, asked by everybody there is, about their own unit and another.
import { describe, expect, test } from 'vitest'
import { declaredRoutes } from '../../src/server/access.ts'
import { createApp } from '../../src/server/app.ts'
import { codeHash, newCode } from '../../src/server/secrets.ts'
import { createPairingCode } from '../../src/server/store/devices.ts'
import { unitsOf } from '../../src/server/store/setup.ts'
import { skm } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { type Document, documentOf, expectAsSaid } from './document.ts'
import {
  aCode,
  aDevice,
  aServer,
  codesOf,
  get,
  type Method,
  ORIGIN,
  PASSWORD,
  signedIn,
  type TestServer,
} from './server.ts'

const ASKERS = [
  'nobody',
  'device',
  'device of another unit',
  'revoked device',
  'officer',
  'officer of another unit',
  'officer of a unit that is gone',
  'planner',
  'admin',
  'admin who must change the password',
] as const
type Asker = (typeof ASKERS)[number]

/** Who gets in at all. */
const MAY = {
  everyone: ASKERS,
  devices: ['device', 'device of another unit'],
  accounts: ASKERS.slice(4),
  readers: ASKERS.slice(4, -1),
  admins: ['admin'],
} as const satisfies Record<string, readonly Asker[]>

const OTHERS: readonly Asker[] = ['officer of another unit', 'officer of a unit that is gone']

interface Row {
  may: keyof typeof MAY
  /** It is asked about the first officer's unit: another officer is refused. */
  unit?: true
  /** The valid request, with what it needs in the database. */
  ask?(server: TestServer, asker: Asker): Promise<Ask> | Ask
  /** What is answered where it is not 2xx, once the asker got in. */
  answered?(asker: Asker): string | null
}
interface Ask {
  params?: Record<string, string>
  query?: string
  payload?: object
}

const UNIT = 'disdukcapil'
const draft = { ...skm, version: 2 }
let made = 0
const aName = () => `orang-${++made}`

/** The account that is changed, made for the purpose. */
async function aSubject(server: TestServer): Promise<Ask> {
  const username = aName()
  await signedIn(server, { username, role: 'planner' })
  return { params: { username } }
}
const person = { name: 'Rina', role: 'planner', unit: null }
const password = { password: PASSWORD }

/** Name and number of something new. */
const numbered = (name: string) => `${name} ${++made}`
const aUnit = () => ({
  name: numbered('Unit'),
  short: numbered('Unit'),
  kind: 'unit',
  parent: null,
})
const service = { name: 'KTP', standard: {}, users: {}, freeByLaw: null }
const ofService = { params: { unit: UNIT, service: 'ktp-el' } }
const place = { name: 'Kios', place: 'Loket 1', unit: UNIT, services: null }

/** Periods that lie apart: each a day of its own. */
function aPeriod() {
  const day = new Date(Date.UTC(2027, 0, ++made)).toISOString().slice(0, 10)
  return { name: numbered('Periode'), from: day, to: day }
}

async function aStoredPeriod({ store }: TestServer): Promise<Ask> {
  const { name, from, to } = aPeriod()
  const period = { id: from, name, from_day: from, to_day: to, closed_at: null, reason: null }
  await store.db.insertInto('periods').values(period).execute()
  return { params: { period: from } }
}

async function aUnitAlone({ store }: TestServer): Promise<Ask> {
  const id = aName()
  const row = { id, name: id, short: id, place: 99, parent: null, kind: 'unit', archived_at: null }
  await store.db
    .insertInto('units')
    .values({ ...row, kind: 'unit' })
    .execute()
  return { params: { unit: id } }
}

async function aServiceAlone(server: TestServer): Promise<Ask> {
  const { params = {} } = await aUnitAlone(server)
  const unit = params.unit ?? ''
  const row = { key: `${unit}/x`, unit, id: 'x', name: 'X', standard: '{}', place: 0, users: '{}' }
  await server.store.db
    .insertInto('services')
    .values({ ...row, free_by_law: null, archived_at: null })
    .execute()
  return { params: { unit, service: 'x' } }
}

async function aKioskThere(server: TestServer): Promise<Ask> {
  const { device } = await aDevice(server)
  return { params: { device: device.id } }
}

async function unitIds({ store }: TestServer): Promise<string[]> {
  return (await unitsOf(store.db)).filter(({ parent }) => !parent).map(({ id }) => id)
}

/** Every route. One that is missing here fails the test: say who may call it, and how it is called. */
const ROUTES: Record<string, Row> = {
  'GET /api/health': { may: 'everyone' },
  'GET /api/openapi.json': { may: 'everyone' },
  // Of those on this machine: a token that is shown must be the right one.
  'GET /api/metrics': {
    may: 'everyone',
    answered: (asker) => (asker.includes('device') ? 'metrics.closed' : null),
  },
  'POST /api/pair': {
    may: 'everyone',
    ask: async (server) => ({ payload: { code: await aCode(server) } }),
  },
  'POST /api/start': {
    may: 'everyone',
    ask: ({ startKey }) => ({ payload: { key: startKey } }),
    answered: () => 'start.closed',
  },
  'POST /api/start/regency': {
    may: 'everyone',
    ask: ({ startKey }) => ({
      payload: {
        key: startKey,
        regency: { name: 'Kapuas', province: 'Kalimantan Tengah', timezone: 'Asia/Jakarta' },
        admin: { username: 'bupati', password: PASSWORD },
        unit: { name: 'Dinas', short: 'Dinas' },
        service: { name: 'KTP', standard: {} },
        kiosk: { name: 'Kios', place: 'Loket' },
      },
    }),
    answered: () => 'start.closed',
  },
  'POST /api/session': {
    may: 'everyone',
    ask: async (server) => {
      const { params } = await aSubject(server)
      return { payload: { ...params, ...password } }
    },
  },
  'GET /api/session': { may: 'accounts' },
  'DELETE /api/session': { may: 'accounts' },
  'PUT /api/account/password': {
    may: 'accounts',
    ask: () => ({ payload: { current: PASSWORD, next: 'telaga ayer 2026' } }),
  },
  'DELETE /api/account/sessions': { may: 'accounts' },
  'POST /api/account/second-factor': { may: 'accounts', ask: () => ({ payload: password }) },
  'PUT /api/account/second-factor': {
    may: 'accounts',
    ask: () => ({ payload: { code: '123456' } }),
    answered: () => 'second-factor.none',
  },
  'DELETE /api/account/second-factor': { may: 'accounts', ask: () => ({ payload: password }) },

  'GET /api/setup': { may: 'devices' },
  'POST /api/submissions': {
    may: 'devices',
    ask: ({ clock }) => ({ payload: { sent: clock.ms, submissions: [] } }),
  },

  'GET /api/results': { may: 'readers', unit: true, ask: () => ({ query: `unit=${UNIT}` }) },
  'GET /api/catalogue': { may: 'readers' },
  'POST /api/exports': {
    may: 'readers',
    unit: true,
    ask: () => ({
      payload: { what: 'results', unit: UNIT, service: null, from: '2026-01-01', to: '2026-12-31' },
    }),
  },

  'PUT /api/regency': {
    may: 'admins',
    ask: () => ({
      payload: {
        id: 'barito-selatan',
        name: 'Kabupaten Barito Selatan',
        province: 'Kalimantan Tengah',
        timezone: 'Asia/Jakarta',
      },
    }),
  },
  'POST /api/units': { may: 'admins', ask: () => ({ payload: aUnit() }) },
  'PUT /api/units/:unit': {
    may: 'admins',
    ask: () => ({ params: { unit: UNIT }, payload: aUnit() }),
  },
  'PUT /api/units/:unit/archived': {
    may: 'admins',
    ask: () => ({ params: { unit: UNIT }, payload: { archived: true } }),
  },
  'DELETE /api/units/:unit': { may: 'admins', ask: aUnitAlone },
  'PUT /api/units-order': {
    may: 'admins',
    ask: async (server) => ({ payload: { parent: null, ids: await unitIds(server) } }),
  },
  'POST /api/units/:unit/services': {
    may: 'admins',
    ask: () => ({ params: { unit: UNIT }, payload: service }),
  },
  'PUT /api/units/:unit/services/:service': {
    may: 'admins',
    ask: () => ({ ...ofService, payload: service }),
  },
  'PUT /api/units/:unit/services/:service/archived': {
    may: 'admins',
    ask: () => ({ ...ofService, payload: { archived: true } }),
  },
  'DELETE /api/units/:unit/services/:service': { may: 'admins', ask: aServiceAlone },
  'PUT /api/units/:unit/services-order': {
    may: 'admins',
    ask: async (server) => ({
      ...(await aServiceAlone(server)),
      payload: { ids: ['x'] },
    }),
  },
  'GET /api/instruments': { may: 'readers' },
  'PUT /api/instruments/draft': { may: 'admins', ask: () => ({ payload: draft }) },
  'DELETE /api/instruments/draft': { may: 'admins', answered: () => 'instrument.no-draft' },
  'POST /api/instruments/publish': { may: 'admins', answered: () => 'instrument.no-draft' },
  'GET /api/setup.xlsx': { may: 'readers' },
  'GET /api/setup.csv': { may: 'readers' },
  // A file it is not: who got in hears that.
  'POST /api/setup-import': {
    may: 'admins',
    ask: () => ({ payload: {} }),
    answered: () => 'import.format',
  },
  'GET /api/periods': { may: 'readers' },
  'POST /api/periods': { may: 'admins', ask: () => ({ payload: aPeriod() }) },
  'PUT /api/periods/:period': {
    may: 'admins',
    ask: async (server) => ({ ...(await aStoredPeriod(server)), payload: aPeriod() }),
  },
  'PUT /api/periods/:period/state': {
    may: 'admins',
    ask: async (server) => ({ ...(await aStoredPeriod(server)), payload: { state: 'closed' } }),
  },
  'DELETE /api/periods/:period': { may: 'admins', ask: aStoredPeriod },
  'GET /api/devices': { may: 'readers' },
  'GET /api/devices/:device/gaps': { may: 'readers', unit: true, ask: aKioskThere },
  'POST /api/devices': { may: 'admins', ask: () => ({ payload: { kind: 'kiosk', ...place } }) },
  'PUT /api/devices/:device': {
    may: 'admins',
    ask: async (server) => ({ ...(await aKioskThere(server)), payload: place }),
  },
  'POST /api/devices/:device/code': { may: 'admins', ask: aKioskThere },
  'POST /api/devices/:device/revoke': { may: 'admins', ask: aKioskThere },
  'POST /api/contact': {
    may: 'devices',
    ask: ({ clock }) => ({
      payload: {
        sent: clock.ms,
        app: 'test',
        unsent: 0,
        oldestUnsentAt: null,
        quarantined: 0,
        lastSequence: 0,
        persisted: null,
        usedBytes: null,
        quotaBytes: null,
        trouble: null,
      },
    }),
  },

  'GET /api/people': { may: 'admins' },
  'POST /api/people': {
    may: 'admins',
    ask: () => ({ payload: { username: aName(), ...person } }),
  },
  'PUT /api/people/:username': {
    may: 'admins',
    ask: async (server) => ({ ...(await aSubject(server)), payload: person }),
  },
  'PUT /api/people/:username/disabled': {
    may: 'admins',
    ask: async (server) => ({ ...(await aSubject(server)), payload: { disabled: true } }),
  },
  'POST /api/people/:username/password': { may: 'admins', ask: aSubject },
  'DELETE /api/people/:username/sessions': { may: 'admins', ask: aSubject },
  'DELETE /api/people/:username/second-factor': { may: 'admins', ask: aSubject },
  'GET /api/settings': { may: 'admins' },
  'PUT /api/settings': { may: 'admins', ask: () => ({ payload: { requireSecondFactor: false } }) },
  'GET /api/audit': { may: 'admins' },
  'GET /api/audit.csv': { may: 'admins' },
}

/** What each asker shows of who they are. */
async function keysOf(server: TestServer): Promise<Record<Asker, Record<string, string>>> {
  const device = async (unit: string) => {
    const { device, token } = await aDevice(server, { unit, service: null })
    return { id: device.id, header: { authorization: `Bearer ${token}` } }
  }
  const account = async (role: 'admin' | 'planner' | 'officer', fields: object = {}) => ({
    cookie: await signedIn(server, { username: aName(), role, ...fields }),
    origin: ORIGIN,
  })
  const revoked = await device(UNIT)
  await server.store.db
    .updateTable('devices')
    .set({ revoked_at: server.clock.ms })
    .where('id', '=', revoked.id)
    .execute()
  return {
    nobody: {},
    device: (await device(UNIT)).header,
    'device of another unit': (await device('rsud')).header,
    'revoked device': revoked.header,
    officer: await account('officer', { unit: UNIT }),
    'officer of another unit': await account('officer', { unit: 'rsud' }),
    'officer of a unit that is gone': await account('officer', { unit: null }),
    planner: await account('planner'),
    admin: await account('admin'),
    'admin who must change the password': await account('admin', { must_change: 1 }),
  }
}

/** Why somebody is refused; `null` = they get in. */
function refusalOf({ may, unit }: Row, asker: Asker): string | null {
  const allowed: readonly Asker[] = MAY[may]
  if (allowed.includes(asker)) return unit && OTHERS.includes(asker) ? 'unit.forbidden' : null
  if (may === 'devices') return asker === 'revoked device' ? 'device.revoked' : 'token.missing'
  if (asker === 'nobody' || asker.includes('device')) return 'session.missing'
  return asker.includes('must') ? 'account.must' : 'role.forbidden'
}

function isJson(reply: { headers: Record<string, unknown> }): boolean {
  return String(reply.headers['content-type']).startsWith('application/json')
}

async function requestOf(server: TestServer, route: string, asker: Asker) {
  const [method = '', pattern = ''] = route.split(' ')
  const { params = {}, query, payload } = (await ROUTES[route]?.ask?.(server, asker)) ?? {}
  const path = pattern.replace(/:(\w+)/g, (_, name) => params[name] ?? '')
  // The table's keys are such methods.
  return {
    method: method as Method,
    url: query ? `${path}?${query}` : path,
    ...(payload ? { payload } : {}),
  }
}

describe('the table of routes', () => {
  test('has every route of the server, and no other', async () => {
    const { app } = await aServer()
    const all = declaredRoutes(app)
    const routes = all.filter(({ method }) => method !== 'HEAD')
    expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
      Object.keys(ROUTES).sort(),
    )
    const read = (method: string) =>
      all.filter((one) => one.method === method).map(({ url, access }) => [url, access])
    expect(read('HEAD').sort()).toEqual(read('GET').sort())
  })

  test('cannot be got around: a route that does not say who may call it stops the start', async () => {
    const { parts } = await aServer()
    const app = await createApp(parts, { logger: false, directory: '/nonexistent' })
    expect(() => addRoute(app, '/api/new')).toThrow('does not say who may call it')
    expect(() => addRoute(app, '/new', 'POST')).toThrow('does not say who may call it')
  })
})

function addRoute(app: TestServer['app'], url: string, method: 'GET' | 'POST' = 'GET'): void {
  app.route({ method, url, handler: async () => 'open' })
}

/** The same for every server; its schemas are compiled once. */
let said: Promise<Document> | undefined

describe.each(STORES)('on $name', ({ open }) => {
  test.each(Object.entries(ROUTES))('%s', async (route, row) => {
    const server = await aServer({ open })
    const keys = await keysOf(server)
    said ??= documentOf(server)
    const document = await said
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const asker of ASKERS) {
      const request = await requestOf(server, route, asker)
      const reply = await server.app.inject({ ...request, headers: keys[asker] })
      const code = refusalOf(row, asker) ?? row.answered?.(asker) ?? null
      expected[asker] = code ?? 'let in'
      const [method = '', path = ''] = route.split(' ')
      if (isJson(reply) && document.paths[path.replace(/:(\w+)/g, '{$1}')])
        expectAsSaid(document, [method.toLowerCase(), path.replace(/:(\w+)/g, '{$1}')], reply)
      answers[asker] = reply.statusCode < 300 ? 'let in' : codesOf(reply).join()
    }
    expect(answers).toEqual(expected)
  })

  test('an officer gets nothing of another unit in any output, and of the own what is below it', async () => {
    const server = await aServer({ open })
    const { db } = server.store
    await db.updateTable('units').set({ parent: UNIT }).where('id', '=', 'dpmptsp').execute()
    const results = async (cookie: string, query = '') =>
      get(server, `/api/results?by=unit${query}`, { cookie })
    const devicesSeen = async (cookie: string) => {
      const { devices } = (await get(server, '/api/devices', { cookie })).json()
      return devices.map(({ unit }: { unit: string }) => unit).sort()
    }
    for (const unit of [UNIT, 'dpmptsp', 'rsud']) await aDevice(server, { unit, service: null })
    const unitsSeen = async (cookie: string) => {
      const { units } = (await get(server, '/api/catalogue', { cookie })).json()
      return units.map(({ id }: { id: string }) => id).sort()
    }
    const own = await signedIn(server, { username: 'own', role: 'officer', unit: UNIT })
    const below = await signedIn(server, { username: 'below', role: 'officer', unit: 'dpmptsp' })
    const gone = await signedIn(server, { username: 'gone', role: 'officer', unit: null })
    expect(await unitsSeen(own)).toEqual([UNIT, 'dpmptsp'])
    expect(await unitsSeen(below)).toEqual(['dpmptsp'])
    expect(await unitsSeen(gone)).toEqual([])
    expect(await devicesSeen(own)).toEqual([UNIT, 'dpmptsp'])
    expect(await devicesSeen(below)).toEqual(['dpmptsp'])
    expect(await devicesSeen(gone)).toEqual([])
    expect((await results(own, '&unit=dpmptsp')).statusCode).toBe(200)
    expect(codesOf(await results(below, `&unit=${UNIT}`))).toEqual(['unit.forbidden'])
    expect((await results(gone)).json()).toMatchObject({ n: 0, groups: [] })
  })
})

test('a code pairs whoever has it: it is the device that is let in, not the asker', async () => {
  const server = await aServer()
  const { device } = await aDevice(server)
  const code = newCode()
  const { clock, store } = server
  await createPairingCode(store.db, { hash: codeHash(code), device: device.id, now: clock.ms })
  const reply = await server.app.inject({ method: 'POST', url: '/api/pair', payload: { code } })
  expect(reply.json().device.id).toBe(device.id)
})
