// Weights as a person writes them, and their exact sum.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beyondOne,
  isSame,
  numberOf,
  readWeight,
  sumOf,
  WHOLE,
  writeSpan,
  writeWeight,
} from '../../../src/app/admin/kuesioner/weights.ts'

test('nine times 1/9 is exactly 1, and nine times 0,111 is not', () => {
  const sum = (typed: string) => sumOf(Array.from({ length: 9 }, () => readWeight(typed)))
  expect(sum('1/9')).toEqual(WHOLE)
  const short = sum('0,111')
  expect(short && isSame(short, WHOLE)).toBe(false)
  expect(short && writeSpan(beyondOne(short), ',')).toBe('0,001')
})

test.each([
  ['1/9', 1, 9],
  ['2 / 18', 1, 9],
  ['0,15', 3, 20],
  ['0.15', 3, 20],
  [',5', 1, 2],
  ['1', 1, 1],
  ['0', 0, 1],
])('“%s” is read', (typed, over, under) => {
  expect(readWeight(typed)).toEqual({ over: BigInt(over), under: BigInt(under) })
})

test.each(['', '1/0', '-0,1', 'sepersembilan', '1/9/2', '0,1,1', '1e3', ',', '9'.repeat(40)])(
  '“%s” is no weight',
  (typed) => {
    expect(readWeight(typed)).toBeNull()
  },
)

test('a stored weight is written so that it is read again as the same', () => {
  expect(writeWeight(1 / 9, ',')).toBe('1/9')
  expect(writeWeight(0.15, ',')).toBe('0,15')
  expect(writeWeight(0.5, ',')).toBe('0,5')
  expect(writeWeight(1, ',')).toBe('1')
  void fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), (over, under) => {
      const read = readWeight(writeWeight(over / under, ','))
      expect(read && numberOf(read)).toBeCloseTo(over / under, 9)
    }),
  )
})

test('a sum of random fractions is what their common denominator says', () => {
  const part = fc.integer({ min: 0, max: 40 })
  void fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      const total = parts.reduce((sum, one) => sum + one, 0)
      if (total === 0) return
      expect(sumOf(parts.map((one) => readWeight(`${one}/${total}`)))).toEqual(WHOLE)
    }),
  )
})
