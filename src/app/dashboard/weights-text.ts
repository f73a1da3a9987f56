// The convention of weights in words: it stands wherever an index stands.
import { instrumentName } from '../../core/instrument.ts'
import type { Catalogue, Results } from '../../core/wire.ts'
import type { DashboardWords } from '../../i18n/dashboard.ts'
import { instrumentOf } from './names.ts'

/** `Bobot 1/9 tiap unsur`; the cut ones say what they are for. */
export function weightsText(
  { weights, instrument: name }: Pick<Results, 'weights' | 'instrument'>,
  catalogue: Catalogue,
  words: DashboardWords,
): string {
  if (weights !== 'exact') return words.summary.cutWeights(words.method.cut[weights])
  // The version that weighed these figures need not be the one that is asked now.
  const weighed = catalogue.instruments.find((one) => instrumentName(one) === name)
  const instrument = weighed ?? instrumentOf(catalogue)
  if (!instrument || instrument.weights) return words.summary.unequalWeights
  return words.summary.equalWeights(instrument.elements.length)
}
