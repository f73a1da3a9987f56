// The axis of the trend holds all that is drawn, and months without answers have their place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCropped, monthsBetween, trendAxis } from '../../../src/app/dashboard/trend-axis.ts'

const month = (ikm: number | null, low?: number, high?: number) => ({
  ikm,
  interval: low !== undefined && high !== undefined ? { low, high } : null,
})

test('the axis is cropped in fives around the intervals', () => {
  expect(trendAxis([month(78.2, 77.4, 79), month(82.14, 81.5, 82.8)])).toEqual({
    low: 75,
    high: 85,
  })
})

test('months without an index leave the whole scale', () => {
  expect(trendAxis([month(null)])).toEqual({ low: 25, high: 100 })
})

test('only an axis that leaves out some of the scale is called cropped', () => {
  expect(isCropped(trendAxis([month(30, 26, 34), month(98)]))).toBe(false)
  expect(isCropped({ low: 25, high: 95 })).toBe(true)
  expect(isCropped({ low: 75, high: 100 })).toBe(true)
})

test('the axis stays within the scale, is ten points high at least, and hides nothing', () => {
  const ikm = fc.double({ min: 25, max: 100, noNaN: true })
  fc.assert(
    fc.property(fc.array(ikm, { minLength: 1, maxLength: 12 }), (values) => {
      const { low, high } = trendAxis(values.map((value) => month(value)))
      expect(low).toBeGreaterThanOrEqual(25)
      expect(high).toBeLessThanOrEqual(100)
      expect(high - low).toBeGreaterThanOrEqual(10)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low)
      expect(Math.max(...values)).toBeLessThanOrEqual(high)
    }),
  )
})

test('every month between two days has its place, over the turn of the year', () => {
  expect(monthsBetween('2025-11-01', '2026-02-28')).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
  ])
})
