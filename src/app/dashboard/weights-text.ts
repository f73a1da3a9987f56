// The convention of weights in words: it stands wherever an index stands.
import { type Instrument, instrumentName } from '../../core/instrument.ts'
import type { Catalogue, Results } from '../../core/wire.ts'
import type { DashboardWords } from '../../i18n/dashboard.ts'
import { formatNumber, type Language } from '../../i18n/language.ts'
import { instrumentOf, namedElements } from './names.ts'

type Weighed = Pick<Results, 'weights' | 'instrument'>

/** Decimals of a weight of one's own, at most. */
const DECIMALS = 4

/** `Bobot 1/9 tiap unsur`; the cut ones say what they are for. */
export function weightsText(main: Weighed, catalogue: Catalogue, words: DashboardWords): string {
  if (main.weights !== 'exact') return words.summary.cutWeights(words.method.cut[main.weights])
  const instrument = weighedBy(main, catalogue)
  if (!instrument || instrument.weights) return words.summary.unequalWeights
  return words.summary.equalWeights(instrument.elements.length)
}

/** Where the instrument has weights of its own, the weight of every element; else `null`. */
export function ownWeights(
  main: Weighed,
  catalogue: Catalogue,
  { words, language }: { words: DashboardWords; language: Language },
): string | null {
  const instrument = weighedBy(main, catalogue)
  if (main.weights !== 'exact' || !instrument?.weights) return null
  const { elements, weights } = instrument
  const ofIts = { ...catalogue, instrument: instrumentName(instrument) }
  const list = namedElements(ofIts, words, language).map(({ key, code, short }) => {
    const weight = weights[elements.findIndex((element) => element.key === key)] ?? 0
    return `${code} ${short} ${weightIn(weight, language)}`
  })
  return `${words.summary.unequalWeights}: ${list.join('; ')}`
}

/** What the choice of exact weights is called: what they are follows from the instrument. */
export function exactText(main: Weighed, catalogue: Catalogue, words: DashboardWords): string {
  const instrument = weighedBy(main, catalogue)
  if (!instrument || instrument.weights) return words.method.own
  return words.method.exact(instrument.elements.length)
}

/** The version that weighed these figures need not be the one that is asked now. */
function weighedBy({ instrument: name }: Weighed, catalogue: Catalogue): Instrument | null {
  const weighed = catalogue.instruments.find((one) => instrumentName(one) === name)
  return weighed ?? instrumentOf(catalogue)
}

function weightIn(weight: number, language: Language): string {
  const { length } = String(Number(weight.toFixed(DECIMALS))).split('.')[1] ?? ''
  return formatNumber(weight, language, length)
}
