import { expect, test } from 'vitest'
import { reloadDue } from '../../../src/app/kiosk/nightly.ts'

const HOUR = 3_600_000

test('a page is loaded anew at night once it is hours old and nobody has come for a while', () => {
  expect(reloadDue({ ageMs: 14 * HOUR, restMs: HOUR, hour: 2 })).toBe(true)
  expect(reloadDue({ ageMs: 14 * HOUR, restMs: HOUR, hour: 3 })).toBe(true)
  expect(reloadDue({ ageMs: 14 * HOUR, restMs: HOUR / 60, hour: 3 })).toBe(false)
  expect(reloadDue({ ageMs: 14 * HOUR, restMs: HOUR, hour: 4 })).toBe(false)
  expect(reloadDue({ ageMs: 14 * HOUR, restMs: HOUR, hour: 13 })).toBe(false)
})

test('once a night is enough', () => {
  expect(reloadDue({ ageMs: HOUR, restMs: HOUR, hour: 3 })).toBe(false)
})

test('a tablet whose clock is never at night is loaded anew too, when it has stood still for an hour', () => {
  expect(reloadDue({ ageMs: 31 * HOUR, restMs: 2 * HOUR, hour: 13 })).toBe(true)
  expect(reloadDue({ ageMs: 31 * HOUR, restMs: HOUR / 2, hour: 13 })).toBe(false)
})
