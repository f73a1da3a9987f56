// The columns of a setup's files: what each is called, and which part of a unit or service stands in it.
import { type ServiceStandard, UNIT_KINDS, type UnitKind } from '../../core/wire.ts'
import { LANGUAGES } from '../../i18n/language.ts'
import { STANDARD_WORDS } from '../../i18n/standard.ts'

/** What a cell holds once it was read: text, number, yes or no, a day, or nothing. */
export type Cell = string | number | boolean | Date | null

/** One sheet, or the rows of a CSV. The first row holds the headings. */
export interface Sheet {
  name: string
  rows: Cell[][]
}

export const UNIT_SHEET = 'Unit'
export const SERVICE_SHEET = 'Layanan'

export const UNIT_HEADINGS = {
  unit: 'ID unit',
  unitName: 'Nama unit',
  short: 'Nama pendek',
  kind: 'Jenis',
  parent: 'Induk',
  unitArchived: 'Unit diarsipkan',
} as const

/** Components of the standard that are words. */
export const STANDARD_HEADINGS = {
  persyaratan: 'Persyaratan',
  prosedur: 'Prosedur',
  waktu: 'Waktu',
  produk: 'Produk',
  pengaduan: 'Pengaduan',
} as const satisfies Record<Exclude<keyof ServiceStandard, 'biaya'>, string>

export const SERVICE_HEADINGS = {
  service: 'ID layanan',
  serviceName: 'Nama layanan',
  ...STANDARD_HEADINGS,
  biaya: 'Biaya',
  freeByLaw: 'Gratis menurut aturan',
  serviceArchived: 'Layanan diarsipkan',
} as const

/** What stands before a period's id over its numbers of users, as in `Pengguna 2026-s2`. */
export const USERS_HEADING = 'Pengguna'

export const KIND_WORDS: Record<UnitKind, string> = {
  agency: 'Perangkat daerah',
  unit: 'Unit',
  counter: 'Loket',
}

/** The kind that is called so, here or where units are shown; `null` = none is. */
export function kindCalled(word: string): UnitKind | null {
  const said = word.trim().toLowerCase()
  const called = (kind: UnitKind) =>
    [kind, KIND_WORDS[kind], ...LANGUAGES.map((one) => STANDARD_WORDS[one].kinds[kind])].some(
      (name) => name.toLowerCase() === said,
    )
  return UNIT_KINDS.find(called) ?? null
}

/** In the column of the tariff, beside rupiah: set by local tariff. */
export const LOCAL_TARIFF = 'perda'
export const FREE = 'gratis'
export const YES = 'ya'
export const NO = 'tidak'
