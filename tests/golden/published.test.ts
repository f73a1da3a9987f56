// Every published result that we have must come out of our arithmetic, and none of its misprints.
import { describe, expect, test } from 'vitest'
import { gradeOf, shownGrade } from '../../src/core/grade.ts'
import { answersFromRow, elementsInOrder } from '../../src/core/instrument.ts'
import { roundHalfUp } from '../../src/core/rounding.ts'
import { sampleSize } from '../../src/core/sample.ts'
import { ikmOf, ikmOfMeans } from '../../src/core/score.ts'
import { completeCount, scoreCounts, submissionCount, tallyOf } from '../../src/core/tally.ts'
import { publishedResults, sekadauAnswers, skm } from '../make.ts'

function published(id: string) {
  const found = publishedResults.find((result) => result.id === id)
  if (!found) throw new Error(id)
  return found
}

/** Means in the instrument's own order, from those printed in an official order. */
function meansInOwnOrder(nrr: number[], order: 'main' | 'annex'): (number | null)[] {
  const byKey = new Map(elementsInOrder(skm, order).map(({ key }, i) => [key, nrr[i] ?? null]))
  return skm.elements.map(({ key }) => byKey.get(key) ?? null)
}

describe('published results', () => {
  test('quarter I 2025 gives 94.53 from its printed means', () => {
    const { nrr, order, ikm, grade } = published('triwulan-1-2025')
    expect(ikmOfMeans(meansInOwnOrder(nrr, order), skm, 'exact')).toBe(ikm)
    expect(gradeOf(ikm)).toBe(grade)
  })

  test('quarter I 2025 rounded twice: the counts behind its means, rounded once, give 94.54', () => {
    const { nrr, respondents, order } = published('triwulan-1-2025')
    // Every printed mean is k/91 to 3 decimals: the exact sums are those k.
    const exact = nrr.map((mean) => Math.round(mean * respondents) / respondents)
    for (const [i, mean] of exact.entries()) expect(roundHalfUp(mean, 3)).toBe(nrr[i])
    expect(ikmOfMeans(meansInOwnOrder(exact, order), skm, 'exact')).toBe(94.54)
  })

  test('quarter IV 2025 comes within the error of its means, which were printed with 2 decimals', () => {
    const { nrr, order, ikm, grade } = published('triwulan-4-2025')
    const ours = ikmOfMeans(meansInOwnOrder(nrr, order), skm, 'exact') ?? 0
    expect(Math.abs(ours - ikm)).toBeLessThanOrEqual(0.05)
    expect(gradeOf(ours)).toBe(grade)
  })

  test('one respondent gives 100.00 and no grade', () => {
    const { responses, order, ikm } = published('tulang-bawang-barat-2023-1')
    const answers = responses.map((row) => ({ answers: answersFromRow(skm, row, order) }))
    const tally = tallyOf(answers as { answers: Record<string, 4> }[], skm)
    expect(submissionCount(tally)).toBe(1)
    expect(ikmOf(tally, skm, 'exact')).toBe(ikm)
    expect(shownGrade(ikmOf(tally, skm, 'exact'), 1)).toBeNull()
  })

  test.each(['salatiga-2025-haji', 'salatiga-2025-n2'])(
    '%s comes out of its sum of scores',
    (id) => {
      const { score_sum, respondents, elements, ikm, grade } = published(id)
      const mean = score_sum / respondents / elements
      const ours = ikmOfMeans(
        Array.from({ length: elements }, () => mean),
        skm,
        'exact',
      )
      expect(ours).toBe(ikm)
      expect(gradeOf(ikm)).toBe(grade)
    },
  )

  test('the 49 real answers of Sekadau give 78.74, B, and their printed sums', () => {
    const { ikm_exact, grade } = published('sekadau-2019-1-first-49')
    const tally = tallyOf(
      sekadauAnswers().map((answers) => ({ answers })),
      skm,
    )
    expect([submissionCount(tally), completeCount(tally)]).toEqual([49, 49])
    expect(ikmOf(tally, skm, 'exact')).toBe(roundHalfUp(ikm_exact, 2))
    expect(gradeOf(78.74)).toBe(grade)
    const sums = elementsInOrder(skm, 'annex').map(({ key }) => {
      const [a, b, c, d] = scoreCounts(
        tally,
        skm.elements.findIndex((e) => e.key === key),
      )
      return a + 2 * b + 3 * c + 4 * d
    })
    expect(sums).toEqual([138, 139, 150, 177, 159, 163, 161, 143, 159])
  })

  test('the misprint of Amahai is not reproduced, by any convention of weights', () => {
    const { nrr, order, ikm_printed, ikm_exact, grade } = published('amahai-2025-1-misprint')
    const means = meansInOwnOrder(nrr, order)
    // 88.472222…: the file names it to 2 decimals.
    expect(ikmOfMeans(means, skm, 'exact')).toBe(ikm_exact)
    expect(gradeOf(ikm_exact)).toBe(grade)
    for (const mode of ['exact', '0.111', '0.11'] as const)
      expect(ikmOfMeans(means, skm, mode)).not.toBe(ikm_printed)
  })
})

describe('grades', () => {
  test.each([
    [88.305, 'A'],
    [88.3049, 'B'],
    [76.605, 'B'],
    [76.6049, 'C'],
    [64.995, 'C'],
    [64.9949, 'D'],
    [100, 'A'],
    [25, 'D'],
  ] as const)('an index of %d is rounded half up first, and then is %s', (index, grade) => {
    expect(gradeOf(roundHalfUp(index, 2))).toBe(grade)
  })

  test('a grade is withheld below 30 answers and without an index', () => {
    expect([shownGrade(90, 29), shownGrade(90, 30), shownGrade(null, 100)]).toEqual([
      null,
      'A',
      null,
    ])
  })

  test('weights of 0.11 cost up to a point and can turn an A into a B; 0.111 costs a tenth', () => {
    const means = Array.from({ length: 9 }, () => 3.54)
    const ikm = (['exact', '0.111', '0.11'] as const).map((mode) => ikmOfMeans(means, skm, mode))
    expect(ikm).toEqual([88.5, 88.41, 87.62])
    expect(ikm.map((value) => gradeOf(value ?? 0))).toEqual(['A', 'A', 'B'])
  })
})

describe('rounding', () => {
  test.each([
    [2.675, 2.68],
    [1.005, 1.01],
    [88.305, 88.31],
    [88.3049, 88.3],
    [64.995, 65],
    [99.995, 100],
    [0.0049, 0],
    [0, 0],
    [1e-9, 0],
    [12345.675, 12345.68],
    [-2.675, -2.68],
  ])('%d is %d to 2 decimals', (value, rounded) => {
    expect(roundHalfUp(value, 2)).toBe(rounded)
  })

  test('every hundredth and a half from 25 to 100 rounds up, however binary writes it', () => {
    for (let thousandths = 25_005; thousandths < 100_000; thousandths += 10) {
      expect(roundHalfUp(thousandths / 1000, 2)).toBe((thousandths + 5) / 1000)
    }
  })
})

test.each([
  [10, 10],
  [20, 19],
  [50, 44],
  [100, 80],
  [200, 132],
  [300, 169],
  [400, 196],
  [500, 217],
  [700, 248],
  [1000, 278],
  [1500, 306],
  [2000, 322],
  [3000, 341],
  [5000, 357],
  [10_000, 370],
  [20_000, 377],
  [50_000, 381],
  [1_000_000, 384],
])('%d users need %d respondents', (users, respondents) => {
  expect(sampleSize(users)).toBe(respondents)
})
