// Assignments over every store: asked for, received with the setup, and what comes of them.
import { describe, expect, test } from 'vitest'
import type { AssignmentsReply } from '../../src/core/wire-field.ts'
import { anId } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson, trailOf } from './admin.ts'
import { anAssignment, anInterview, aPhone, assigns, setupOf, storedRows } from './field.ts'
import { aDevice, get, postBatch } from './server.ts'

const HOUR = 3_600_000

describe.each(STORES)('assignments on $name', ({ open }) => {
  async function aPlanner() {
    const planner = await anAdmin({ open }, { username: 'rina', role: 'planner' })
    const { token } = await aPhone(planner.server)
    return { ...planner, token, all: () => listOf(planner) }
  }
  const listOf = async ({ does }: Awaited<ReturnType<typeof anAdmin>>) =>
    (await does<AssignmentsReply>('GET', '/api/assignments')).assignments

  test('stand in the list as they were asked for, the first to end first', async () => {
    const planner = await aPlanner()
    const later = anAssignment({ village: 'Desa Pararapak', to: '2026-12-10', services: ['igd'] })
    const [id, first] = await assigns(planner, later, anAssignment({ village: ' Desa Baru ' }))
    expect(first).toBe('')
    expect(await planner.all()).toEqual([
      expect.objectContaining({ village: 'Desa Baru' }),
      {
        ...later,
        id,
        createdAt: planner.server.clock.ms,
        createdBy: 'rina',
        endedAt: null,
        progress: { n: 0, sex: {}, age: {}, refusals: {}, lastAt: null },
      },
    ])
    expect((await trailOf(planner.server)).map((line) => line.split('/')[0])).toEqual([
      'assignment.added assignment',
      'assignment.added assignment',
    ])
  })

  test('are taken all or none, each fault named with its field', async () => {
    const planner = await aPlanner()
    const { server, fails } = planner
    const { device: kiosk } = await aDevice(server)
    const { device: lost } = await aPhone(server, { id: 'phone-2' })
    const { db } = server.store
    await db.updateTable('devices').set({ revoked_at: 1 }).where('id', '=', lost.id).execute()
    await db.updateTable('units').set({ archived_at: 1 }).where('id', '=', 'dishub').execute()
    await db.updateTable('services').set({ archived_at: 1 }).where('key', '=', 'rsud/igd').execute()
    const refused = async (fields: Parameters<typeof anAssignment>[0]) => {
      const assignments = [anAssignment(), anAssignment(fields)]
      return (await fails('POST', '/api/assignments', { assignments })).map((word) =>
        String(word).replace('assignments.1.', ''),
      )
    }
    expect(await refused({ unit: 'x' })).toEqual(['400', 'unit.unknown unit'])
    expect(await refused({ unit: 'dishub' })).toEqual(['400', 'unit.unknown unit'])
    expect(await refused({ services: ['rawat-jalan', 'igd'] })).toEqual([
      '400',
      'service.unknown services.1',
    ])
    expect(await refused({ services: [] })).toEqual(['400', 'field.range services'])
    const device = ['400', 'assignment.device device']
    expect(await refused({ device: 'x' })).toEqual(device)
    expect(await refused({ device: kiosk.id })).toEqual(device)
    expect(await refused({ device: lost.id })).toEqual(device)
    expect(await refused({ to: '2026-11-19' })).toEqual(['400', 'field.range to'])
    expect(await refused({ target: 0 })).toEqual(['400', 'field.range target'])
    expect(await refused({ target: 100_001 })).toEqual(['400', 'field.range target'])
    expect(await refused({ village: ' ' })).toEqual(['400', 'field.missing village'])
    expect(await refused({ village: 'x'.repeat(201) })).toEqual(['400', 'field.length village'])
    const quotas = (sex: object, age: object) => refused({ quotas: { sex, age } })
    expect(await quotas({ L: 21, P: 20 }, { '60+': 21 })).toEqual([
      '400',
      'field.range quotas.sex.L',
      'field.range quotas.age.60+',
    ])
    expect(await quotas({ L: -1 }, {})).toEqual(['400', 'field.range quotas.sex.L'])
    expect(await quotas({}, { '60': 1 })).toEqual(['400', 'key.unknown quotas.age.60'])
    expect(await fails('POST', '/api/assignments', { assignments: [] })).toEqual([
      400,
      'field.range assignments',
    ])
    const many = Array.from({ length: 201 }, () => anAssignment())
    expect(await fails('POST', '/api/assignments', { assignments: many })).toEqual([
      400,
      'field.range assignments',
    ])
    expect(await planner.all()).toEqual([])
    expect(await trailOf(server)).toEqual([])
  })

  test('change, unless another planner changed them meanwhile', async () => {
    const planner = await aPlanner()
    const { does, fails, server } = planner
    const was = anAssignment()
    const [id] = await assigns(planner, was)
    const url = `/api/assignments/${id}`
    const budi = await asPerson(server, { username: 'budi', role: 'admin' })
    await budi.does('PUT', url, { ...was, target: 30, was })
    const mine = { ...was, services: ['igd'], was }
    expect(await fails('PUT', url, mine)).toEqual([409, 'setup.changed'])
    await does('PUT', url, { ...mine, was: { ...was, target: 30 } })
    expect(await planner.all()).toMatchObject([{ target: 20, services: ['igd'] }])
    const unknown = await fails('PUT', '/api/assignments/x', was)
    expect(unknown).toEqual([404, 'assignment.unknown assignment'])
    expect(await fails('PUT', url, { ...was, unit: 'x' })).toEqual([400, 'unit.unknown unit'])
    expect((await trailOf(server)).slice(1)).toEqual([
      `assignment.changed assignment/${id}`,
      `assignment.changed assignment/${id}`,
    ])
    // What was archived since need not be chosen again.
    await server.store.db.updateTable('units').set({ archived_at: 1 }).execute()
    await does('PUT', url, { ...was, services: ['igd'], to: '2026-12-24' })
  })

  test('are ended, and go on', async () => {
    const planner = await aPlanner()
    const { does, fails, server, token } = planner
    const [id] = await assigns(planner, anAssignment())
    const url = `/api/assignments/${id}/ended`
    await does('PUT', url, { ended: true })
    server.clock.ms += HOUR
    await does('PUT', url, { ended: true })
    expect(await planner.all()).toMatchObject([{ endedAt: server.clock.ms - HOUR }])
    expect((await setupOf(server, token)).assignments).toEqual([])
    await does('PUT', url, { ended: false })
    expect(await planner.all()).toMatchObject([{ endedAt: null }])
    expect((await setupOf(server, token)).assignments).toHaveLength(1)
    expect(await fails('PUT', '/api/assignments/x/ended', { ended: true })).toEqual([
      404,
      'assignment.unknown assignment',
    ])
    expect((await trailOf(server)).at(-1)).toBe(`assignment.reopened assignment/${id}`)
  })

  test('are seen by an officer of their unit only, who changes nothing', async () => {
    const planner = await aPlanner()
    const officer = (username: string, unit: string) =>
      asPerson(planner.server, { username, role: 'officer', unit })
    const own = await officer('siti', 'rsud')
    const other = await officer('budi', 'dinsos')
    const [id] = await assigns(planner, anAssignment())
    expect((await listOf(own)).map((one) => one.id)).toEqual([id])
    expect(await listOf(other)).toEqual([])
    expect(await own.fails('PUT', `/api/assignments/${id}/ended`, { ended: true })).toEqual([
      403,
      'role.forbidden',
    ])
  })

  test('come with the setup: each with what it needs to stand alone for weeks', async () => {
    const planner = await aPlanner()
    const { server, token } = planner
    const { db } = server.store
    await db.updateTable('units').set({ parent: 'rsud' }).where('id', '=', 'dinsos').execute()
    const counter = { id: 'loket', name: 'Loket 1', short: 'Loket 1', place: 9, parent: 'dinsos' }
    await db
      .insertInto('units')
      .values({ ...counter, kind: 'counter', archived_at: null })
      .execute()
    const [, second] = await assigns(
      planner,
      anAssignment({ village: 'Sudah lewat', from: '2026-10-01', to: '2026-10-24' }),
      anAssignment({ village: 'Desa Baru', unit: 'loket', place: true }),
      anAssignment({ village: 'Baru saja', from: '2026-10-01', to: '2026-10-25' }),
    )
    const { token: other } = await aPhone(server, { id: 'phone-2' })
    const setup = await setupOf(server, token)
    expect(setup.recipient).toMatch(/^age1[a-z0-9]{58}$/)
    expect(setup.assignments.map(({ village }) => village)).toEqual(['Baru saja', 'Desa Baru'])
    expect(setup.assignments[1]).toEqual({
      id: second,
      village: 'Desa Baru',
      unit: {
        ...{ id: 'loket', name: 'Loket 1', short: 'Loket 1', parent: 'dinsos', kind: 'counter' },
        services: [expect.objectContaining({ id: 'dtks', standard: expect.any(Object) })],
      },
      above: ['dinsos', 'rsud'],
      counterOf: 'Dinsos',
      target: 20,
      quotas: { sex: { L: 10, P: 10 } },
      from: '2026-11-20',
      to: '2026-11-30',
      place: true,
      received: 0,
    })
    expect((await setupOf(server, other)).assignments).toEqual([])
    expect((await setupOf(server, other)).recipient).toBe(setup.recipient)
  })

  test('that change, or of which something has come, are fetched anew', async () => {
    const planner = await aPlanner()
    const { server, token, does } = planner
    const etag = async () => {
      const reply = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
      return reply.headers.etag
    }
    const [id = ''] = await assigns(planner, anAssignment())
    const before = await etag()
    expect(await etag()).toBe(before)
    await does('PUT', `/api/assignments/${id}`, anAssignment({ services: ['igd'] }))
    const changed = await etag()
    expect(changed).not.toBe(before)
    await postBatch(server, token, [anInterview({ assignment: id })])
    expect(await etag()).not.toBe(changed)
    expect((await setupOf(server, token)).assignments).toMatchObject([
      { received: 1, unit: { services: [{ id: 'igd' }] } },
    ])
  })

  test('show how far they are', async () => {
    const planner = await aPlanner()
    const { server, token } = planner
    const [id = ''] = await assigns(planner, anAssignment())
    const interview = (n: number, respondent: object) =>
      anInterview({ id: anId(n), sequence: n, assignment: id, respondent })
    await postBatch(server, token, [
      interview(1, { sex: 'L', age: 17 }),
      interview(2, { sex: 'P', age: 24 }),
    ])
    server.clock.ms += HOUR
    await postBatch(server, token, [
      interview(3, { sex: 'P' }),
      interview(4, { age: 60 }),
      anInterview({ id: anId(5), sequence: 5 }),
    ])
    const refusals = [
      { assignment: id, reason: 'busy', count: 2 },
      { assignment: id, reason: 'afraid', count: 1 },
      { assignment: null, reason: 'busy', count: 7 },
    ]
    for (const series of ['a', 'b'])
      expect(
        await server.app
          .inject({
            method: 'POST',
            url: '/api/contact',
            headers: { authorization: `Bearer ${token}` },
            payload: {
              ...{ sent: server.clock.ms, app: 'test', unsent: 0, oldestUnsentAt: null },
              ...{ quarantined: 0, lastSequence: 4, persisted: null, usedBytes: null },
              ...{ quotaBytes: null, trouble: null, refusals, series },
            },
          })
          .then(({ statusCode }) => {
            server.clock.ms += HOUR
            return statusCode
          }),
      ).toBe(200)
    expect(await planner.all()).toMatchObject([
      {
        progress: {
          n: 4,
          sex: { L: 1, P: 2 },
          age: { '17-24': 2, '60+': 1 },
          refusals: { busy: 4, afraid: 2 },
          lastAt: server.clock.ms - 2 * HOUR,
        },
      },
    ])
  })

  test('make an interview at another unit what was asked for; nothing is refused for one that is unknown', async () => {
    const planner = await aPlanner()
    const { server, token } = planner
    await aPhone(server, { id: 'phone-2' })
    const [own = '', theirs = ''] = await assigns(
      planner,
      anAssignment({ village: 'Desa Baru' }),
      anAssignment({ village: 'Desa Lain', unit: 'dinsos', device: 'phone-2' }),
    )
    const dinsos = { unit: 'dinsos', service: 'dtks' }
    const correction = { at: 1, was: { 'answers.biaya': 2 } }
    const submissions = [
      anInterview({ assignment: own }),
      anInterview({ corrections: [correction] }),
      anInterview({ assignment: 'x' }),
      anInterview({ assignment: theirs, ...dinsos }),
      anInterview(dinsos),
    ].map((one, i) => ({ ...one, id: anId(i + 1), sequence: i + 1 }))
    const receipt = (await postBatch(server, token, submissions)).json()
    expect(receipt).toMatchObject({ stored: submissions.map(({ id }) => id), refused: [] })
    expect((await storedRows(server)).map(({ flags }) => flags)).toEqual([
      '',
      'corrected',
      'assignment.unknown',
      'unit.other assignment.unknown',
      'unit.other',
    ])
    await planner.does('PUT', `/api/assignments/${own}/ended`, { ended: true })
    const late = anInterview({ id: anId(9), sequence: 9, assignment: own })
    await postBatch(server, token, [late])
    expect((await storedRows(server)).at(-1)?.flags).toBe('')
  })

  test('alone allow to keep where it was; what was dropped does not make another content', async () => {
    const planner = await aPlanner()
    const { server, token } = planner
    const [without = '', allowed = ''] = await assigns(
      planner,
      anAssignment({ village: 'Desa Baru' }),
      anAssignment({ village: 'Desa Lain', place: true }),
    )
    const place = { lat: -1.7, lon: 114.8, accuracyM: 12 }
    const submissions = [
      anInterview({ place, assignment: without }),
      anInterview({ place, assignment: allowed }),
      anInterview({ place }),
      anInterview({ place, assignment: 'x' }),
    ].map((one, i) => ({ ...one, id: anId(i + 1), sequence: i + 1 }))
    await postBatch(server, token, submissions)
    const rows = await storedRows(server)
    expect(rows.map(({ location }) => location && JSON.parse(location))).toEqual([
      null,
      place,
      null,
      null,
    ])
    expect(rows.map(({ flags }) => flags)).toEqual([
      'place.dropped',
      '',
      'place.dropped',
      'assignment.unknown place.dropped',
    ])
    const again = (await postBatch(server, token, submissions)).json()
    expect(again.known).toEqual(submissions.map(({ id }) => id))
  })

  test('hold their unit and its services in place', async () => {
    const planner = await aPlanner()
    const { server } = planner
    const admin = await asPerson(server, { username: 'budi', role: 'admin' })
    await assigns(planner, anAssignment({ services: ['igd'] }))
    await server.store.db.updateTable('devices').set({ seen_at: 1 }).execute()
    expect(await admin.fails('DELETE', '/api/units/rsud')).toEqual([409, 'setup.used unit'])
    const service = '/api/units/rsud/services'
    expect(await admin.fails('DELETE', `${service}/igd`)).toEqual([409, 'setup.used service'])
    await admin.does('DELETE', `${service}/rawat-jalan`)
  })
})
