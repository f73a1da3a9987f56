// The setup as a workbook and as a CSV: out, read by another reader, and in again; and files that mean harm.
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import type { Catalogue } from '../../src/core/wire.ts'
import type { ImportReply, UnitsReply } from '../../src/core/wire-admin.ts'
import { unpackedBytes } from '../../src/server/reports/zip-size.ts'
import { STORES } from '../store/stores.ts'
import { type Admin, anAdmin, asPerson, trailOf } from './admin.ts'
import { codesOf, get, ORIGIN } from './server.ts'
import { aWorkbook, cellsOf, partsOf, rowsXml, XLSX_TYPE, zipOf } from './xlsx.ts'

const FORMULA = '=HYPERLINK("http://x","Klik")'

function upload(
  { server, cookie }: Admin,
  file: Buffer | string,
  options: { type?: string; apply?: string } = {},
) {
  const { type = XLSX_TYPE, apply } = options
  return server.app.inject({
    method: 'POST',
    url: `/api/setup-import${apply === undefined ? '' : `?apply=${apply}`}`,
    headers: { cookie, origin: ORIGIN, 'content-type': type },
    payload: file,
  })
}

async function preview(
  admin: Admin,
  file: Buffer | string,
  type = XLSX_TYPE,
): Promise<ImportReply> {
  const reply = await upload(admin, file, { type })
  expect([reply.statusCode, reply.body.slice(0, 200)]).toEqual([200, expect.any(String)])
  return reply.json()
}

const said = ({ problems }: { problems: Problem[] }) =>
  problems.map(({ code, path, detail }) => [path, code, detail].filter(Boolean).join(' '))

/** A setup with everything that a file can hold, and texts that a spreadsheet could take for formulas. */
async function aFullSetup(options: Parameters<typeof anAdmin>[0] = {}): Promise<Admin> {
  const admin = await anAdmin(options)
  const { does } = admin
  await does('POST', '/api/periods', { name: 'S2', from: '2026-07-01', to: '2026-12-31' })
  await does('POST', '/api/units', {
    name: '@Kecamatan <Dusun> & "Selatan"',
    short: '+Dusun',
    kind: 'agency',
    parent: null,
  })
  await does('POST', '/api/units', {
    name: 'Loket',
    short: 'Loket',
    kind: 'counter',
    parent: 'dusun',
  })
  await does('POST', '/api/units/dusun/services', {
    name: FORMULA,
    standard: {
      persyaratan: '-2 lembar fotokopi\nKTP; KK, "asli"',
      prosedur: "'=bukan rumus",
      waktu: '1',
      biaya: 50_000,
      produk: '\u0009=1+1'.trim(),
      pengaduan: 'lapor.go.id',
    },
    users: { '2026-s2': 1200 },
    freeByLaw: null,
  })
  await does('POST', '/api/units/dusun/services', {
    name: 'Akta',
    standard: { biaya: 0 },
    users: {},
    freeByLaw: 'UU 24/2013',
  })
  await does('PUT', '/api/units/dusun/services/akta/archived', { archived: true })
  await does('PUT', '/api/units/rsud/archived', { archived: true })
  return admin
}

const exported = async ({ server, cookie }: Admin, format: 'xlsx' | 'csv') =>
  (await get(server, `/api/setup.${format}`, { cookie })).rawPayload

describe.each(STORES)('the setup as a file, on $name', ({ open }) => {
  test.each([
    ['xlsx', XLSX_TYPE],
    ['csv', 'text/csv; charset=utf-8'],
  ] as const)('goes out as %s and comes back as the same', async (format, type) => {
    const admin = await aFullSetup({ open })
    const file = await exported(admin, format)
    const reply = await preview(admin, file, type)
    expect(said(reply)).toEqual([])
    expect(new Set(reply.changes.map(({ change }) => change))).toEqual(new Set(['same']))
    expect(reply.changes).toHaveLength(17 + 23)
    // Into an empty regency it brings all of it.
    const other = await anAdmin({ open })
    await other.does('POST', '/api/periods', { name: 'S2', from: '2026-07-01', to: '2026-12-31' })
    await other.server.store.db.deleteFrom('services').execute()
    await other.server.store.db.deleteFrom('units').execute()
    const { digest } = await preview(other, file, type)
    const applied = await upload(other, file, { type, apply: digest })
    expect([applied.statusCode, applied.json().applied]).toEqual([200, true])
    const units = async (of: Admin) => (await of.does<Catalogue>('GET', '/api/catalogue')).units
    expect(await units(other)).toEqual(await units(admin))
    expect((await trailOf(other.server)).at(-1)).toBe('setup.imported ')
  })

  test('archives and brings back as by hand: with what is below, with what is above', async () => {
    const admin = await anAdmin({ open })
    const { does } = admin
    const add = (short: string, parent: string | null) =>
      does('POST', '/api/units', { name: short, short, kind: 'unit', parent })
    await add('Dinas', null)
    await add('UPTD', 'dinas')
    await add('Loket', 'uptd')
    const file = (id: string, archived: boolean) =>
      aWorkbook({
        Unit: [
          ['ID unit', 'Nama unit', 'Unit diarsipkan'],
          [id, id === 'dinas' ? 'Dinas' : 'Loket', archived ? 'ya' : null],
        ],
      })
    const apply = async (bytes: Buffer) => {
      const { digest, changes } = await preview(admin, bytes)
      expect((await upload(admin, bytes, { apply: digest })).statusCode).toBe(200)
      const { units } = await does<Catalogue>('GET', '/api/catalogue')
      return [
        changes.filter(({ change }) => change === 'changed').map(({ id }) => id),
        units.filter(({ archived }) => archived).map(({ id }) => id),
      ]
    }
    const all = ['dinas', 'uptd', 'loket']
    expect(await apply(file('dinas', true))).toEqual([all, all])
    const [changed, archived] = await apply(file('loket', false))
    expect([changed?.sort(), archived]).toEqual([[...all].sort(), []])
  })

  test('changes nothing before it is applied, all or nothing, and only as it was previewed', async () => {
    const admin = await anAdmin({ open })
    const units = async () => (await admin.does<Catalogue>('GET', '/api/catalogue')).units
    const before = await units()
    const file = aWorkbook({
      Unit: [
        ['ID unit', 'Nama unit', 'Nama pendek', 'Induk'],
        ['disdukcapil', 'Dinas Dukcapil', 'Disdukcapil', null],
        [null, 'Loket Akta', 'Loket akta', 'disdukcapil'],
      ],
      Layanan: [
        ['ID unit', 'ID layanan', 'Nama layanan', 'Biaya', 'Waktu'],
        ['disdukcapil', 'ktp-el', 'KTP-el', 'Rp 50.000', 2],
        ['disdukcapil', null, 'Surat pindah', 'gratis', null],
        ['rsud', 'igd', 'Gawat darurat', 'Perda', '5 menit tanggap'],
      ],
    })
    const reply = await preview(admin, file)
    expect(said(reply)).toEqual([])
    expect(reply.changes.map(({ id, change }) => `${id} ${change}`)).toEqual([
      'disdukcapil changed',
      'disdukcapil/ktp-el changed',
      'disdukcapil/surat-pindah added',
      'loket-akta added',
      'rsud same',
      'rsud/igd same',
    ])
    expect(reply.changes[1]?.fields).toEqual([
      { field: 'Nama layanan', before: 'Kartu Tanda Penduduk (KTP-el)', after: 'KTP-el' },
      { field: 'Waktu', before: '1 hari kerja', after: '2' },
      { field: 'Biaya', before: 'gratis', after: 'Rp 50.000' },
    ])
    expect([reply.applied, await units()]).toEqual([false, before])
    const { digest } = reply
    const other = aWorkbook({
      Unit: [
        ['ID unit', 'Nama unit'],
        ['rsud', 'RSUD'],
      ],
    })
    expect(codesOf(await upload(admin, other, { apply: digest }))).toEqual(['import.digest'])
    await admin.does('POST', '/api/units', { name: 'X', short: 'X', kind: 'unit', parent: null })
    expect(codesOf(await upload(admin, file, { apply: digest }))).toEqual(['import.digest'])
    const again = await preview(admin, file)
    const applied = await upload(admin, file, { apply: again.digest })
    expect(applied.json().applied).toBe(true)
    const now = await units()
    expect(now.find(({ id }) => id === 'disdukcapil')).toMatchObject({
      name: 'Dinas Dukcapil',
      kind: 'unit',
      services: [
        { id: 'ktp-el', name: 'KTP-el', standard: { waktu: '2', biaya: 50_000, produk: 'KTP-el' } },
        { id: 'kk' },
        { id: 'akta-lahir' },
        { id: 'surat-pindah', standard: { biaya: 0 } },
      ],
    })
    expect(now.find(({ id }) => id === 'loket-akta')).toMatchObject({ parent: 'disdukcapil' })
    // The order of what was there is kept.
    expect(now.map(({ id }) => id).slice(0, 3)).toEqual(['disdukcapil', 'loket-akta', 'dpmptsp'])
    const stale = await upload(admin, file, { apply: again.digest })
    expect(codesOf(stale)).toEqual(['import.digest'])
    expect(stale.statusCode).toBe(409)
  })

  test('that fails at its very last step leaves nothing of it, and goes in when the trouble is over', async () => {
    const admin = await anAdmin({ open })
    const { db } = admin.server.store
    const file = 'ID unit,Nama unit,Nama layanan\nbaru,Unit baru,Layanan baru\nrsud,RS,IGD\n'
    const csv = { type: 'text/csv' }
    const { digest } = await preview(admin, file, csv.type)
    const rows = async () => [
      await db.selectFrom('units').selectAll().orderBy('id').execute(),
      await db.selectFrom('services').selectAll().orderBy('key').execute(),
    ]
    const before = await rows()
    // Its line in the trail is the last that is written.
    await db.schema.alterTable('audit').renameTo('elsewhere').execute()
    expect((await upload(admin, file, { ...csv, apply: digest })).statusCode).toBe(500)
    expect(await rows()).toEqual(before)
    await db.schema.alterTable('elsewhere').renameTo('audit').execute()
    expect((await upload(admin, file, { ...csv, apply: digest })).json().applied).toBe(true)
    expect(await rows()).not.toEqual(before)
  })
})

describe('an export', () => {
  test('is read by another program: every text is text, no formula, numbers are numbers', async () => {
    const admin = await aFullSetup()
    const cells = cellsOf(await exported(admin, 'xlsx'))
    expect(cells.get('1!A1')).toEqual({ type: 's', text: 'ID unit' })
    const values = [...cells.values()]
    expect(values).toContainEqual({ type: 's', text: FORMULA })
    expect(values).toContainEqual({ type: 's', text: '@Kecamatan <Dusun> & "Selatan"' })
    expect(values).toContainEqual({ type: 'n', text: '50000' })
    expect(values).toContainEqual({ type: 'n', text: '1200' })
  })

  test('as CSV begins no cell with what a spreadsheet computes', async () => {
    const admin = await aFullSetup()
    const text = (await exported(admin, 'csv')).toString()
    expect(text.startsWith('\uFEFFID unit,Nama unit')).toBe(true)
    expect(text).toContain(`"'${FORMULA.replaceAll('"', '""')}"`)
    // A text that was marked already is marked again, or it would come back without.
    for (const marked of ["'@Kecamatan", ",'+Dusun,", "'-2 lembar", "''=bukan rumus", "'=1+1"])
      expect(text).toContain(marked)
    expect(text).not.toMatch(/(^|,|")[=+@-]/m)
  })

  test('of an officer holds the own unit and those below, and nobody else may import', async () => {
    const admin = await aFullSetup()
    const who = { username: 'budi', role: 'officer', unit: 'dusun' } as const
    const officer = await asPerson(admin.server, who)
    const text = (await exported(officer, 'csv')).toString()
    expect(text).toContain('dusun')
    expect(text).not.toContain('disdukcapil')
    expect(codesOf(await upload(officer, text, { type: 'text/csv' }))).toEqual(['role.forbidden'])
    expect(await trailOf(admin.server)).toContain('setup.exported ')
  })
})

describe('a file with something wrong in it', () => {
  test('has every cell named, and nothing of it can be applied', async () => {
    const admin = await anAdmin()
    const file = aWorkbook({
      Unit: [
        ['ID unit', 'Nama unit', 'Induk', 'Jenis', 'Unit diarsipkan', 'Warna'],
        ['Rumah Sakit', 'RS', null, null, null, 'merah'],
        ['dishub', null, 'atlantis', 'Planet', 'mungkin', null],
        ['a', 'A', 'b', null, null, null],
        ['b', 'B', 'a', null, null, null],
        ['b', 'B lagi', null, null, null, null],
        ['c', { day: 45_000 }, null, null, true, null],
        ['d', 'x'.repeat(201), null, null, null, null],
      ],
      Layanan: [
        [
          'ID unit',
          'ID layanan',
          'Nama layanan',
          'Biaya',
          'Gratis menurut aturan',
          'Pengguna 2030',
        ],
        ['atlantis', 'x', 'X', null, null, null],
        ['rsud', 'igd', 'IGD', -5, null, null],
        ['rsud', 'igd', 'IGD', 'mahal', null, null],
        ['rsud', 'icu', 'ICU', 5000, 'UU 1/2020', null],
      ],
    })
    const reply = await preview(admin, file)
    expect(said(reply)).toEqual([
      'Unit!F1 import.column warna',
      'Unit!A2 field.range a-z, 0-9, -',
      'Unit!B3 field.missing',
      'Unit!C3 unit.unknown atlantis',
      'Unit!D3 import.row Perangkat daerah, Unit, Loket',
      'Unit!E3 import.row ya, tidak',
      'Unit!C4 setup.ring b',
      'Unit!C5 setup.ring a',
      'Unit!A6 setup.duplicate Unit!A5',
      'Unit!B7 import.row teks',
      'Unit!B8 field.length 200',
      'Layanan!F1 import.column pengguna 2030',
      'Layanan!A2 unit.unknown atlantis',
      'Layanan!D3 import.row 0 – 1.000.000.000.000, gratis, perda',
      'Layanan!B4 setup.duplicate Layanan!B3',
      'Layanan!D4 import.row 0 – 1.000.000.000.000, gratis, perda',
      'Layanan!D5 field.range 0',
    ])
    const at = (cell: string) => reply.problems.find(({ path }) => path === cell)
    expect(at('Layanan!D4')).toMatchObject({ column: 'Biaya', found: 'mahal' })
    expect(at('Unit!A6')).toMatchObject({ column: 'ID unit', found: 'b' })
    expect(at('Unit!B7')?.found).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(reply.changes).toEqual([])
    const applied = await upload(admin, file, { apply: reply.digest })
    expect([applied.statusCode, said(applied.json())]).toEqual([400, said(reply)])
  })

  test('has two units of one short name in one place, each at its cell', async () => {
    const admin = await anAdmin()
    const add = (short: string, parent: string | null) =>
      admin.does('POST', '/api/units', { name: short, short, kind: 'unit', parent })
    await add('Loket', 'rsud')
    await add('Gudang', null)
    await add('Rak', 'gudang')
    await admin.does('PUT', '/api/units/gudang/archived', { archived: true })
    await add('Gudang.', null)
    await admin.does('PUT', '/api/units/gudang-2', {
      name: 'Gudang baru',
      short: 'Gudang',
      kind: 'unit',
      parent: null,
    })
    const columns = ['ID unit', 'Nama unit', 'Nama pendek', 'Induk', 'Unit diarsipkan']
    const file = (...rows: (string | null)[][]) => aWorkbook({ Unit: [columns, ...rows] })
    const twins = file(
      ['loket', 'Loket', 'Loket', 'rsud', null],
      ['baru', 'Loket baru', ' LOKET', 'rsud', null],
      ['lain', 'Loket lain', 'Loket', 'disdukcapil', null],
      ['lama', 'Loket lama', 'Loket', 'rsud', 'ya'],
      // It brings back what it lies below, whose name another one has by now.
      ['rak', 'Rak', 'Rak', 'gudang', null],
    )
    const reply = await preview(admin, twins)
    expect(said(reply)).toEqual(['Unit!C3 setup.duplicate LOKET', 'Unit!B6 setup.duplicate Gudang'])
    expect(reply.problems[0]).toMatchObject({ column: 'Nama pendek', found: 'LOKET' })
    const both = file(['a', 'A', 'Pos', null, null], ['b', 'B', 'Pos', null, null])
    expect(said(await preview(admin, both))).toEqual(['Unit!C3 setup.duplicate Pos'])
    const renamed = file(['loket', 'L', 'Pos', 'rsud', null], ['baru', 'B', 'Loket', 'rsud', null])
    expect(said(await preview(admin, renamed))).toEqual([])
  })

  test('may name kinds as the screen does, in both languages, or as the file does', async () => {
    const admin = await anAdmin()
    const words = ['Dinas atau badan', 'unit pelayanan', 'Loket', 'Agency', 'Perangkat daerah']
    const file = aWorkbook({
      Unit: [
        ['ID unit', 'Nama unit', 'Jenis'],
        ...words.map((word, i) => [`u-${i}`, `Unit ${i}`, word]),
      ],
    })
    const reply = await preview(admin, file)
    expect(said(reply)).toEqual([])
    const kindIn = ({ fields }: ImportReply['changes'][number]) =>
      fields.find(({ field }) => field === 'Jenis')?.after
    expect(reply.changes.map(kindIn)).toEqual([
      'Perangkat daerah',
      'Unit',
      'Loket',
      'Perangkat daerah',
      'Perangkat daerah',
    ])
  })

  test('lacks a column or a sheet', async () => {
    const admin = await anAdmin()
    expect(said(await preview(admin, aWorkbook({ Layanan: [['ID unit', 'Biaya']] })))).toEqual([
      'Layanan import.column Nama layanan',
    ])
    expect(said(await preview(admin, aWorkbook({ Lembar1: [['ID unit']] })))).toEqual([
      'import.column Unit, Layanan',
    ])
    expect(said(await preview(admin, aWorkbook({ Unit: [] })))).toEqual([
      'Unit import.column ID unit',
      'Unit import.column Nama unit',
    ])
  })

  test('as CSV: semicolons are read, a unit is not two things, a cell is named without a sheet', async () => {
    const admin = await anAdmin()
    const csv = [
      'ID unit;Nama unit;ID layanan;Nama layanan;Biaya;',
      'disdukcapil;Dukcapil;ktp-el;"KTP; elektronik";0;',
      'disdukcapil;Dinas lain;kk;Kartu Keluarga;mahal;',
    ]
    const reply = await preview(admin, csv.join('\r\n'), 'text/csv')
    expect(said(reply)).toEqual([
      'B3 import.row Dukcapil',
      'E3 import.row 0 – 1.000.000.000.000, gratis, perda',
    ])
  })

  test('a formula counts as the text that it last showed', async () => {
    const admin = await anAdmin()
    const name = { formula: 'CONCATENATE("RS","UD")', value: 'RSUD' }
    const file = aWorkbook({
      Unit: [
        ['ID unit', 'Nama unit'],
        ['rsud', name],
      ],
    })
    expect((await preview(admin, file)).changes[0]?.fields[0]).toMatchObject({ after: 'RSUD' })
  })
})

describe('a file that means harm', () => {
  const refused = async (admin: Admin, file: Buffer | string, type = XLSX_TYPE) => {
    const reply = await upload(admin, file, { type })
    return [reply.statusCode, ...codesOf(reply)]
  }

  test('is no workbook, or one that unpacks to too much, also where it says otherwise', async () => {
    const admin = await anAdmin()
    // Rows that could be read, were there not so much of nothing between them.
    const rows = rowsXml([['ID unit', 'Nama unit']])
    const parts = partsOf({ Unit: `${rows}${' '.repeat(60_000_000)}` })
    const format = [400, 'import.format']
    expect(await refused(admin, zipOf(parts))).toEqual(format)
    const lying = zipOf(parts, { 'xl/worksheets/s0.xml': 1000 })
    expect(lying.length).toBeLessThan(1_000_000)
    expect(await refused(admin, lying)).toEqual(format)
    for (const bytes of [
      'hello',
      'PK\u0003\u0004',
      zipOf({ 'a.xml': '<a/>' }).subarray(0, -30),
      zipOf({}),
    ])
      expect(await refused(admin, Buffer.from(bytes))).toEqual(format)
    const broken = { ...partsOf({ Unit: '' }), 'xl/workbook.xml': '<workbook><sheets><sheet' }
    expect(await refused(admin, zipOf(broken))).toEqual(format)
    const entities =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    expect((await upload(admin, zipOf(partsOf({ Unit: entities })))).statusCode).toBeLessThan(500)
  })

  test('says what it unpacks to, before it is unpacked', () => {
    const file = zipOf({ 'a.xml': 'x'.repeat(1000), 'b.xml': 'y' }, { 'b.xml': 4_000_000_000 })
    expect(unpackedBytes(file)).toBe(4_000_001_000)
    expect(unpackedBytes(Buffer.concat([file, Buffer.alloc(70_000)]))).toBeNull()
    expect(unpackedBytes(file.subarray(100))).toBeNull()
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}.xml`, '']))
    expect(unpackedBytes(zipOf(many))).toBeNull()
  })

  test('is too large, of another type, in another encoding, or empty', async () => {
    const admin = await anAdmin()
    expect(await refused(admin, Buffer.alloc(5_000_001))).toEqual([413, 'body.too-large'])
    expect(await refused(admin, 'x', 'application/vnd.ms-excel')).toEqual([415, 'body.type'])
    expect(await refused(admin, '{}', 'application/json')).toEqual([400, 'import.format'])
    expect(await refused(admin, Buffer.from([0x49, 0x44, 0xe9, 0x0a]), 'text/csv')).toEqual([
      400,
      'import.format',
    ])
    expect(await refused(admin, 'ID unit,"Nama', 'text/csv')).toEqual([400, 'import.format'])
    expect(said(await preview(admin, '', 'text/csv'))).toContain('import.column ID unit')
  })

  test('has 100,000 rows: it is told where to end', async () => {
    const admin = await anAdmin()
    const row = ['rsud', 'RSUD'] as const
    const rows = Array.from({ length: 100_000 }, () => row)
    const file = zipOf(partsOf({ Unit: rowsXml([['ID unit', 'Nama unit'], ...rows]) }))
    expect(said(await preview(admin, file))).toEqual([
      'Unit!A5002 import.row paling banyak 5.000 baris',
    ])
    const csv = `ID unit,Nama unit\n${'rsud,RSUD\n'.repeat(100_000)}`
    expect(said(await preview(admin, csv, 'text/csv'))).toEqual([
      'A5002 import.row paling banyak 5.000 baris',
    ])
  })

  test('names ids that are more than words', async () => {
    const admin = await anAdmin()
    for (const id of ["'; drop table units; --", '../../etc', '__proto__', 'a|b', 'A'])
      expect(
        said(
          await preview(
            admin,
            aWorkbook({
              Unit: [
                ['ID unit', 'Nama unit'],
                [id, 'X'],
              ],
            }),
          ),
        ),
      ).toEqual(['Unit!A2 field.range a-z, 0-9, -'])
    const { units } = await admin.does<UnitsReply>('GET', '/api/catalogue')
    expect(units).toHaveLength(15)
  })
})
