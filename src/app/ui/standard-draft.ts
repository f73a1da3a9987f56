// A service standard while it is being typed, and what it says once it is whole.
import type { ServiceStandard } from '../../core/wire.ts'

export const STANDARD_TEXTS = ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'] as const
export type StandardText = (typeof STANDARD_TEXTS)[number]

export const TARIFFS = ['unset', 'free', 'fixed', 'local'] as const
type Tariff = (typeof TARIFFS)[number]

/** It can be kept as JSON. */
export interface StandardDraft extends Record<StandardText, string> {
  tariff: Tariff
  /** Rupiah of a fixed tariff; `null` = not typed yet. */
  amount: number | null
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
    amount: biaya || null,
  }
}

/** What was left empty is not promised. A fixed tariff without its amount is none yet: see `tariffIsMissing`. */
export function standardOf(draft: StandardDraft): ServiceStandard {
  const standard: ServiceStandard = {}
  for (const component of STANDARD_TEXTS) {
    const text = draft[component].trim()
    if (text !== '') standard[component] = text
  }
  if (draft.tariff === 'free') standard.biaya = 0
  if (draft.tariff === 'local') standard.biaya = null
  if (draft.tariff === 'fixed' && draft.amount !== null) standard.biaya = draft.amount
  return standard
}

/** A fixed tariff was chosen, and how much it is was not typed. */
export function tariffIsMissing({ tariff, amount }: StandardDraft): boolean {
  return tariff === 'fixed' && amount === null
}

function tariffOf(biaya: ServiceStandard['biaya']): Tariff {
  if (biaya === undefined) return 'unset'
  if (biaya === null) return 'local'
  return biaya === 0 ? 'free' : 'fixed'
}
