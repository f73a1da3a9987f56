// Statistics against figures computed with R 4.2.2. `m` is the 49 × 9 matrix of the Sekadau answers, in annex order;
// `y <- rowMeans(m) * 25`. The R line of each figure stands beside it.
import { describe, expect, test } from 'vitest'
import { elementsInOrder } from '../../src/core/instrument.ts'
import {
  alphaOf,
  changeOfElement,
  changeOfIndex,
  ikmOf,
  indexMoments,
  intervalOf,
  itemTotalOf,
} from '../../src/core/score.ts'
import { momentsOf, studentQuantile, studentTail, welch } from '../../src/core/stats.ts'
import { emptyTally, scoreCounts, tallyOf } from '../../src/core/tally.ts'
import { allScores, sekadauAnswers, skm } from '../make.ts'

const rows = sekadauAnswers().map((answers) => ({ answers }))
const all = tallyOf(rows, skm)
const first24 = tallyOf(rows.slice(0, 24), skm)
const last25 = tallyOf(rows.slice(24), skm)
const placeOf = (key: string) => skm.elements.findIndex((element) => element.key === key)

describe('the same as R', () => {
  test('interval', () => {
    // t.test(y)$conf.int: 76.2578708768335 81.2251223204454
    expect(intervalOf(all, skm, 'exact')).toEqual({ low: 76.26, high: 81.23 })
  })

  test.each([
    // mean(y) + c(-1, 1) * qt(.975, 48) * sd(y) / 7 * sqrt(1 - 49 / N)
    [60, 77.68, 79.8], // 77.6780715974744 79.8049215998045
    [200, 76.58, 80.9], // 76.5834559298517 80.8995372674272
    [5000, 76.27, 81.21], // 76.2700706057962 81.2129225914827
    [49, 78.74, 78.74], // everybody was asked: no error of sampling is left
  ])('interval with the correction for %d users', (users, low, high) => {
    expect(intervalOf(all, skm, 'exact', users)).toEqual({ low, high })
  })

  test("Cronbach's alpha", () => {
    // k <- 9; k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m)))
    expect(alphaOf(all)).toBeCloseTo(0.740258885476086, 12)
  })

  test('item-total correlations', () => {
    // apply(m, 2, function(x) cor(x, rowSums(m)))
    const figures = [
      0.0842775101069926, 0.4258206343373091, 0.8329548392361182, 0.6285041857135834,
      0.5239440816766631, 0.6326910305324539, 0.6310316674586731, 0.7523740671776371,
      0.5338509737266022,
    ]
    for (const [i, { key }] of elementsInOrder(skm, 'annex').entries()) {
      expect(itemTotalOf(all, placeOf(key))).toBeCloseTo(figures[i] ?? 0, 12)
    }
  })

  test("Welch's test of the index", () => {
    // t.test(y[1:24], y[25:49])
    const [a, b] = [indexMoments(first24, skm, 'exact'), indexMoments(last25, skm, 'exact')]
    const test = a && b ? welch(a, b) : null
    expect(test?.t).toBeCloseTo(-0.212386254487176, 12)
    expect(test?.df).toBeCloseTo(45.6701134113619, 10)
    expect(test?.p).toBeCloseTo(0.832750811822244, 12)
  })

  test("Welch's test of one element", () => {
    // t.test(m[1:24, 3], m[25:49, 3])
    const momentsOfTime = (tally: typeof all) =>
      momentsOf(scoreCounts(tally, placeOf('waktu')).map((count, i) => [i + 1, count]))
    const [a, b] = [momentsOfTime(first24), momentsOfTime(last25)]
    const test = a && b ? welch(a, b) : null
    expect(test?.t).toBeCloseTo(0.664976923773675, 12)
    expect(test?.df).toBeCloseTo(43.1316439273862, 10)
    expect(test?.p).toBeCloseTo(0.509605442519587, 12)
  })

  test.each([
    // qt(0.975, df)
    [1, 12.70620473617469],
    [2, 4.30265272974946],
    [5, 2.57058183563631],
    [29, 2.0452296421327],
    [48, 2.01063475762423],
    [1000, 1.96233908082641],
    [1e6, 1.95996635681411],
  ])('quantile of t with %d degrees of freedom', (df, quantile) => {
    // R's own figure is good to about 13 digits.
    expect(studentQuantile(0.05, df) / quantile).toBeCloseTo(1, 9)
  })

  test.each([
    // 2 * pt(-abs(t), df)
    [0.5, 3.7, 0.645335633319932],
    [-2, 48, 0.0511759338402404],
    [10, 1.2, 0.042075954299879],
  ])('two-sided tail of t = %d with %d degrees of freedom', (t, df, p) => {
    expect(studentTail(t, df)).toBeCloseTo(p, 12)
  })
})

describe('what cannot be said is null', () => {
  const same = tallyOf([{ answers: allScores(3) }, { answers: allScores(3) }], skm)
  const none = emptyTally(9)

  test('no interval, alpha or correlation when all gave the same answers', () => {
    expect(intervalOf(same, skm, 'exact')).toBeNull()
    expect(alphaOf(same)).toBeNull()
    expect(itemTotalOf(same, 0)).toBeNull()
    expect(changeOfIndex(same, same, skm, 'exact')).toEqual({ difference: 0, significant: null })
  })

  test('no interval and no significance when all gave the same sum, whatever sum and n', () => {
    for (let sum = 9; sum <= 36; sum++) {
      // Scores that add up to the sum, the same for everybody.
      const scores = skm.elements.map(({ key }, i) => {
        const share = Math.floor(sum / 9) + (i < sum % 9 ? 1 : 0)
        return [key, share] as const
      })
      const row = { answers: Object.fromEntries(scores) as Record<string, 3> }
      const of = (n: number) => tallyOf(Array<typeof row>(n).fill(row), skm)
      for (const n of [2, 3, 6, 7, 11, 49]) {
        for (const mode of ['exact', '0.111', '0.11'] as const)
          expect(intervalOf(of(n), skm, mode)).toBeNull()
        expect(changeOfIndex(of(n), of(11), skm, 'exact')).toEqual({
          difference: 0,
          significant: null,
        })
      }
    }
  })

  test('an interval stays within what its weights allow, and holds its index', () => {
    const ones = Array.from({ length: 19 }, () => ({ answers: allScores(1) }))
    const low = tallyOf([...ones, { answers: { ...allScores(1), waktu: 2 } }], skm)
    expect(ikmOf(low, skm, '0.11')).toBe(24.89)
    expect(intervalOf(low, skm, '0.11')).toEqual({ low: 24.75, high: 25.18 })
    const fours = ones.map(() => ({ answers: allScores(4) }))
    const high = tallyOf([...fours, { answers: { ...allScores(4), waktu: 1 } }], skm)
    expect(intervalOf(high, skm, '0.11')?.high).toBe(99)
  })

  test('no index of no answers, nor where one element has none', () => {
    const { biaya: _, ...others } = allScores(3)
    expect(ikmOf(none, skm, 'exact')).toBeNull()
    expect(ikmOf(tallyOf([{ answers: others }], skm), skm, 'exact')).toBeNull()
    expect(changeOfIndex(all, none, skm, 'exact')).toBeNull()
    expect(changeOfElement(all, none, 0)).toBeNull()
  })

  test('no interval of unequal weights, whose spread a tally of equal sums does not hold', () => {
    const weights = [0.2, ...Array.from({ length: 8 }, () => 0.1)]
    expect(intervalOf(all, { ...skm, weights }, 'exact')).toBeNull()
    expect(ikmOf(all, { ...skm, weights }, 'exact')).not.toBeNull()
  })
})

test('a change is significant when a test says so, in the direction of the later tally', () => {
  const change = changeOfIndex(tallyOf(rows, skm), tallyOf(rows.slice(0, 24), skm), skm, 'exact')
  expect(change?.significant).toBe(false)
  const worse = tallyOf(
    rows.map(({ answers }) => ({ answers: { ...answers, waktu: 1 as const } })),
    skm,
  )
  const drop = changeOfElement(worse, all, placeOf('waktu'))
  expect(drop?.significant).toBe(true)
  expect(drop?.difference).toBeCloseTo(1 - 150 / 49, 12)
})
