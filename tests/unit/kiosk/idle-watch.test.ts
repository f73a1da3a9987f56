// When a kiosk decides that nobody is there any more, on a clock of the test's own.
import { expect, test } from 'vitest'
import { createIdleWatch } from '../../../src/app/kiosk/idle-watch.ts'

function aWatch() {
  const log: (number | null | 'expired')[] = []
  let now = 1000
  let tick: (() => void) | null = null
  const watch = createIdleWatch({
    nowMs: () => now,
    everySecond: (call) => {
      tick = call
      return () => {
        tick = null
      }
    },
    idleMs: () => 45_000,
    warningMs: 15_000,
    onCountdown: (seconds) => log.push(seconds),
    onExpire: () => log.push('expired'),
  })
  const pass = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      now += 1000
      tick?.()
    }
  }
  const sleep = (seconds: number) => {
    now += seconds * 1000
    tick?.()
  }
  return { watch, log, pass, sleep }
}

test('nothing happens for 45 seconds, then 15 are counted down, then the answers go', () => {
  const { log, pass } = aWatch()
  pass(44)
  expect(log).toEqual([])
  pass(1)
  expect(log).toEqual([15])
  pass(15)
  expect(log.slice(-3)).toEqual([2, 1, 'expired'])
  pass(60)
  expect(log.at(-1)).toBe('expired')
})

test('a touch before the countdown means what it touches', () => {
  const { watch, log, pass } = aWatch()
  pass(40)
  expect(watch.touch()).toBe(false)
  pass(44)
  expect(log).toEqual([])
})

test('a touch in the countdown ends it and means nothing else', () => {
  const { watch, log, pass } = aWatch()
  pass(59)
  expect(watch.touch()).toBe(true)
  expect(log.at(-1)).toBeNull()
  expect(watch.touch()).toBe(false)
  pass(44)
  expect(log.at(-1)).toBeNull()
})

test('a tablet that slept through the countdown forgets at once', () => {
  const { log, sleep } = aWatch()
  sleep(3600)
  expect(log).toEqual(['expired'])
})
