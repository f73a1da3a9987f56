// Every route that the server has: who may call it, and how it is called. `access.test.ts` asks them as everybody.
import type { AssignmentChange } from '../../src/core/wire-field.ts'
import { addAssignment } from '../../src/server/store/assignments.ts'
import { unitsOf } from '../../src/server/store/setup.ts'
import { skm } from '../make.ts'
import { anAssignment, aPhone } from './field.ts'
import { aCode, aDevice, call, PASSWORD, signedIn, type TestServer } from './server.ts'

export const ASKERS = [
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
export type Asker = (typeof ASKERS)[number]

/** Who gets in at all. */
export const MAY = {
  everyone: ASKERS,
  devices: ['device', 'device of another unit'],
  accounts: ASKERS.slice(4),
  readers: ASKERS.slice(4, -1),
  planners: ['planner', 'admin'],
  admins: ['admin'],
} as const satisfies Record<string, readonly Asker[]>

export const OTHERS: readonly Asker[] = [
  'officer of another unit',
  'officer of a unit that is gone',
]

export interface Row {
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

export const UNIT = 'disdukcapil'
const draft = { ...skm, version: 2 }
let made = 0
export const aName = () => `orang-${++made}`

/** The account that is changed, made for the purpose. */
async function aSubject(server: TestServer): Promise<Ask> {
  const username = aName()
  await signedIn(server, { username, role: 'planner' })
  return { params: { username } }
}
const person = { name: 'Rina', role: 'planner', unit: null }
const password = { password: PASSWORD }

async function aDraft(server: TestServer): Promise<Ask> {
  const cookie = await signedIn(server, { username: aName(), role: 'admin' })
  const { revision } = (await call(server, cookie, ['GET', '/api/instruments'])).json()
  return { payload: { revision, instrument: draft } }
}

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

async function anAssignmentFor(server: TestServer) {
  const { device } = await aPhone(server, { id: aName() })
  return anAssignment({ device: device.id })
}

async function stored({ store }: TestServer, change: AssignmentChange) {
  const id = aName()
  await addAssignment(store.db, { id, change, now: 0, by: 'rina' })
  return { assignment: id }
}

async function unitIds({ store }: TestServer): Promise<string[]> {
  return (await unitsOf(store.db)).filter(({ parent }) => !parent).map(({ id }) => id)
}

/** Every route. One that is missing here fails the test: say who may call it, and how it is called. */
export const ROUTES: Record<string, Row> = {
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
  'GET /api/account/sessions': { may: 'accounts' },
  'DELETE /api/account/sessions': { may: 'accounts' },
  'DELETE /api/account/sessions/:session': {
    may: 'accounts',
    ask: () => ({ params: { session: 'another' } }),
  },
  'POST /api/account/second-factor': { may: 'accounts', ask: () => ({ payload: password }) },
  'PUT /api/account/second-factor': {
    may: 'accounts',
    ask: () => ({ payload: { code: '123456' } }),
    answered: () => 'second-factor.none',
  },
  'POST /api/account/recovery-codes': {
    may: 'accounts',
    ask: () => ({ payload: { ...password, code: '123456' } }),
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
  'PUT /api/instruments/draft': {
    may: 'admins',
    ask: aDraft,
  },
  'DELETE /api/instruments/draft': {
    may: 'admins',
    ask: () => ({ query: 'revision=another' }),
    answered: () => 'instrument.no-draft',
  },
  'POST /api/instruments/publish': {
    may: 'admins',
    ask: () => ({ payload: { revision: 'another' } }),
    answered: () => 'setup.changed',
  },
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
  'GET /api/devices/:device': { may: 'readers', unit: true, ask: aKioskThere },
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

  'GET /api/assignments': { may: 'readers' },
  'POST /api/assignments': {
    may: 'planners',
    ask: async (server) => ({ payload: { assignments: [await anAssignmentFor(server)] } }),
  },
  'PUT /api/assignments/:assignment': {
    may: 'planners',
    ask: async (server) => {
      const assignment = await anAssignmentFor(server)
      return { params: await stored(server, assignment), payload: assignment }
    },
  },
  'PUT /api/assignments/:assignment/ended': {
    may: 'planners',
    ask: async (server) => ({
      params: await stored(server, await anAssignmentFor(server)),
      payload: { ended: true },
    }),
  },
  // A file it is not: who got in hears that.
  'POST /api/carried': {
    may: 'devices',
    ask: () => ({ payload: {} }),
    answered: () => 'carried.format',
  },
  'POST /api/carried/by-hand': {
    may: 'planners',
    ask: () => ({ payload: {} }),
    answered: () => 'carried.format',
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
