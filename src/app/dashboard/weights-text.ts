// The convention of weights in words: it stands wherever an index stands.
import type { Catalogue, WeightMode } from '../../core/wire.ts'
import type { DashboardWords } from '../../i18n/dashboard.ts'
import { instrumentOf } from './names.ts'

/** `Bobot 1/9 tiap unsur`; the cut ones say what they are for. */
export function weightsText(mode: WeightMode, catalogue: Catalogue, words: DashboardWords): string {
  if (mode !== 'exact') return words.summary.cutWeights(words.method.cut[mode])
  const instrument = instrumentOf(catalogue)
  if (!instrument || instrument.weights) return words.summary.unequalWeights
  return words.summary.equalWeights(instrument.elements.length)
}
