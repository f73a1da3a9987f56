// The CSV of what is shown says what it is about, keeps every figure, and opens safely in a spreadsheet.
import { expect, test } from 'vitest'
import { csvFileName, csvRows } from '../../../src/app/dashboard/csv-rows.ts'
import { csvText } from '../../../src/app/dashboard/download.ts'
import type { ExtraQuestion } from '../../../src/core/instrument.ts'
import { DASHBOARD_WORDS } from '../../../src/i18n/dashboard.ts'
import { skm } from '../../make.ts'
import { aCatalogue, aGroup, anElement, aView, someResults, thePeriod } from './results.ts'

const rowsOf = (view: Parameters<typeof csvRows>[0]) => csvRows(view, DASHBOARD_WORDS.id, 'id')

test('it begins with the period, the filters, n, the weights and whether it is simulated', () => {
  const view = aView({
    main: someResults({ simulated: true, n: 49, ikm: 78.74, weights: '0.11' }),
    filter: { unit: 'disdukcapil', service: 'kk', period: thePeriod('2026-Q3'), weights: '0.11' },
  })
  const about = Object.fromEntries(
    rowsOf(view)
      .slice(1, 14)
      .map(([label, value]) => [label, value]),
  )
  expect(about).toMatchObject({
    Data: 'Data contoh (simulasi)',
    Kabupaten: 'Kabupaten Barito Selatan',
    Periode: 'Triwulan III 2026 (2026-07-01 – 2026-09-30)',
    Unit: 'Disdukcapil',
    Layanan: 'Kartu Keluarga',
    'Jumlah responden (n)': 49,
    Bobot: 'Bobot 0,11, hanya untuk mencocokkan laporan lama',
  })
  expect(csvFileName(view)).toBe('ikm_disdukcapil_kk_2026-Q3_data-contoh.csv')
})

test('weights of one’s own are named, also where another version is asked by now', () => {
  const weights = skm.elements.map(({ key }) => (key === 'waktu' ? 0.6 : 0.05))
  const instruments = [skm, { ...skm, version: 2, weights }]
  const weightsOf = (instrument: string) => {
    const view = aView({
      catalogue: aCatalogue({ instruments }),
      main: someResults({ instrument }),
    })
    return rowsOf(view).find(([label]) => label === 'Bobot')?.[1]
  }
  expect(weightsOf('skm-2017@1')).toBe('Bobot 1/9 tiap unsur')
  expect(weightsOf('skm-2017@2')).toMatch(
    /^Bobot menurut instrumen: U1 Persyaratan 0,05; U2 .* 0,05; U3 Waktu .*0,6; U4 /,
  )
})

test('a file of real answers carries no mark of simulation', () => {
  expect(csvFileName(aView())).toBe('ikm_semua-unit_2026-Q3.csv')
  expect(JSON.stringify(rowsOf(aView()))).not.toMatch(/simulasi/)
})

test('every line has a cell for every column', () => {
  const view = aView({
    compare: someResults({ groups: [aGroup('disdukcapil', { elements: [anElement('waktu')] })] }),
    parts: { sex: someResults({ groups: [aGroup('P'), aGroup(null)] }), age: null },
  })
  const rows = rowsOf(view)
  const head = rows.findIndex(([first]) => first === 'Bagian')
  const table = rows.slice(head)
  expect(new Set(table.map((row) => row.length))).toEqual(new Set([27]))
  expect(table.map(([part, , name]) => `${part}: ${name}`)).toEqual(
    expect.arrayContaining([
      'Unsur: Waktu Penyelesaian',
      'Unit: Disdukcapil',
      'Unit: Bapenda',
      'Jenis kelamin: Perempuan',
      'Jenis kelamin: Tidak menyebut',
    ]),
  )
})

test('of a group below five people, and of the one that would tell it, only n leaves the screen', () => {
  const groups = [3, 20, 40].map((n, i) =>
    aGroup(['P', 'L', null][i] ?? null, { n, ikm: 81.5, elements: [anElement('waktu')] }),
  )
  const rows = rowsOf(aView({ parts: { sex: someResults({ groups }) } }))
  const lines = rows.filter(([part]) => part === 'Jenis kelamin')
  expect(lines.map((row) => [row[3], row[5]])).toEqual([
    [3, null],
    [20, null],
    [40, 81.5],
  ])
  expect(lines[0]?.slice(4).every((cell) => cell === null)).toBe(true)
})

test('numbers carry the decimal sign of the language, and a fall stays a number', async () => {
  const rows = [['x', 78.74, -0.14, null]]
  expect(await csvText(rows, 'id')).toBe('\ufeffx;78,74;-0,14;\r\n')
  expect(await csvText(rows, 'en')).toBe('\ufeffx,78.74,-0.14,\r\n')
})

test.each(['=1+1', '+1', '-1', '@sum', '\t=1'])('a name “%s” is no formula', async (name) => {
  const units = aCatalogue().units.map((unit) => ({ ...unit, short: name }))
  const text = await csvText(rowsOf(aView({ catalogue: aCatalogue({ units }) })), 'id')
  expect(text).toContain(`'${name}`)
  expect(text.split(/[;\r\n]/)).not.toContain(name)
})

test.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '＝1'])(
  'nothing that a person has typed begins a cell with “%s”',
  async (formula) => {
    const named = (what: string) => `${formula} ${what}`
    const { regency, units } = aCatalogue()
    const question: ExtraQuestion = {
      key: 'x-a',
      kind: 'choice',
      unit: null,
      service: null,
      question: named('question'),
      answers: ['a', 'b', 'c', 'd'],
    }
    const catalogue = aCatalogue({
      regency: { ...regency, name: named('regency'), province: named('province') },
      units: units.map((unit) => ({
        ...unit,
        name: named('unit'),
        short: named('short'),
        services: unit.services.map((service) => ({ ...service, name: named('service') })),
      })),
      instruments: [{ ...skm, extras: [question] }],
      periods: [
        {
          id: '2026-q3',
          name: named('period'),
          from: '2026-07-01',
          to: '2026-09-30',
          state: 'open',
        },
      ],
    })
    const view = aView({
      catalogue,
      main: someResults({ extras: [{ key: 'x-a', n: 40, counts: [10, 10, 10, 10] }] }),
      compare: someResults({ groups: [aGroup('disdukcapil/ktp-el'), aGroup('disdukcapil/kk')] }),
      filter: {
        unit: 'disdukcapil',
        service: null,
        period: thePeriod('2026-Q3'),
        weights: 'exact',
      },
    })
    const text = await csvText(rowsOf(view), 'id')
    for (const what of ['regency', 'short', 'service', 'question'])
      expect(text).toContain(`'${named(what)}`)
    expect(text).not.toContain(`;${formula}`)
    expect(text).not.toContain(`"${formula}`)
    expect(text).not.toContain(`\n${formula}`)
  },
)

test('users of the services stand above the table, and the survey’s own questions in it, with what each score means', () => {
  const ramp = {
    key: 'x-landai',
    kind: 'yes-no',
    unit: null,
    service: null,
    question: 'Adakah jalur landai?',
    en: { question: 'Is there a ramp?' },
  } as const
  const queue = {
    ...ramp,
    key: 'x-antrean',
    kind: 'choice',
    question: 'Lama antre?',
    answers: ['sangat lama', 'lama', 'sebentar', 'tidak antre'],
  } as const
  const view = aView({
    catalogue: aCatalogue({ instruments: [{ ...skm, extras: [ramp, queue] }] }),
    main: someResults({
      population: { period: '2026-q3', users: 400, sample: 196 },
      extras: [
        { key: 'x-landai', n: 10, counts: [3, 0, 0, 7] },
        { key: 'x-antrean', n: 4, counts: [1, 1, 1, 1] },
      ],
    }),
  })
  const rows = rowsOf(view)
  const about = Object.fromEntries(rows.slice(0, 20).map(([label, value]) => [label, value]))
  expect(about).toMatchObject({ 'Pengguna layanan (N)': 400, 'Sampel yang diminta': 196 })
  const head = rows.find(([first]) => first === 'Bagian') ?? []
  const extras = rows.filter(([section]) => section === 'Pertanyaan tambahan')
  const cells = (row: (typeof rows)[number]) => [
    ...row.slice(1, 4),
    ...[1, 2, 3, 4].map((score) => row[head.indexOf(`Nilai ${score}`)]),
  ]
  expect(extras.map(cells)).toEqual([
    ['x-landai', 'Adakah jalur landai? (1 tidak, 4 ya)', 10, 3, 0, 0, 7],
    [
      'x-antrean',
      'Lama antre? (1 sangat lama, 2 lama, 3 sebentar, 4 tidak antre)',
      4,
      null,
      null,
      null,
      null,
    ],
  ])
})
