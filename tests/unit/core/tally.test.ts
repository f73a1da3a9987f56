// Laws of tallies that hold for any submissions.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alphaOf, elementMean, ikmOf, indexMoments, itemTotalOf } from '../../../src/core/score.ts'
import {
  addSubmission,
  decodeTally,
  emptyTally,
  encodeTally,
  mergeTallies,
  sameTally,
  scoreCounts,
  subtractSubmission,
  subtractTally,
  sumOfTallies,
  tallyOf,
} from '../../../src/core/tally.ts'
import { aSubmission, skm } from '../../make.ts'

const score = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)
/** Answers to all elements, or with some skipped. */
const anyAnswers = fc.dictionary(fc.constantFrom(...skm.elements.map(({ key }) => key)), score)
const submissions = fc.array(fc.record({ answers: anyAnswers }), { maxLength: 40 })
const complete = fc.array(
  fc.record({
    answers: fc.record(Object.fromEntries(skm.elements.map(({ key }) => [key, score]))),
  }),
  { minLength: 2, maxLength: 40 },
)

describe('any tallies', () => {
  test('merge in any order and grouping to the same', () => {
    fc.assert(
      fc.property(submissions, submissions, submissions, (x, y, z) => {
        const [a, b, c] = [tallyOf(x, skm), tallyOf(y, skm), tallyOf(z, skm)]
        expect(sameTally(mergeTallies(a, b), mergeTallies(b, a))).toBe(true)
        expect(
          sameTally(mergeTallies(mergeTallies(a, b), c), mergeTallies(a, mergeTallies(b, c))),
        ).toBe(true)
        expect(sameTally(mergeTallies(a, emptyTally(9)), a)).toBe(true)
      }),
    )
  })

  test('are as before after adding and subtracting a submission', () => {
    fc.assert(
      fc.property(submissions, anyAnswers, (set, answers) => {
        const tally = tallyOf(set, skm)
        const more = addSubmission(tally, { answers }, skm)
        expect(sameTally(more, tally)).toBe(false)
        expect(sameTally(subtractSubmission(more, { answers }, skm), tally)).toBe(true)
        expect(sameTally(subtractTally(more, tally), tallyOf([{ answers }], skm))).toBe(true)
      }),
    )
  })

  test('of a set are the merged tallies of any split of it', () => {
    fc.assert(
      fc.property(
        submissions,
        fc.array(fc.nat(4), { minLength: 40, maxLength: 40 }),
        (set, parts) => {
          const split = [0, 1, 2, 3, 4].map((part) => set.filter((_, i) => parts[i] === part))
          const merged = sumOfTallies(
            split.map((part) => tallyOf(part, skm)),
            9,
          )
          expect(sameTally(merged, tallyOf(set, skm))).toBe(true)
        },
      ),
    )
  })

  test('are the same after storing and reading', () => {
    fc.assert(
      fc.property(submissions, fc.integer({ min: 1, max: 1_000_000 }), (set, times) => {
        const tally = tallyOf(set, skm)
        const large = { elements: 9, cells: tally.cells.map((cell) => cell * times) }
        expect(sameTally(decodeTally(encodeTally(large)), large)).toBe(true)
      }),
    )
  })
})

describe('statistics from a tally are those from the rows', () => {
  const naiveVariance = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)
  }

  test('means and index, also with missing answers', () => {
    fc.assert(
      fc.property(submissions, (set) => {
        const tally = tallyOf(set, skm)
        const means = skm.elements.map(({ key }) => {
          const given = set.map(({ answers }) => answers[key]).filter((s) => s !== undefined)
          return given.length === 0 ? null : given.reduce((a: number, b) => a + b, 0) / given.length
        })
        for (const [i, mean] of means.entries()) {
          if (mean === null) expect(elementMean(tally, i)).toBeNull()
          else expect(elementMean(tally, i)).toBeCloseTo(mean, 12)
        }
        const ikm = ikmOf(tally, skm, 'exact')
        if (means.includes(null)) expect(ikm).toBeNull()
        else {
          const naive = (means.reduce((a: number, b) => a + (b ?? 0), 0) / 9) * 25
          expect(Math.abs((ikm ?? 0) - naive)).toBeLessThanOrEqual(0.005 + 1e-9)
        }
      }),
    )
  })

  test('variance, alpha and item-total correlation of complete rows', () => {
    fc.assert(
      fc.property(complete, submissions, (set, others) => {
        const partial = others.filter(({ answers }) => Object.keys(answers).length < 9)
        const tally = tallyOf([...set, ...partial], skm)
        const rows = set.map(({ answers }) => skm.elements.map(({ key }) => answers[key] ?? 0))
        const sums = rows.map((row) => row.reduce((a: number, b) => a + b, 0))
        const variance = naiveVariance(sums)
        expect(indexMoments(tally, skm, 'exact')?.variance).toBeCloseTo((variance * 625) / 81, 8)
        const items = skm.elements.map((_, i) => rows.map((row) => row[i] ?? 0))
        const alpha = (9 / 8) * (1 - items.reduce((s, x) => s + naiveVariance(x), 0) / variance)
        if (variance === 0) expect(alphaOf(tally)).toBeNull()
        else expect(alphaOf(tally)).toBeCloseTo(alpha, 8)
        for (const [i, item] of items.entries()) {
          const r = itemTotalOf(tally, i)
          if (r === null) expect(naiveVariance(item) * variance).toBe(0)
          else expect(r).toBeCloseTo(naiveCorrelation(item, sums), 8)
        }
      }),
    )
  })

  function naiveCorrelation(x: number[], y: number[]): number {
    const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length
    const [mx, my] = [mean(x), mean(y)]
    const cov = x.reduce((s, v, i) => s + (v - mx) * ((y[i] ?? 0) - my), 0) / (x.length - 1)
    return cov / Math.sqrt(naiveVariance(x) * naiveVariance(y))
  }
})

test('a skipped element is neither 1 nor 0: only those who answered count', () => {
  const { waktu: _, ...others } = aSubmission().answers
  const tally = tallyOf([{ answers: { waktu: 4 } }, { answers: others }], skm)
  const waktu = skm.elements.findIndex(({ key }) => key === 'waktu')
  expect(scoreCounts(tally, waktu)).toEqual([0, 0, 0, 1])
  expect(elementMean(tally, waktu)).toBe(4)
})

test('bytes that are not a stored tally are refused, never read as zeros', () => {
  const bytes = encodeTally(tallyOf([aSubmission()], skm))
  expect(() => decodeTally(bytes.slice(0, -1))).toThrow(RangeError)
  expect(() => decodeTally(Uint8Array.from([...bytes, 0]))).toThrow(RangeError)
  expect(() => decodeTally(new Uint8Array())).toThrow(RangeError)
})

test('tallies of different instruments are not added up', () => {
  expect(() => mergeTallies(emptyTally(9), emptyTally(5))).toThrow(RangeError)
})
