// What an officer sees: of every output the own unit and those below it, over answers in those and in another.
import { describe, expect, test } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import { type Catalogue, RESULT_GROUPINGS, type Results } from '../../src/core/wire.ts'
import type { DevicesReply, InstrumentsReply, PeriodsReply } from '../../src/core/wire-admin.ts'
import type { AssignmentsReply, DeviceReply } from '../../src/core/wire-field.ts'
import { anId, aSubmission, skm } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { type Admin, anAdmin, asPerson, drafts, publishes } from './admin.ts'
import { anAssignment, aPhone, assigns } from './field.ts'
import { aDevice, codesOf, get, postBatch } from './server.ts'
import { cellsOf } from './xlsx.ts'

const OWN = 'disdukcapil'
const BELOW = 'dpmptsp'
const OTHER = 'bapenda'
const SERVICES = { [OWN]: 'ktp-el', [BELOW]: 'nib', [OTHER]: 'pbb' }
/** How many answers each has, and how many users in the period. */
const ANSWERS = { [OWN]: 5, [BELOW]: 3, [OTHER]: 7 }
const USERS = { [OWN]: 200, [BELOW]: 100, [OTHER]: 5000 }
/** What nothing that an officer gets may hold. */
const OTHERS_NAMES = /bapenda|Badan Pendapatan|pbb|PBB/

const question = {
  key: 'x-landai',
  kind: 'yes-no',
  unit: null,
  service: null,
  question: 'Adakah jalur landai?',
  en: { question: 'Is there a ramp?' },
}
const semester = { name: 'Semester II', from: '2026-07-01', to: '2026-12-31' }

/** Of the other unit everything is said in another group than of the two that the officer sees. */
const COMMON = {
  instrument: 'skm-2017@2',
  answers: { ...aSubmission().answers, biaya: 2 },
  steered: true,
  extra: { 'x-landai': true },
} as const
const SEEN: Partial<Submission> = {
  respondent: { sex: 'L', age: 30, education: 'SMA', job: 'Swasta', disability: false },
}
const UNSEEN: Partial<Submission> = {
  respondent: { sex: 'P', age: 70, education: 'S2', job: 'PNS', disability: true },
  channel: 'enumerator',
  mode: 'interview',
  startedAt: Date.UTC(2026, 7, 3, 5),
  finishedAt: Date.UTC(2026, 7, 3, 5, 1),
}

interface Regency {
  admin: Admin
  devices: Record<string, string>
  officer: Admin
  below: Admin
  gone: Admin
  planner: Admin
}

/** Answers in three units; the numbers of each device have a gap before the last. */
async function aRegency(open: (typeof STORES)[number]['open']): Promise<Regency> {
  const admin = await anAdmin({ open })
  const { server, does } = admin
  const { db } = server.store
  await db.updateTable('units').set({ parent: OWN }).where('id', '=', BELOW).execute()
  await drafts({ does }, { ...skm, extras: [question] })
  await publishes({ does })
  await does('POST', '/api/periods', semester)
  await db.updateTable('services').set({ users: '{"2026-s2":0}' }).execute()
  const devices: Record<string, string> = {}
  let made = 0
  for (const [unit, service] of Object.entries(SERVICES)) {
    const users = JSON.stringify({ '2026-s2': USERS[unit as keyof typeof USERS] })
    await db
      .updateTable('services')
      .set({ users })
      .where('key', '=', `${unit}/${service}`)
      .execute()
    const { device, token } = await aDevice(server, { unit, service })
    devices[unit] = device.id
    const count = ANSWERS[unit as keyof typeof ANSWERS]
    const fields = { ...COMMON, ...(unit === OTHER ? UNSEEN : SEEN), unit, service }
    const submissions = Array.from({ length: count }, (_, i) => {
      const sequence = i + 1 === count ? count + 2 : i + 1
      return aSubmission({ ...fields, id: anId(++made), sequence })
    })
    expect((await postBatch(server, token, submissions)).json().stored).toHaveLength(count)
  }
  const officer = (username: string, unit?: string) =>
    asPerson(server, { username, role: 'officer', ...(unit ? { unit } : {}) })
  return {
    admin,
    devices,
    officer: await officer('own', OWN),
    below: await officer('below', BELOW),
    gone: await officer('gone'),
    planner: await asPerson(server, { username: 'planner', role: 'planner' }),
  }
}

const results = ({ does }: Admin, query = '') => does<Results>('GET', `/api/results${query}`)
const PERIOD = `?from=${semester.from}&to=${semester.to}`

describe.each(STORES)('an officer on $name', ({ open }) => {
  test('gets figures of the own unit and those below, and of no other, by everything', async () => {
    const { officer, below, gone, planner } = await aRegency(open)
    for (const by of RESULT_GROUPINGS) {
      const found = await results(officer, `${PERIOD}&by=${by}`)
      expect([by, found.n]).toEqual([by, ANSWERS[OWN] + ANSWERS[BELOW]])
      const counts = found.groups.map(({ n }) => n)
      const each = by === 'unit' || by === 'service'
      expect([by, counts]).toEqual([by, each ? [ANSWERS[OWN], ANSWERS[BELOW]] : [found.n]])
      expect(JSON.stringify(found)).not.toMatch(OTHERS_NAMES)
      expect((await results(below, `?by=${by}`)).groups.map(({ n }) => n)).toEqual([ANSWERS[BELOW]])
      expect(await results(gone, `?by=${by}`)).toMatchObject({ n: 0, groups: [] })
      // There is something that could have been seen.
      expect((await results(planner, `?by=${by}`)).groups.length).toBeGreaterThan(counts.length)
    }
  })

  test('gets signs of levies, steering, extra questions and users of the same alone', async () => {
    const { officer, below, gone, planner } = await aRegency(open)
    const all = ANSWERS[OWN] + ANSWERS[BELOW]
    const found = await results(officer, PERIOD)
    expect(found).toMatchObject({
      steered: { n: all, yes: all },
      extras: [{ key: 'x-landai', n: all, counts: [0, 0, 0, all] }],
      population: { period: '2026-s2', users: USERS[OWN] + USERS[BELOW] },
      levySigns: [
        { unit: OWN, service: 'ktp-el', count: ANSWERS[OWN], n: ANSWERS[OWN] },
        { unit: BELOW, service: 'nib', count: ANSWERS[BELOW], n: ANSWERS[BELOW] },
      ],
    })
    expect(await results(below, PERIOD)).toMatchObject({
      n: ANSWERS[BELOW],
      steered: { n: ANSWERS[BELOW] },
      population: { users: USERS[BELOW] },
    })
    expect(await results(gone, PERIOD)).toMatchObject({
      n: 0,
      steered: { n: 0, yes: 0 },
      extras: [],
      levySigns: [],
      population: null,
    })
    const whole = await results(planner, PERIOD)
    expect(whole.n).toBe(all + ANSWERS[OTHER])
    expect(whole.steered.n).toBe(whole.n)
    expect(whole.levySigns).toHaveLength(3)
    expect(whole.population?.users).toBe(USERS[OWN] + USERS[BELOW] + USERS[OTHER])
    // August is the other unit's: before October there is nothing that the officer sees.
    expect((await results(officer, '?from=2026-10-01&to=2026-12-31')).change).toBeNull()
    expect((await results(planner, '?from=2026-10-01&to=2026-12-31')).change?.n).toBe(
      ANSWERS[OTHER],
    )
    expect(await officer.fails('GET', `/api/results?unit=${OTHER}`)).toEqual([
      403,
      'unit.forbidden',
    ])
    expect(await below.fails('GET', `/api/results?unit=${OWN}`)).toEqual([403, 'unit.forbidden'])
  })

  test('names, days, devices and their gaps are of the same alone', async () => {
    const { admin, officer, below, gone, planner, devices } = await aRegency(open)
    const { db } = admin.server.store
    await db.updateTable('devices').set({ seen_at: admin.server.clock.ms }).execute()
    const catalogue = async (of: Admin) => {
      const found = await of.does<Catalogue>('GET', '/api/catalogue')
      const { units, days, activeDevices, missing } = found
      return { units: units.map(({ id }) => id), days, activeDevices, missing }
    }
    const november = { first: '2026-11-24', last: '2026-11-24' }
    expect(await catalogue(officer)).toEqual({
      units: [OWN, BELOW],
      days: november,
      activeDevices: 2,
      missing: { numbers: 4, devices: 2 },
    })
    expect(await catalogue(below)).toEqual({
      units: [BELOW],
      days: november,
      activeDevices: 1,
      missing: { numbers: 2, devices: 1 },
    })
    expect(await catalogue(gone)).toEqual({
      units: [],
      days: null,
      activeDevices: 0,
      missing: { numbers: 0, devices: 0 },
    })
    expect(await catalogue(planner)).toMatchObject({
      days: { first: '2026-08-03', last: '2026-11-24' },
      activeDevices: 3,
    })
    const seen = async (of: Admin) =>
      (await of.does<DevicesReply>('GET', '/api/devices')).devices
        .map(({ unit, received, missing }) => `${unit} ${received} ${missing}`)
        .sort()
    expect(await seen(officer)).toEqual([`${OWN} 5 2`, `${BELOW} 3 2`])
    expect(await seen(below)).toEqual([`${BELOW} 3 2`])
    expect(await seen(gone)).toEqual([])
    for (const [unit, id] of Object.entries(devices)) {
      const url = `/api/devices/${id}`
      if (unit === OTHER) expect(await officer.fails('GET', url)).toEqual([403, 'unit.forbidden'])
      else {
        const { series } = await officer.does<DeviceReply>('GET', url)
        expect(series.map(({ missing }) => missing)).toHaveLength(1)
      }
      if (unit !== BELOW) expect(await below.fails('GET', url)).toEqual([403, 'unit.forbidden'])
    }
  })

  test('gets files of the setup with the own unit and those below alone', async () => {
    const { admin, officer, below, gone } = await aRegency(open)
    const fileOf = async ({ cookie }: Admin, form: string) => {
      const reply = await get(admin.server, `/api/setup.${form}`, { cookie })
      expect(reply.statusCode).toBe(200)
      if (form === 'csv') return reply.body
      return [...cellsOf(reply.rawPayload).values()].map(({ text }) => text).join('\n')
    }
    for (const form of ['csv', 'xlsx']) {
      expect(await fileOf(admin, form)).toMatch(OTHERS_NAMES)
      const own = await fileOf(officer, form)
      expect(own).toMatch(/disdukcapil[\s\S]*dpmptsp/)
      expect(own).not.toMatch(OTHERS_NAMES)
      expect(await fileOf(below, form)).toMatch('dpmptsp')
      expect(await fileOf(below, form)).not.toMatch(/disdukcapil|ktp-el/)
      expect(await fileOf(gone, form)).not.toMatch(/disdukcapil|dpmptsp|bapenda/)
    }
  })

  test('and a planner are not told why a period was opened again, nor what is being drafted', async () => {
    const { admin, officer, planner } = await aRegency(open)
    const { does } = admin
    const state = '/api/periods/2026-s2/state'
    await does('PUT', state, { state: 'closed' })
    await does('PUT', state, { state: 'open', reason: 'Salah tutup' })
    await does('PUT', state, { state: 'closed' })
    await drafts({ does }, { ...skm, extras: [] })
    const told = async (of: Admin) => {
      const { periods } = await of.does<PeriodsReply>('GET', '/api/periods')
      const { draft } = await of.does<InstrumentsReply>('GET', '/api/instruments')
      const [{ state, closedAt, reason } = { state: '', closedAt: null, reason: null }] = periods
      return { state, closedAt, reason, draft: draft?.version ?? null }
    }
    const closedAt = admin.server.clock.ms
    expect(await told(admin)).toEqual({
      state: 'closed',
      closedAt,
      reason: 'Salah tutup',
      draft: 3,
    })
    const plain = { state: 'closed', closedAt: null, reason: null, draft: null }
    expect(await told(officer)).toEqual(plain)
    expect(await told(planner)).toEqual(plain)
  })

  test('reads the own questions of everybody and of the own units, as asked there, and no others’', async () => {
    const { admin, officer, below, gone, planner } = await aRegency(open)
    const asked = (key: string, unit: string | null, service: string | null = null) => ({
      ...question,
      ...{ key: `x-${key}`, unit, service },
    })
    const extras = [
      asked('all', null),
      asked('own', OWN),
      asked('service', OWN, 'ktp-el'),
      asked('below', BELOW),
      asked('other', OTHER, 'pbb'),
    ]
    await drafts(admin, { ...skm, extras })
    await publishes(admin)
    const seen = async (of: Admin) => {
      const { instruments } = await of.does<Catalogue>('GET', '/api/catalogue')
      const { instrument } = await of.does<InstrumentsReply>('GET', '/api/instruments')
      expect(instruments.at(-1)).toEqual(instrument)
      return (instrument.extras ?? []).map(({ key }) => key.slice(2))
    }
    const own = ['all', 'own', 'service', 'below']
    expect(await seen(officer)).toEqual(own)
    expect(await seen(below)).toEqual(own)
    expect(await seen(gone)).toEqual(['all'])
    expect(await seen(planner)).toEqual([...own, 'other'])
    for (const of of [officer, below, gone])
      for (const url of ['/api/catalogue', '/api/instruments'])
        expect(JSON.stringify(await of.does('GET', url))).not.toMatch(OTHERS_NAMES)
  })

  test('reads the assignments about the own unit and those below alone', async () => {
    const { admin, officer, below, gone } = await aRegency(open)
    await aPhone(admin.server)
    const units = Object.keys(SERVICES)
    await assigns(admin, ...units.map((unit) => anAssignment({ unit, village: `Desa ${unit}` })))
    const seen = async ({ does }: Admin) => {
      const { assignments } = await does<AssignmentsReply>('GET', '/api/assignments')
      return assignments.map(({ village }) => village).sort()
    }
    expect(await seen(admin)).toHaveLength(3)
    expect(await seen(officer)).toEqual([`Desa ${OWN}`, `Desa ${BELOW}`])
    expect(await seen(below)).toEqual([`Desa ${BELOW}`])
    expect(await seen(gone)).toEqual([])
  })

  test('notes a file of results of the own unit and no other', async () => {
    const { admin, officer } = await aRegency(open)
    const note = (unit: string | null) => ({
      ...{ what: 'results', unit, service: null },
      ...{ from: semester.from, to: semester.to },
    })
    expect(await officer.fails('POST', '/api/exports', note(OTHER))).toEqual([
      403,
      'unit.forbidden',
    ])
    const { app } = admin.server
    const headers = { cookie: officer.cookie, origin: 'http://localhost:80' }
    for (const unit of [OWN, null]) {
      const ask = { method: 'POST', url: '/api/exports', headers, payload: note(unit) } as const
      expect((await app.inject(ask)).statusCode).toBe(204)
    }
    const wrong = { ...note(null), from: 'kemarin' }
    const refused = await app.inject({
      method: 'POST',
      url: '/api/exports',
      headers,
      payload: wrong,
    })
    expect(codesOf(refused)).toEqual(['field.range'])
    const lines = await admin.server.store.db
      .selectFrom('audit')
      .select(['who', 'detail'])
      .where('action', '=', 'results.exported')
      .orderBy('id')
      .execute()
    expect(lines.map(({ who, detail }) => [who, JSON.parse(detail).unit])).toEqual([
      ['own', OWN],
      ['own', null],
    ])
  })
})
