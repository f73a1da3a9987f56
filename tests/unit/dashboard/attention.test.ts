// What needs attention is computed, and only what is certain enough is said.
import { expect, test } from 'vitest'
import { concernsOf } from '../../../src/app/dashboard/attention.ts'
import { anElement, someResults } from './results.ts'

const kinds = (...args: Parameters<typeof concernsOf>) =>
  concernsOf(...args).map(({ kind }) => kind)
const fell = (difference: number, significant: boolean | null) => ({ difference, significant })

test('nothing is said of figures in which nothing stands out', () => {
  expect(concernsOf(someResults(), [{ key: 'disdukcapil', n: 30 }])).toEqual([])
})

test('a fall counts only when it is significant, deepest first', () => {
  const elements = [
    anElement('waktu', { nrr: 3.02, change: fell(-0.14, true) }),
    anElement('biaya', { change: fell(-0.3, false) }),
    anElement('sarana', { change: fell(-0.2, null) }),
    anElement('produk', { nrr: 3, change: fell(-0.25, true) }),
    anElement('perilaku', { change: fell(0.4, true) }),
  ]
  const [concern] = concernsOf(someResults({ elements }), [])
  expect(concern).toMatchObject({
    kind: 'elements-fell',
    elements: [
      { key: 'produk', by: 0.25, before: 3.25 },
      { key: 'waktu', by: 0.14 },
    ],
  })
})

test('a significant fall of the index stands first, a rise is no concern', () => {
  const before = { from: '2026-04-01', to: '2026-06-30', n: 90, ikm: 82 }
  const down = someResults({ change: { ...before, ...fell(-2, true) } })
  expect(concernsOf(down, [])).toEqual([{ kind: 'index-fell', by: 2, before: 82 }])
  expect(kinds(someResults({ change: { ...before, ...fell(2, true) } }), [])).toEqual([])
})

test('elements graded C or D are named, one whose grade is withheld is not', () => {
  const elements = [
    anElement('waktu', { nrr: 2.9, grade: 'C' }),
    anElement('biaya', { nrr: 2.1, grade: 'D' }),
    anElement('sarana', { nrr: 1.5, grade: null }),
  ]
  expect(concernsOf(someResults({ elements }), [])).toEqual([
    {
      kind: 'elements-low',
      elements: [
        { key: 'biaya', grade: 'D', nrr: 2.1 },
        { key: 'waktu', grade: 'C', nrr: 2.9 },
      ],
    },
  ])
})

test('units below 30 answers are named, those with none too, fewest first', () => {
  const compared = [
    { key: 'a', n: 29 },
    { key: 'b', n: 30 },
    { key: 'c', n: 0 },
  ]
  expect(concernsOf(someResults(), compared)).toEqual([
    {
      kind: 'too-few',
      groups: [
        { key: 'c', n: 0 },
        { key: 'a', n: 29 },
      ],
    },
  ])
})

test('signs of an illegal levy are counted apart, over the services where there are any', () => {
  const sign = (service: string, count: number, n: number) => ({ unit: 'u', service, count, n })
  const levySigns = [sign('kk', 1, 50), sign('nib', 0, 70), sign('ktp-el', 4, 60)]
  expect(concernsOf(someResults({ levySigns }), [])).toEqual([
    {
      kind: 'levy',
      count: 5,
      n: 110,
      services: [sign('ktp-el', 4, 60), sign('kk', 1, 50)],
    },
  ])
})

test('steering is a share of those who answered that question', () => {
  expect(concernsOf(someResults({ steered: { n: 80, yes: 4 } }), [])).toEqual([
    { kind: 'steered', yes: 4, n: 80 },
  ])
  expect(kinds(someResults({ steered: { n: 80, yes: 0 } }), [])).toEqual([])
})
