// Numbers as people write them.
import { expect, test } from 'vitest'
import { gapsByDay, runsText } from '../../../src/app/admin/perangkat/runs.ts'

test('a run of one is a number alone; large ones are written as numbers are', () => {
  const runs = [
    { from: 1, to: 33 },
    { from: 46, to: 46 },
    { from: 1000, to: 2500 },
  ]
  expect(runsText(runs, 'id')).toBe('1–33, 46, 1.000–2.500')
  expect(runsText(runs, 'en')).toBe('1–33, 46, 1,000–2,500')
})

test('what is missing since the same day stands together', () => {
  const since = (day: number) => new Date(2026, 10, day, 9).getTime()
  const missing = [
    { from: 3, to: 4, since: since(12) },
    { from: 9, to: 9, since: since(12) + 3_600_000 },
    { from: 20, to: 21, since: since(14) },
  ]
  expect(gapsByDay(missing, 'id')).toEqual([
    {
      day: '12 November 2026',
      gaps: [
        { from: 3, to: 4 },
        { from: 9, to: 9 },
      ],
    },
    { day: '14 November 2026', gaps: [{ from: 20, to: 21 }] },
  ])
})
