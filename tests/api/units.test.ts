// Units and services in the browser of an admin, over every store.
import { describe, expect, test } from 'vitest'
import type { Catalogue, Results, Unit } from '../../src/core/wire.ts'
import type { UnitsReply } from '../../src/core/wire-admin.ts'
import example from '../../src/server/demo/barito-selatan.json' with { type: 'json' }
import { parseSetup } from '../../src/server/setup-file.ts'
import { BY_COMMAND } from '../../src/server/store/audit.ts'
import { writeSetup } from '../../src/server/store/setup.ts'
import { anId, aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson, trailOf } from './admin.ts'
import { aDevice, call, get, postBatch, type TestServer } from './server.ts'

const unit = { name: 'Kecamatan Dusun Selatan', short: 'Dusun Selatan', kind: 'unit', parent: null }
const service = {
  name: 'Surat pindah',
  standard: { waktu: '1 hari kerja', biaya: 0 },
  users: {},
  freeByLaw: null,
}
const named = (units: Unit[], id: string) => units.find((one) => one.id === id)

describe.each(STORES)('units on $name', ({ open }) => {
  test('are added with an id from their short name, changed, moved, and each change is in the trail', async () => {
    const { server, does } = await anAdmin({ open })
    const first = await does<UnitsReply>('POST', '/api/units', { ...unit, kind: 'agency' })
    const twin = await does<UnitsReply>('POST', '/api/units', { ...unit, short: 'Dusun-Selatan' })
    expect([first.id, twin.id]).toEqual(['dusun-selatan', 'dusun-selatan-2'])
    const moved = await does<UnitsReply>('PUT', '/api/units/dusun-selatan-2', {
      name: '  Loket 1 ',
      short: 'Loket 1',
      kind: 'counter',
      parent: 'dusun-selatan',
    })
    expect(moved.units.slice(-2)).toEqual([
      { ...unit, id: 'dusun-selatan', kind: 'agency', services: [] },
      {
        id: 'dusun-selatan-2',
        name: 'Loket 1',
        short: 'Loket 1',
        kind: 'counter',
        parent: 'dusun-selatan',
        services: [],
      },
    ])
    expect(await trailOf(server)).toEqual([
      'unit.added unit/dusun-selatan',
      'unit.added unit/dusun-selatan-2',
      'unit.changed unit/dusun-selatan-2',
    ])
  })

  test('that another admin changed since the form was opened are not written over', async () => {
    const rina = await anAdmin({ open })
    const budi = await asPerson(rina.server, { username: 'budi', role: 'admin' })
    const was = { name: 'RSUD', short: 'RSUD', kind: 'unit', parent: null }
    const { id } = await rina.does<UnitsReply>('POST', '/api/units', was)
    const put = (change: object) => ['PUT', `/api/units/${id}`, { ...was, ...change }] as const
    const his = { name: 'RSUD Buntok' }
    await budi.does<UnitsReply>(...put({ ...his, was }))
    const hers = { short: 'RS', was }
    expect(await rina.fails(...put(hers))).toEqual([409, 'setup.changed'])
    const reply = await call(rina.server, rina.cookie, [...put(hers)])
    expect(reply.json().problems).toEqual([{ code: 'setup.changed', detail: 'budi' }])
    // Having seen his, she changes what she meant to.
    const now = { ...was, ...his }
    const { units } = await rina.does<UnitsReply>(...put({ ...his, short: 'RS', was: now }))
    expect(units.find((unit) => unit.id === id)).toMatchObject({ ...now, short: 'RS' })
  })

  test('never lie below themselves, nor below what is not there', async () => {
    const { server, does, fails } = await anAdmin({ open })
    await does('POST', '/api/units', unit)
    await does('POST', '/api/units', { ...unit, short: 'Loket', parent: 'dusun-selatan' })
    const under = (parent: string) => fails('PUT', '/api/units/dusun-selatan', { ...unit, parent })
    expect(await under('loket')).toEqual([400, 'setup.ring parent'])
    expect(await under('dusun-selatan')).toEqual([400, 'setup.ring parent'])
    expect(await under('atlantis')).toEqual([400, 'unit.unknown parent'])
    expect(await fails('PUT', '/api/units/atlantis', unit)).toEqual([400, 'unit.unknown unit'])
    expect(await fails('POST', '/api/units', { ...unit, parent: 'atlantis' })).toEqual([
      400,
      'unit.unknown parent',
    ])
    expect(await trailOf(server)).toHaveLength(2)
  })

  test('are archived with those below them, and come back with those above them', async () => {
    const { does } = await anAdmin({ open })
    await does('POST', '/api/units', unit)
    await does('POST', '/api/units', { ...unit, short: 'Loket', parent: 'dusun-selatan' })
    const archived = (id: string, flag: boolean) =>
      does<UnitsReply>('PUT', `/api/units/${id}/archived`, { archived: flag })
    const gone = await archived('dusun-selatan', true)
    expect([named(gone.units, 'loket')?.archived, named(gone.units, 'rsud')?.archived]).toEqual([
      true,
      undefined,
    ])
    const back = await archived('loket', false)
    expect(back.units.filter((one) => one.archived)).toEqual([])
  })

  test('are removed only where nothing belongs to them', async () => {
    const { server, does, fails } = await anAdmin({ open })
    await does('POST', '/api/units', unit)
    await does('POST', '/api/units', { ...unit, short: 'Loket', parent: 'dusun-selatan' })
    await does('POST', '/api/units/loket/services', service)
    const remove = (id: string) => fails('DELETE', `/api/units/${id}`)
    expect(await remove('dusun-selatan')).toEqual([409, 'setup.used unit'])
    expect(await remove('atlantis')).toEqual([400, 'unit.unknown unit'])
    const left = await does<UnitsReply>('DELETE', '/api/units/loket')
    expect([left.id, named(left.units, 'loket')]).toEqual([null, undefined])
    await asPerson(server, { username: 'budi', role: 'officer', unit: 'dusun-selatan' })
    expect(await remove('dusun-selatan')).toEqual([409, 'setup.used unit'])
    const { token } = await aDevice(server)
    expect(await remove('disdukcapil')).toEqual([409, 'setup.used unit'])
    await postBatch(server, token, [aSubmission({ unit: 'rsud', service: 'igd' })])
    expect(await remove('rsud')).toEqual([409, 'setup.used unit'])
  })

  test('take another order, of the whole place or not at all', async () => {
    const { does, fails } = await anAdmin({ open })
    const { units } = await does<Catalogue>('GET', '/api/catalogue')
    const ids = units.map(({ id }) => id).reverse()
    const reply = await does<UnitsReply>('PUT', '/api/units-order', { parent: null, ids })
    expect(reply.units.map(({ id }) => id)).toEqual(ids)
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1]], [...ids, 'atlantis']])
      expect(await fails('PUT', '/api/units-order', { ids: wrong })).toEqual([
        400,
        'setup.order ids',
      ])
  })

  test('have short names that can be told apart in one place, but for those that are archived', async () => {
    const { does, fails } = await anAdmin({ open })
    const taken = [400, 'setup.duplicate short']
    await does('POST', '/api/units', unit)
    const twin = { ...unit, short: ' dusun SELATAN ' }
    expect(await fails('POST', '/api/units', twin)).toEqual(taken)
    await does('POST', '/api/units', { ...unit, short: 'Loket', parent: 'dusun-selatan' })
    await does('POST', '/api/units', { ...unit, short: 'Loket', parent: 'rsud' })
    expect(await fails('PUT', '/api/units/loket-2', { ...twin, parent: null })).toEqual(taken)
    const moved = { ...unit, short: 'Loket', parent: 'dusun-selatan' }
    expect(await fails('PUT', '/api/units/loket-2', moved)).toEqual(taken)
    await does('PUT', '/api/units/dusun-selatan', { ...unit, name: 'Kecamatan', kind: 'agency' })
    await does('PUT', '/api/units/dusun-selatan/archived', { archived: true })
    const { id } = await does<UnitsReply>('POST', '/api/units', twin)
    const restored = () => does('PUT', '/api/units/loket/archived', { archived: false })
    // One that comes back brings those above it: the name of each must still be free.
    for (const one of ['dusun-selatan', 'loket'])
      expect(await fails('PUT', `/api/units/${one}/archived`, { archived: false })).toEqual(taken)
    await does('PUT', `/api/units/${id}`, { ...unit, short: 'Dusun Utara' })
    await restored()
  })

  test('of nearly the same name added at the same time are two', async () => {
    const { does } = await anAdmin({ open })
    const added = await Promise.all(
      [' ', '-', '/', '. '].map((between) =>
        does<UnitsReply>('POST', '/api/units', { ...unit, short: `Dusun${between}Selatan` }),
      ),
    )
    expect(added.map(({ id }) => id).sort()).toEqual(
      ['', '-2', '-3', '-4'].map((end) => `dusun-selatan${end}`),
    )
  })
})

describe.each(STORES)('what a device may still hold, on $name', ({ open }) => {
  const counter = { name: 'Loket 1', short: 'Loket 1', kind: 'counter', parent: 'disdukcapil' }

  async function aSeenKiosk(server: TestServer, fields: object) {
    const { device, token } = await aDevice(server, fields)
    await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    return device.id
  }

  test('keeps the unit that it was moved away from, and the services that it had there', async () => {
    const { server, does, fails } = await anAdmin({ open })
    const id = await aSeenKiosk(server, { unit: 'rsud', service: 'igd' })
    const place = { name: 'Kiosk', place: '', unit: 'disdukcapil', services: null }
    await does('PUT', `/api/devices/${id}`, place)
    await does('PUT', `/api/devices/${id}`, { ...place, unit: 'dpmptsp' })
    expect(await fails('DELETE', '/api/units/rsud/services/igd')).toEqual([
      409,
      'setup.used service',
    ])
    await does('DELETE', '/api/units/rsud/services/rawat-jalan')
    expect(await fails('DELETE', '/api/units/rsud')).toEqual([409, 'setup.used unit'])
    expect(await fails('DELETE', '/api/units/disdukcapil/services/kk')).toEqual([
      409,
      'setup.used service',
    ])
  })

  test.each(['by hand', 'by an import'])(
    'keeps the unit above which its counter was moved away %s',
    async (how) => {
      const { server, does, fails } = await anAdmin({ open })
      await does('POST', '/api/units', counter)
      await aSeenKiosk(server, { unit: 'loket-1', service: 'kk' })
      if (how === 'by hand') await does('PUT', '/api/units/loket-1', { ...counter, parent: 'rsud' })
      else {
        const units = (await does<Catalogue>('GET', '/api/catalogue')).units
        const moved = units.map((one) => (one.id === 'loket-1' ? { ...one, parent: null } : one))
        const setup = parseSetup({ ...example, units: moved })
        if (!setup.ok) throw new Error(JSON.stringify(setup.problems))
        const told = { ...BY_COMMAND, at: server.clock.ms, action: 'setup.imported' } as const
        await writeSetup(server.store.db, setup.value, told)
      }
      expect(await fails('DELETE', '/api/units/disdukcapil/services/kk')).toEqual([
        409,
        'setup.used service',
      ])
      expect(await fails('DELETE', '/api/units/disdukcapil')).toEqual([409, 'setup.used unit'])
      await does('DELETE', '/api/units/disdukcapil/services/akta-lahir')
    },
  )
})

describe.each(STORES)('services on $name', ({ open }) => {
  test('have six components, users by period and the law that makes them free', async () => {
    const { does, fails } = await anAdmin({ open })
    await does('POST', '/api/periods', {
      name: 'Semester II 2026',
      from: '2026-07-01',
      to: '2026-12-31',
    })
    const whole = {
      name: ' Akta kematian ',
      standard: {
        persyaratan: 'Surat kematian',
        prosedur: 'Ambil nomor',
        waktu: '1 hari kerja',
        biaya: 0,
        produk: 'Akta',
        pengaduan: '   ',
      },
      users: { '2026-s2': 400 },
      freeByLaw: 'UU 24/2013 pasal 79A',
    }
    const added = await does<UnitsReply>('POST', '/api/units/disdukcapil/services', whole)
    const { pengaduan, ...standard } = whole.standard
    expect(pengaduan.trim()).toBe('')
    expect(named(added.units, 'disdukcapil')?.services.at(-1)).toEqual({
      ...whole,
      id: 'akta-kematian',
      name: 'Akta kematian',
      standard,
    })
    const put = (fields: object) =>
      fails('PUT', '/api/units/disdukcapil/services/akta-kematian', { ...whole, ...fields })
    expect(await put({ users: { '2020': 1 } })).toEqual([404, 'period.unknown users.2020'])
    expect(await put({ users: { '2026-s2': 0 } })).toEqual([400, 'field.range users.2026-s2'])
    expect(await put({ standard: { biaya: 5000 } })).toEqual([400, 'field.range standard.biaya'])
    expect(await put({ standard: { biaya: -1 } })).toEqual([400, 'field.range standard.biaya'])
    expect(await put({ name: '  ', note: 'x' })).toEqual([
      400,
      'key.unknown note',
      'field.missing name',
    ])
  })

  test('that another admin changed since the form was opened are not written over', async () => {
    const rina = await anAdmin({ open })
    const budi = await asPerson(rina.server, { username: 'budi', role: 'admin' })
    const url = '/api/units/rsud/services'
    // As the form sends it: a component without words, which is not kept.
    const standard = { waktu: '1 hari', produk: ' ', biaya: 0 }
    const first = { name: 'Rawat jalan', standard, users: {}, freeByLaw: null }
    const { id } = await rina.does<UnitsReply>('POST', url, first)
    const put = (change: object, was: object) =>
      ['PUT', `${url}/${id}`, { ...first, ...change, was }] as const
    const his = { standard: { ...standard, biaya: null } }
    await budi.does<UnitsReply>(...put(his, first))
    expect(await rina.fails(...put({ name: 'Poli' }, first))).toEqual([409, 'setup.changed'])
    await rina.does<UnitsReply>(...put({ ...his, name: 'Poli' }, { ...first, ...his }))
  })

  test('are archived: no device asks about them any more, and what it held is stored', async () => {
    const { server, does } = await anAdmin({ open })
    const { token } = await aDevice(server, { service: null })
    const served = async () => {
      const reply = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
      return (reply.json().unit as Unit).services.map(({ id }) => id)
    }
    expect(await served()).toContain('kk')
    await does('PUT', '/api/units/disdukcapil/services/kk/archived', { archived: true })
    expect(await served()).not.toContain('kk')
    const posted = await postBatch(server, token, [aSubmission({ service: 'kk' })])
    expect(posted.json().stored).toEqual([anId(1)])
  })

  test('are removed only where nobody answered and no device may hold answers', async () => {
    const { server, does, fails } = await anAdmin({ open })
    const remove = (path: string) => fails('DELETE', `/api/units/${path}`)
    const { device, token } = await aDevice(server, { service: null })
    await server.store.db
      .updateTable('devices')
      .set({ seen_at: 1 })
      .where('id', '=', device.id)
      .execute()
    await postBatch(server, token, [aSubmission({ unit: 'rsud', service: 'igd' })])
    expect(await remove('rsud/services/igd')).toEqual([409, 'setup.used service'])
    expect(await remove('disdukcapil/services/kk')).toEqual([409, 'setup.used service'])
    expect(await remove('rsud/services/kk')).toEqual([400, 'service.unknown service'])
    const left = await does<UnitsReply>('DELETE', '/api/units/rsud/services/rawat-jalan')
    expect(named(left.units, 'rsud')?.services.map(({ id }) => id)).toEqual(['igd'])
  })

  test('take another order', async () => {
    const { does, fails } = await anAdmin({ open })
    const url = '/api/units/disdukcapil/services-order'
    const ids = ['akta-lahir', 'ktp-el', 'kk']
    const reply = await does<UnitsReply>('PUT', url, { ids })
    expect(named(reply.units, 'disdukcapil')?.services.map(({ id }) => id)).toEqual(ids)
    expect(await fails('PUT', url, { ids: ['kk'] })).toEqual([400, 'setup.order ids'])
  })

  test('of a counter without its own are those of the unit above it, for devices, answers and results', async () => {
    const { server, does } = await anAdmin({ open })
    await does('POST', '/api/units', {
      name: 'Loket 1',
      short: 'Loket 1',
      kind: 'counter',
      parent: 'disdukcapil',
    })
    const { token } = await aDevice(server, { unit: 'loket-1', service: 'ktp-el' })
    const setup = (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json()
    expect(setup.unit).toMatchObject({ id: 'loket-1', parent: 'disdukcapil', kind: 'counter' })
    expect([setup.unit.services.length, setup.above]).toEqual([1, ['disdukcapil']])
    expect(setup.counterOf).toBe('Disdukcapil')
    const counter = { unit: 'loket-1', service: 'ktp-el' }
    const posted = await postBatch(server, token, [
      aSubmission(counter),
      aSubmission({ id: anId(2), sequence: 2 }),
      aSubmission({ id: anId(3), sequence: 3, ...counter, service: 'paspor' }),
      aSubmission({ id: anId(4), sequence: 4, ...counter, unit: 'atlantis' }),
    ])
    expect(posted.json()).toMatchObject({
      stored: [anId(1), anId(2)],
      refused: [
        { problems: [{ code: 'service.unknown' }] },
        { problems: [{ code: 'unit.unknown' }] },
      ],
    })
    const counts = async (query: string) =>
      (await does<{ n: number }>('GET', `/api/results?${query}`)).n
    expect(await counts('unit=loket-1')).toBe(1)
    expect(await counts('unit=loket-1&service=ktp-el')).toBe(1)
    expect(await counts('unit=disdukcapil')).toBe(2)
    expect(await counts('unit=rsud')).toBe(0)
  })

  test('of a counter that is moved: what it held is stored with a flag, and shown with the rest', async () => {
    const { server, does } = await anAdmin({ open })
    const counter = { name: 'Loket 1', short: 'Loket 1', kind: 'counter', parent: 'disdukcapil' }
    await does('POST', '/api/units', counter)
    const { token } = await aDevice(server, { unit: 'loket-1', service: null })
    const answer = (n: number) =>
      aSubmission({ id: anId(n), sequence: n, unit: 'loket-1', answers: { biaya: 2 } })
    await postBatch(server, token, [answer(1)])
    await does('PUT', '/api/units/loket-1', { ...counter, parent: 'rsud' })
    expect((await postBatch(server, token, [answer(2)])).json().stored).toEqual([anId(2)])
    const rows = server.store.db.selectFrom('submissions').select('flags').orderBy('id')
    expect((await rows.execute()).map(({ flags }) => flags)).toEqual(['', 'service.other'])
    const key = 'loket-1/ktp-el'
    const found = await does<Results>('GET', '/api/results?unit=rsud&service=ktp-el&by=service')
    expect([found.n, found.groups.map((group) => [group.key, group.n])]).toEqual([2, [[key, 2]]])
    expect(found.levySigns).toEqual([{ unit: 'loket-1', service: 'ktp-el', count: 2, n: 2 }])
  })
})

test('the regency keeps its id while there are answers, and its zone is one that there is', async () => {
  const { server, does, fails } = await anAdmin()
  const regency = {
    id: 'barito-selatan',
    name: 'Kabupaten Barito Selatan',
    province: 'Kalimantan Tengah',
    timezone: 'Asia/Makassar',
  }
  expect(await does('PUT', '/api/regency', regency)).toEqual({
    regency: { ...regency, printedOrder: 'annex' },
  })
  expect(await fails('PUT', '/api/regency', { ...regency, timezone: 'Asia/Buntok' })).toEqual([
    400,
    'field.range timezone',
  ])
  const { token } = await aDevice(server)
  await postBatch(server, token, [aSubmission()])
  expect(await fails('PUT', '/api/regency', { ...regency, id: 'barito-timur' })).toEqual([
    400,
    'setup.other-regency id',
  ])
})
