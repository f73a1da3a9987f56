// The device's clock is set while a page is open: what is noticed, and what cannot be told from sleep.
import { expect, test } from 'vitest'
import { createClockWatch } from '../../../src/device/clock.ts'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS

function aDevice({ wall = 1_764_000_000_000 } = {}) {
  const clocks = { wall, steady: 5000 }
  const look = createClockWatch({ wall: () => clocks.wall, steady: () => clocks.steady })
  const pass = (ms: number) => {
    clocks.wall += ms
    clocks.steady += ms
  }
  return { clocks, look, pass }
}

test('time that passes is no jump', () => {
  const { look, pass } = aDevice()
  pass(40 * 24 * HOUR_MS)
  expect(look()).toBeNull()
})

test.each([
  ['back by an hour', -HOUR_MS],
  ['back by a year', -YEAR_MS],
  ['forward by a year', YEAR_MS],
  ['from 1970 to today, once it was set', 56 * YEAR_MS],
])('a clock set %s is noticed, once', (_, by) => {
  const { clocks, look, pass } = aDevice()
  pass(1000)
  clocks.wall += by
  pass(1000)
  expect(look()).toBe(by)
  expect(look()).toBeNull()
})

test('a weekend of sleep, in which the steady clock stood still, is no jump', () => {
  const { clocks, look } = aDevice()
  clocks.wall += 64 * HOUR_MS
  expect(look()).toBeNull()
})

test('seconds by which the network corrects a clock are no jump', () => {
  const { clocks, look } = aDevice()
  clocks.wall -= 20_000
  expect(look()).toBeNull()
})
