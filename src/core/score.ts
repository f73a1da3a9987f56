// From a tally to the numbers of the method: NRR, IKM, interval, reliability, validity, change.
import type { Instrument } from './instrument.ts'
import { roundHalfUp } from './rounding.ts'
import { type Moments, momentsOf, studentQuantile, welch } from './stats.ts'
import {
  completeCount,
  completeScoreCounts,
  scoreCounts,
  scoreTimesSum,
  sumHistogram,
  type Tally,
} from './tally.ts'
import type { Change, Interval, WeightMode } from './wire.ts'

/** An index or an interval is printed with 2 decimals, half up. */
const DECIMALS = 2
/** 95% confidence; a difference is significant below 5%. */
const TAIL = 0.05
const POINTS_PER_SCORE = 25

/** Mean score of one element (NRR) over the submissions that answered it, 1 to 4; `null` if nobody did. */
export function elementMean(tally: Tally, element: number): number | null {
  const [one, two, three, four] = scoreCounts(tally, element)
  const answered = one + two + three + four
  return answered === 0 ? null : (one + 2 * two + 3 * three + 4 * four) / answered
}

/** An element's NRR × 25, rounded once to 2 decimals; `null` if nobody answered it. */
export function elementIkm(tally: Tally, element: number): number | null {
  const mean = elementMean(tally, element)
  return mean === null ? null : roundHalfUp(mean * POINTS_PER_SCORE, DECIMALS)
}

/** Weight of each element. The cut ones exist only to reproduce an old report. */
function weightsOf(instrument: Instrument, mode: WeightMode): number[] {
  const k = instrument.elements.length
  return instrument.elements.map((_, i) =>
    mode === 'exact' ? (instrument.weights?.[i] ?? 1 / k) : Number(mode),
  )
}

/**
 * IKM = Σ(NRR × weight) × 25, 25 to 100, rounded once to 2 decimals.
 * @returns `null` when an element has no answer at all: a sum with a hole is not an index
 * Source: PermenPANRB 14/2017.
 */
export function ikmOf(tally: Tally, instrument: Instrument, mode: WeightMode): number | null {
  return ikmOfMeans(meansOf(tally, instrument), instrument, mode)
}

/** The same from the element means alone, as a published table gives them, in the instrument's order. */
export function ikmOfMeans(
  means: readonly (number | null)[],
  instrument: Instrument,
  mode: WeightMode,
): number | null {
  const index = unroundedIndex(means, instrument, mode)
  return index === null ? null : roundHalfUp(index, DECIMALS)
}

/** Mean and variance of the per-respondent index, points of 100, over complete submissions; `null` below two. */
export function indexMoments(
  tally: Tally,
  instrument: Instrument,
  mode: WeightMode,
): Moments | null {
  const [weight = 0, ...others] = weightsOf(instrument, mode)
  // A tally holds sums of a submission with equal weights; those with unequal ones it cannot give back.
  if (others.some((other) => other !== weight)) return null
  const sums = momentsOf(sumHistogram(tally))
  if (!sums) return null
  // Scaled after, not before: whole numbers keep a variance of zero exactly zero.
  const points = weight * POINTS_PER_SCORE
  return { n: sums.n, mean: sums.mean * points, variance: sums.variance * points ** 2 }
}

/**
 * 95% confidence interval around the index: Student's t times the standard error of the per-respondent
 * index over complete submissions, within what the weights allow (25 to 100 where they sum to 1).
 * @param population N, users of the service in the period, where known: the error shrinks by √(1 − n/N)
 *   (Cochran 1977, Sampling Techniques, 2.8)
 * @returns `null` below two complete submissions, and when all gave the same sum
 */
export function intervalOf(
  tally: Tally,
  instrument: Instrument,
  mode: WeightMode,
  population?: number,
): Interval | null {
  const index = unroundedIndex(meansOf(tally, instrument), instrument, mode)
  const moments = indexMoments(tally, instrument, mode)
  if (index === null || !moments || moments.variance === 0) return null
  const missed = population === undefined ? 1 : Math.max(0, 1 - moments.n / population)
  const error = Math.sqrt((moments.variance / moments.n) * missed)
  const margin = studentQuantile(TAIL, moments.n - 1) * error
  const least = POINTS_PER_SCORE * weightsOf(instrument, mode).reduce((sum, w) => sum + w, 0)
  return {
    low: roundHalfUp(Math.max(least, index - margin), DECIMALS),
    high: roundHalfUp(Math.min(4 * least, index + margin), DECIMALS),
  }
}

/**
 * Cronbach's alpha over complete submissions, full precision.
 * @returns `null` below two of them, with one element only, and when all gave the same sum
 * Source: Cronbach (1951), Psychometrika 16.
 */
export function alphaOf(tally: Tally): number | null {
  const k = tally.elements
  const total = momentsOf(sumHistogram(tally))
  if (!total || total.variance === 0 || k < 2) return null
  let sumOfVariances = 0
  for (let i = 0; i < k; i++) {
    sumOfVariances += momentsOf(withScores(completeScoreCounts(tally, i)))?.variance ?? 0
  }
  return (k / (k - 1)) * (1 - sumOfVariances / total.variance)
}

/**
 * Pearson correlation of an element with the sum of all elements, itself included, over complete submissions:
 * the "r hitung" of validity that reports in Indonesia print.
 * @returns `null` where either does not vary
 */
export function itemTotalOf(tally: Tally, element: number): number | null {
  const total = momentsOf(sumHistogram(tally))
  const item = momentsOf(withScores(completeScoreCounts(tally, element)))
  if (!total || !item || total.variance === 0 || item.variance === 0) return null
  const n = completeCount(tally)
  const covariance = (scoreTimesSum(tally, element) - n * item.mean * total.mean) / (n - 1)
  return covariance / Math.sqrt(item.variance * total.variance)
}

/**
 * Change of the index from the tally before, points of 100, between the two as printed; `null` when either has none.
 * @param instrumentBefore where the tally before has other weights
 */
export function changeOfIndex(
  now: Tally,
  before: Tally,
  instrument: Instrument,
  mode: WeightMode,
  instrumentBefore = instrument,
): Change | null {
  const [to, from] = [ikmOf(now, instrument, mode), ikmOf(before, instrumentBefore, mode)]
  if (to === null || from === null) return null
  return {
    difference: roundHalfUp(to - from, DECIMALS),
    significant: significance(
      indexMoments(now, instrument, mode),
      indexMoments(before, instrumentBefore, mode),
    ),
  }
}

/** Change of one element's NRR from the tally before, points of 1 to 4; `null` when either has no answer. */
export function changeOfElement(now: Tally, before: Tally, element: number): Change | null {
  const [to, from] = [elementMean(now, element), elementMean(before, element)]
  if (to === null || from === null) return null
  return {
    difference: to - from,
    significant: significance(
      momentsOf(withScores(scoreCounts(now, element))),
      momentsOf(withScores(scoreCounts(before, element))),
    ),
  }
}

/** Mean of unit indices as printed, so that a reader can recompute it; 2 decimals, named beside the pooled index. */
export function meanOfIndices(indices: readonly number[]): number | null {
  if (indices.length === 0) return null
  return roundHalfUp(indices.reduce((sum, ikm) => sum + ikm, 0) / indices.length, DECIMALS)
}

function meansOf(tally: Tally, instrument: Instrument): (number | null)[] {
  return instrument.elements.map((_, i) => elementMean(tally, i))
}

function unroundedIndex(
  means: readonly (number | null)[],
  instrument: Instrument,
  mode: WeightMode,
): number | null {
  let sum = 0
  for (const [i, weight] of weightsOf(instrument, mode).entries()) {
    const mean = means[i]
    if (mean === null || mean === undefined) return null
    sum += mean * weight
  }
  return sum * POINTS_PER_SCORE
}

function significance(now: Moments | null, before: Moments | null): boolean | null {
  const test = now && before ? welch(now, before) : null
  return test ? test.p < TAIL : null
}

function withScores(counts: readonly number[]): [number, number][] {
  return counts.map((count, i) => [i + 1, count])
}
