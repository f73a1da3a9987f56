// A service standard while it is being typed, and what it says once it is whole.
import { readRupiah } from '../../core/rupiah.ts'
import type { ServiceStandard } from '../../core/wire.ts'

export const STANDARD_TEXTS = ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'] as const
export type StandardText = (typeof STANDARD_TEXTS)[number]

export const TARIFFS = ['unset', 'free', 'fixed', 'local'] as const
type Tariff = (typeof TARIFFS)[number]

/** It can be kept as JSON. */
export interface StandardDraft extends Record<StandardText, string> {
  tariff: Tariff
  /** A fixed tariff as it was typed, as in `75.000`: see `readRupiah`. */
  amount: string
}

export function draftOf(standard: ServiceStandard): StandardDraft {
  const { biaya } = standard
  return {
    persyaratan: standard.persyaratan ?? '',
    prosedur: standard.prosedur ?? '',
    waktu: standard.waktu ?? '',
    produk: standard.produk ?? '',
    pengaduan: standard.pengaduan ?? '',
    tariff: tariffOf(biaya),
    amount: biaya ? String(biaya) : '',
  }
}

/** What was left empty is not promised. A fixed tariff without a readable amount is none yet: see `tariffIsMissing`. */
export function standardOf(draft: StandardDraft): ServiceStandard {
  const standard: ServiceStandard = {}
  for (const component of STANDARD_TEXTS) {
    const text = draft[component].trim()
    if (text !== '') standard[component] = text
  }
  if (draft.tariff === 'free') standard.biaya = 0
  if (draft.tariff === 'local') standard.biaya = null
  const amount = readRupiah(draft.amount)
  if (draft.tariff === 'fixed' && amount.ok) standard.biaya = amount.rupiah
  return standard
}

/** A fixed tariff was chosen, and how much it is was not typed, or cannot be read. */
export function tariffIsMissing({ tariff, amount }: StandardDraft): boolean {
  return tariff === 'fixed' && !readRupiah(amount).ok
}

function tariffOf(biaya: ServiceStandard['biaya']): Tariff {
  if (biaya === undefined) return 'unset'
  if (biaya === null) return 'local'
  return biaya === 0 ? 'free' : 'fixed'
}
