// Suppression: what is shown, minus what is shown, must never leave fewer than five people.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST_PUBLIC_N, mayPublish } from '../../../src/core/disclose.ts'

test.each([
  [
    [10, 20, 30],
    [true, true, true],
  ],
  [
    [4, 20, 30],
    [false, false, true],
  ],
  [
    [1, 2, 30],
    [false, false, false],
  ],
  [
    [2, 3, 30],
    [false, false, true],
  ],
  [
    [0, 10, 5],
    [true, true, true],
  ],
  [[3], [false]],
  [[], []],
])('of cells with %j people %j may be public', (counts, shown) => {
  expect(mayPublish(counts)).toEqual(shown)
})

test('nobody can subtract the shown cells from the total and be left with a small group', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (counts) => {
      const shown = mayPublish(counts)
      const hidden = counts.filter((_, i) => !shown[i])
      for (const [i, n] of counts.entries()) {
        if (shown[i]) expect(n === 0 || n >= LEAST_PUBLIC_N).toBe(true)
      }
      const left = hidden.reduce((sum, n) => sum + n, 0)
      const others = counts.filter((n, i) => shown[i] && n > 0)
      // A remainder is safe with two cells and five people; or else nothing that could be subtracted is shown.
      if (hidden.length > 0 && (hidden.length < 2 || left < LEAST_PUBLIC_N))
        expect(others).toEqual([])
    }),
  )
})
