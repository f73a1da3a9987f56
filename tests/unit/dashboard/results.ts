// Builders of what the server answers: each shows only what a test is about.

import { type PeriodChoice, parsePeriod } from '../../../src/app/dashboard/period-choice.ts'
import type { View } from '../../../src/app/dashboard/view.ts'
import { elementsInOrder } from '../../../src/core/instrument.ts'
import type { Catalogue, ElementResult, ResultGroup, Results } from '../../../src/core/wire.ts'
import { skm } from '../../make.ts'

export function anElement(key: string, fields: Partial<ElementResult> = {}): ElementResult {
  return {
    key,
    n: 100,
    nrr: 3.2,
    ikm: 80,
    grade: 'B',
    counts: [2, 8, 58, 32],
    change: null,
    ...fields,
  }
}

export function aGroup(key: string | null, fields: Partial<ResultGroup> = {}): ResultGroup {
  return {
    key,
    n: 100,
    complete: 100,
    ikm: 80,
    grade: 'B',
    interval: null,
    elements: [],
    ...fields,
  }
}

export function someResults(fields: Partial<Results> = {}): Results {
  return {
    from: '2026-07-01',
    to: '2026-09-30',
    weights: 'exact',
    instrument: 'skm-2017@1',
    n: 100,
    complete: 100,
    ikm: 80,
    grade: 'B',
    interval: { low: 79, high: 81 },
    elements: elementsInOrder(skm, 'main').map(({ key }) => anElement(key)),
    alpha: 0.8,
    itemTotal: {},
    meanOfUnits: null,
    change: null,
    levySigns: [],
    steered: { n: 0, yes: 0 },
    simulatedCount: 0,
    simulated: false,
    groups: [],
    extras: [],
    population: null,
    ...fields,
  }
}

export function aCatalogue(fields: Partial<Catalogue> = {}): Catalogue {
  const service = (id: string, name: string) => ({ id, name, standard: {} })
  return {
    regency: {
      id: 'barito-selatan',
      name: 'Kabupaten Barito Selatan',
      province: 'Kalimantan Tengah',
      timezone: 'Asia/Jakarta',
      printedOrder: 'main',
    },
    units: [
      {
        id: 'disdukcapil',
        name: 'Dinas Kependudukan dan Pencatatan Sipil',
        short: 'Disdukcapil',
        services: [service('ktp-el', 'Kartu Tanda Penduduk'), service('kk', 'Kartu Keluarga')],
      },
      { id: 'bapenda', name: 'Bapenda', short: 'Bapenda', services: [service('pbb', 'PBB')] },
    ],
    instruments: [skm],
    instrument: 'skm-2017@1',
    simulated: false,
    activeDevices: 2,
    missing: { numbers: 0, devices: 0 },
    periods: [],
    days: { first: '2025-12-01', last: '2026-09-20' },
    ...fields,
  }
}

/** The period of an address; a test that misspells one should fail. */
export function thePeriod(text: string): PeriodChoice {
  const period = parsePeriod(text)
  if (!period) throw new Error(`no period: ${text}`)
  return period
}

export function aView(fields: Partial<View> = {}): View {
  const main = fields.main ?? someResults()
  return {
    filter: { unit: null, service: null, period: thePeriod('2026-Q3'), weights: 'exact' },
    catalogue: aCatalogue(),
    main,
    compare: main,
    parts: {},
    at: Date.UTC(2026, 8, 21, 3),
    today: '2026-09-21',
    ...fields,
  }
}
