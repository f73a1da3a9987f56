// Survey periods over every store: opened, closed, opened again, and what that means for answers and results.
import { describe, expect, test } from 'vitest'
import type { Results } from '../../src/core/wire.ts'
import type { PeriodsReply } from '../../src/core/wire-admin.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, trailOf } from './admin.ts'
import { aDevice, get, postBatch } from './server.ts'

const semester = { name: 'Semester II 2026', from: '2026-07-01', to: '2026-12-31' }

describe.each(STORES)('periods on $name', ({ open }) => {
  test('have short ids, never share a day, and stand in order of time', async () => {
    const { does, fails } = await anAdmin({ open })
    const post = (fields: object) => does<PeriodsReply>('POST', '/api/periods', fields)
    await post(semester)
    await post({ name: ' Triwulan II ', from: '2026-04-01', to: '2026-06-30' })
    const { periods } = await post({ name: 'Uji coba', from: '2026-01-05', to: '2026-01-20' })
    expect(periods.map(({ id }) => id)).toEqual(['2026-01-05', '2026-q2', '2026-s2'])
    expect(periods[1]).toEqual({
      id: '2026-q2',
      name: 'Triwulan II',
      from: '2026-04-01',
      to: '2026-06-30',
      state: 'open',
      closedAt: null,
      reason: null,
    })
    const refused = (fields: object) => fails('POST', '/api/periods', { ...semester, ...fields })
    expect(await refused({ from: '2027-01-01' })).toEqual([400, 'field.range to'])
    expect(await refused({ from: '2026-13-01' })).toEqual([400, 'field.range from'])
    expect(await refused({ from: '2026-12-31', to: '2027-03-01' })).toEqual([
      409,
      'period.overlap from',
    ])
    const put = (id: string, fields: object) =>
      fails('PUT', `/api/periods/${id}`, { ...semester, ...fields })
    expect(await put('2026-s2', { from: '2026-06-30' })).toEqual([409, 'period.overlap from'])
    expect(await put('2030', {})).toEqual([404, 'period.unknown period'])
  })

  test('that are closed flag the answers of their days; opening them again needs a reason', async () => {
    const { server, does, fails } = await anAdmin({ open })
    await does('POST', '/api/periods', semester)
    const state = '/api/periods/2026-s2/state'
    expect(await fails('PUT', state, { state: 'open', reason: 'x' })).toEqual([
      409,
      'period.state state',
    ])
    await does('PUT', state, { state: 'closed' })
    const { token } = await aDevice(server)
    const before = aSubmission({ id: anId(2), finishedAt: Date.UTC(2026, 5, 30, 5) })
    const posted = await postBatch(server, token, [aSubmission(), before])
    expect(posted.json().stored).toEqual([anId(1), anId(2)])
    const flags = async () =>
      (await server.store.db.selectFrom('submissions').select('flags').orderBy('id').execute()).map(
        (row) => row.flags,
      )
    expect(await flags()).toEqual(['period.closed', ''])
    expect((await does<Results>('GET', '/api/results')).n).toBe(2)
    expect(await fails('PUT', '/api/periods/2026-s2', { ...semester, to: '2026-12-30' })).toEqual([
      409,
      'period.state period',
    ])
    expect(await fails('PUT', state, { state: 'open' })).toEqual([400, 'field.missing reason'])
    expect(await fails('PUT', state, { state: 'open', reason: '  ' })).toEqual([
      400,
      'field.missing reason',
    ])
    const reason = 'Empat kecamatan belum tersinkron'
    const { periods } = await does<PeriodsReply>('PUT', state, { state: 'open', reason })
    expect(periods).toMatchObject([{ state: 'open', closedAt: null, reason }])
    await postBatch(server, token, [aSubmission({ id: anId(3), sequence: 3 })])
    expect(await flags()).toEqual(['period.closed', '', ''])
    expect(await trailOf(server)).toEqual([
      'period.added period/2026-s2',
      'period.closed period/2026-s2',
      'period.reopened period/2026-s2',
    ])
  })

  test('are removed only without an answer, and their users with them', async () => {
    const { server, does, fails } = await anAdmin({ open })
    await does('POST', '/api/periods', semester)
    await does('POST', '/api/periods', { name: '2025', from: '2025-01-01', to: '2025-12-31' })
    const service = { name: 'KTP', standard: {}, freeByLaw: null }
    const users = { '2025': 100, '2026-s2': 400 }
    await does('PUT', '/api/units/disdukcapil/services/ktp-el', { ...service, users })
    const { token } = await aDevice(server)
    await postBatch(server, token, [aSubmission()])
    expect(await fails('DELETE', '/api/periods/2026-s2')).toEqual([409, 'setup.used period'])
    await does('DELETE', '/api/periods/2025')
    const { users: left } = await server.store.db
      .selectFrom('services')
      .select('users')
      .where('key', '=', 'disdukcapil/ktp-el')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(left)).toEqual({ '2026-s2': 400 })
  })

  test('travel with the setup of a device and with the catalogue', async () => {
    const { server, does } = await anAdmin({ open })
    await does('POST', '/api/periods', semester)
    const expected = [{ id: '2026-s2', ...semester, state: 'open' }]
    expect(await does('GET', '/api/catalogue')).toMatchObject({ periods: expected })
    const { token } = await aDevice(server)
    const setup = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(setup.json().periods).toEqual(expected)
  })
})

describe.each(STORES)('users of a period on $name', ({ open }) => {
  test('give the sample and a narrower interval, only for exactly that period and where every N is known', async () => {
    const { server, does } = await anAdmin({ open })
    await does('POST', '/api/periods', semester)
    const { token } = await aDevice(server)
    const answers = Array.from({ length: 100 }, (_, i) =>
      aSubmission({
        id: anId(i),
        sequence: i + 1,
        service: i < 60 ? 'ktp-el' : 'kk',
        answers: allScores(i % 2 ? 3 : 4),
      }),
    )
    await postBatch(server, token, answers)
    const put = (id: string, users: object) =>
      does('PUT', `/api/units/disdukcapil/services/${id}`, {
        name: id,
        standard: {},
        users,
        freeByLaw: null,
      })
    const ask = (query: string) =>
      does<Results>('GET', `/api/results?from=2026-07-01&to=2026-12-31${query}`)
    const width = ({ interval }: { interval: Results['interval'] }) =>
      (interval?.high ?? 0) - (interval?.low ?? 0)
    const wide = await ask('')
    await put('ktp-el', { '2026-s2': 80 })
    expect((await ask('')).population).toBeNull()
    expect((await ask('&service=ktp-el')).population).toEqual({
      period: '2026-s2',
      users: 80,
      sample: 66,
    })
    await put('kk', { '2026-s2': 120 })
    const narrow = await ask('&by=service')
    expect(narrow.population).toEqual({ period: '2026-s2', users: 200, sample: 132 })
    // 100 of 200 answered: the error shrinks by √(1 − 100/200).
    expect(width(narrow)).toBeCloseTo(width(wide) * Math.SQRT1_2, 1)
    const alone = await ask('&service=ktp-el')
    expect(narrow.groups.find(({ key }) => key === 'disdukcapil/ktp-el')?.interval).toEqual(
      alone.interval,
    )
    expect((await ask('&by=unit')).groups[0]?.interval).toEqual(narrow.interval)
    const counter = { name: 'Loket', short: 'Loket', kind: 'counter', parent: 'disdukcapil' }
    await does('POST', '/api/units', counter)
    await postBatch(server, token, [aSubmission({ id: anId(500), sequence: 500, unit: 'loket' })])
    // The users of the unit are not those of one of its counters.
    expect((await ask('&unit=loket')).population).toBeNull()
    expect((await ask('&unit=disdukcapil')).population?.users).toBe(200)
    const other = await does<Results>('GET', '/api/results?from=2026-07-01&to=2026-12-30')
    expect(other.population).toBeNull()
    expect(width(other)).toBeCloseTo(width(wide), 0)
  })
})
