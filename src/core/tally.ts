// The sufficient statistics of a set of submissions under one instrument: everything shown is a fold over these.
import type { Instrument } from './instrument.ts'
import type { Score, Submission } from './submission.ts'

/**
 * A tally of submissions under an instrument of k elements. Tallies merge by adding, so order, split and machine
 * do not matter. `cells` holds whole numbers in this order:
 *
 * | cells | meaning |
 * |---|---|
 * | 0 | n: submissions |
 * | 1 | complete: submissions with every element answered |
 * | 4k | per element, how many scored 1, 2, 3, 4 (all submissions) |
 * | 4k | the same over complete submissions |
 * | 3k+1 | histogram of the sum of a complete submission, k to 4k |
 * | k | per element, Σ score × sum over complete submissions |
 */
export interface Tally {
  readonly elements: number
  readonly cells: Float64Array
}

/** The tally of no submissions. @param elements k, the instrument's number of elements */
export function emptyTally(elements: number): Tally {
  return { elements, cells: new Float64Array(cellCount(elements)) }
}

/** The tally with one more submission. Its answers are read in the instrument's order of elements. */
export function addSubmission(
  tally: Tally,
  submission: Pick<Submission, 'answers'>,
  instrument: Instrument,
): Tally {
  return mergeTallies(tally, tallyOf([submission], instrument))
}

/** The tally with one submission less: what data cleaning does. The submission must be in it. */
export function subtractSubmission(
  tally: Tally,
  submission: Pick<Submission, 'answers'>,
  instrument: Instrument,
): Tally {
  return subtractTally(tally, tallyOf([submission], instrument))
}

/** The tally of a set of submissions. */
export function tallyOf(
  submissions: Iterable<Pick<Submission, 'answers'>>,
  instrument: Instrument,
): Tally {
  const k = instrument.elements.length
  const tally = emptyTally(k)
  for (const { answers } of submissions) {
    const scores = instrument.elements.map((element) => answers[element.key] ?? 0)
    countScores(tally.cells, k, scores)
  }
  return tally
}

/** The tally of one answer to one question. */
export function tallyOfScore(score: Score): Tally {
  const tally = emptyTally(1)
  countScores(tally.cells, 1, [score])
  return tally
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  return combined(a, b, (x, y) => x + y)
}

export function subtractTally(a: Tally, b: Tally): Tally {
  return combined(a, b, (x, y) => x - y)
}

/** The sum of any number of tallies of one instrument. */
export function sumOfTallies(tallies: Iterable<Tally>, elements: number): Tally {
  const sum = emptyTally(elements)
  for (const tally of tallies) {
    if (tally.elements !== elements)
      throw new RangeError(`tally of ${tally.elements} elements, not ${elements}`)
    for (let i = 0; i < sum.cells.length; i++)
      sum.cells[i] = (sum.cells[i] ?? 0) + (tally.cells[i] ?? 0)
  }
  return sum
}

export function sameTally(a: Tally, b: Tally): boolean {
  return a.elements === b.elements && a.cells.every((value, i) => value === b.cells[i])
}

export function submissionCount(tally: Tally): number {
  return tally.cells[0] ?? 0
}

export function completeCount(tally: Tally): number {
  return tally.cells[1] ?? 0
}

/** How many scored 1, 2, 3, 4 on the element at this place of the instrument. */
export function scoreCounts(tally: Tally, element: number): [number, number, number, number] {
  return fourFrom(tally.cells, 2 + 4 * element)
}

/** How many answered the element that the fewest answered: what an index over all elements rests on. */
export function leastAnswered(tally: Tally): number {
  const counts = Array.from({ length: tally.elements }, (_, i) =>
    scoreCounts(tally, i).reduce((sum, count) => sum + count, 0),
  )
  return counts.length === 0 ? 0 : Math.min(...counts)
}

/** The same over complete submissions. */
export function completeScoreCounts(
  tally: Tally,
  element: number,
): [number, number, number, number] {
  return fourFrom(tally.cells, 2 + 4 * tally.elements + 4 * element)
}

/** How many complete submissions have each sum of scores, as [sum, count]; sums from k to 4k. */
export function sumHistogram(tally: Tally): [number, number][] {
  const k = tally.elements
  const from = 2 + 8 * k
  return Array.from({ length: 3 * k + 1 }, (_, i) => [k + i, tally.cells[from + i] ?? 0])
}

/** Σ score × sum of the submission, over complete submissions, for one element. */
export function scoreTimesSum(tally: Tally, element: number): number {
  return tally.cells[2 + 8 * tally.elements + 3 * tally.elements + 1 + element] ?? 0
}

/** Bytes of a tally for storage: k, then every cell as a variable-length whole number (LEB128), 7 bits a byte. */
export function encodeTally(tally: Tally): Uint8Array {
  if (tally.elements > MOST_ELEMENTS) throw new RangeError(`a tally of ${tally.elements} elements`)
  scratch[0] = tally.elements
  let at = 1
  for (let value of tally.cells) {
    while (value >= 128) {
      scratch[at++] = (value % 128) + 128
      value = Math.floor(value / 128)
    }
    scratch[at++] = value
  }
  return scratch.slice(0, at)
}

/** An instrument has no more, `parseInstrument` says. */
const MOST_ELEMENTS = 30

/** Where a tally is written before its length is known; 8 groups of 7 bits hold any whole number. */
const scratch = new Uint8Array(1 + 8 * cellCount(MOST_ELEMENTS))

/** Reads what `encodeTally` wrote. Throws on anything else: a tally that cannot be read must not count as 0. */
export function decodeTally(bytes: Uint8Array): Tally {
  const tally = emptyTally(bytes[0] ?? 0)
  let at = 1
  for (let i = 0; i < tally.cells.length; i++) {
    let value = 0
    let byte = 128
    for (let scale = 1; byte >= 128; scale *= 128) {
      if (at >= bytes.length) throw new RangeError('not a stored tally: too short')
      byte = bytes[at++] ?? 0
      value += (byte % 128) * scale
    }
    tally.cells[i] = value
  }
  if (at !== bytes.length) throw new RangeError('not a stored tally: too long')
  return tally
}

function cellCount(k: number): number {
  return 2 + 8 * k + (3 * k + 1) + k
}

/** @param scores k scores, 0 where the element was not answered */
function countScores(cells: Float64Array, k: number, scores: readonly number[]): void {
  const sum = scores.reduce((total, score) => total + score, 0)
  const complete = !scores.includes(0)
  bump(cells, 0, 1)
  if (complete) {
    bump(cells, 1, 1)
    bump(cells, 2 + 8 * k + sum - k, 1)
  }
  for (const [element, score] of scores.entries()) {
    if (score === 0) continue
    bump(cells, 2 + 4 * element + score - 1, 1)
    if (!complete) continue
    bump(cells, 2 + 4 * k + 4 * element + score - 1, 1)
    bump(cells, 2 + 8 * k + 3 * k + 1 + element, score * sum)
  }
}

function bump(cells: Float64Array, at: number, by: number): void {
  cells[at] = (cells[at] ?? 0) + by
}

function combined(a: Tally, b: Tally, of: (x: number, y: number) => number): Tally {
  if (a.elements !== b.elements)
    throw new RangeError(`tallies of ${a.elements} and ${b.elements} elements`)
  return { elements: a.elements, cells: a.cells.map((value, i) => of(value, b.cells[i] ?? 0)) }
}

function fourFrom(cells: Float64Array, at: number): [number, number, number, number] {
  return [cells[at] ?? 0, cells[at + 1] ?? 0, cells[at + 2] ?? 0, cells[at + 3] ?? 0]
}
