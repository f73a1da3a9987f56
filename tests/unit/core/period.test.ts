// Days, periods and time zones.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  coverOf,
  dayAfter,
  daysIn,
  isDay,
  kindOf,
  localTimeOf,
  periodBefore,
  periodName,
  periodOf,
} from '../../../src/core/period.ts'

describe('a day in the regency', () => {
  test('begins at midnight WIB, seven hours before UTC', () => {
    const lastMs = Date.UTC(2026, 10, 23, 17) - 1
    expect(localTimeOf(lastMs, 'Asia/Jakarta')).toEqual({ day: '2026-11-23', hour: 23 })
    expect(localTimeOf(lastMs + 1, 'Asia/Jakarta')).toEqual({ day: '2026-11-24', hour: 0 })
    expect(localTimeOf(lastMs, 'Asia/Jayapura')).toEqual({ day: '2026-11-24', hour: 1 })
  })

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '24/11/2026',
    '',
    null,
    20261124,
    '0000-01-01',
  ])('%j is not a day', (value) => expect(isDay(value)).toBe(false))

  test('29 February exists in leap years', () => expect(isDay('2028-02-29')).toBe(true))
})

describe('periods', () => {
  test.each([
    ['month', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-01-01', '2026-03-31'],
    ['semester', '2026-01-01', '2026-06-30'],
    ['year', '2026-01-01', '2026-12-31'],
  ] as const)('the %s of 14 February 2026', (kind, from, to) => {
    expect(periodOf('2026-02-14', kind)).toEqual({ from, to })
    expect(kindOf({ from, to })).toBe(kind)
  })

  test('the period before is of the same kind, over the turn of the year', () => {
    expect(periodBefore(periodOf('2026-02-14', 'quarter'))).toEqual({
      from: '2025-10-01',
      to: '2025-12-31',
    })
    expect(periodBefore(periodOf('2026-03-14', 'month'))).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    })
  })

  test('before two free days are as many days', () => {
    expect(periodBefore({ from: '2026-03-03', to: '2026-03-12' })).toEqual({
      from: '2026-02-21',
      to: '2026-03-02',
    })
  })
})

test('any period is covered by whole months and single days, each day once', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((n) => dayAfter('2024-01-01', n))
  fc.assert(
    fc.property(day, fc.nat(800), (from, length) => {
      const period = { from, to: dayAfter(from, length) }
      const { months, days } = coverOf(period)
      const ofMonths = months.map((month) => periodOf(`${month}-01`, 'month'))
      const covered = days.length + ofMonths.reduce((sum, month) => sum + daysIn(month), 0)
      expect(covered).toBe(daysIn(period))
      for (const month of ofMonths)
        expect(month.from >= period.from && month.to <= period.to).toBe(true)
      expect(days.length).toBeLessThanOrEqual(60)
      expect(new Set([...days, ...months]).size).toBe(days.length + months.length)
    }),
  )
})

test.each([
  ['2026-01-01', '2026-12-31', '2026'],
  ['2026-07-01', '2026-12-31', '2026-s2'],
  ['2026-04-01', '2026-06-30', '2026-q2'],
  ['2026-02-01', '2026-02-28', '2026-02'],
  ['2026-02-01', '2026-02-27', '2026-02-01'],
])('from %s to %s is called %s for short', (from, to, name) => {
  expect(periodName({ from, to })).toBe(name)
})
