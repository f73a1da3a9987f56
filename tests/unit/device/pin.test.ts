// The staff's PIN: five tries, then a lock that doubles up to an hour.
import { describe, expect, test } from 'vitest'
import type { PinRecord } from '../../../src/device/db.ts'
import { afterTry, isPin } from '../../../src/device/pin.ts'

const MINUTE = 60_000
const fresh: PinRecord = {
  salt: new Uint8Array(16),
  hash: new Uint8Array(32),
  iterations: 1,
  wrongTries: 0,
  locks: 0,
  lockedUntil: null,
}

/** So many wrong tries at one moment. */
function wrong(record: PinRecord, times: number, now: number) {
  let last = { record, outcome: afterTry(record, false, now).outcome }
  for (let i = 0; i < times; i += 1) last = afterTry(last.record, false, now)
  return last
}

describe('a PIN', () => {
  test('has four to six digits', () => {
    expect(['1234', '123456'].every(isPin)).toBe(true)
    expect(['123', '1234567', '12a4', '', '１２３４'].some(isPin)).toBe(false)
  })

  test('says how many tries are left', () => {
    expect(wrong(fresh, 3, 0).outcome).toEqual({ ok: false, triesLeft: 2, lockedUntil: null })
  })

  test('locks for five minutes at the fifth wrong try, and then not even the right one opens', () => {
    const locked = wrong(fresh, 5, 1000)
    const lockedUntil = 1000 + 5 * MINUTE
    expect(locked.outcome).toEqual({ ok: false, triesLeft: 0, lockedUntil })
    const tried = afterTry(locked.record, true, 2000)
    expect(tried.outcome).toEqual({ ok: false, triesLeft: 0, lockedUntil })
    expect(afterTry(tried.record, true, lockedUntil).outcome).toEqual({ ok: true })
  })

  test('doubles each lock up to an hour, until the right PIN comes', () => {
    let record = fresh
    let now = 0
    const minutes: number[] = []
    for (let i = 0; i < 6; i += 1) {
      record = wrong(record, 5, now).record
      minutes.push(((record.lockedUntil ?? 0) - now) / MINUTE)
      now = record.lockedUntil ?? 0
    }
    expect(minutes).toEqual([5, 10, 20, 40, 60, 60])
    record = afterTry(record, true, now).record
    expect(wrong(record, 5, now).record.lockedUntil).toBe(now + 5 * MINUTE)
  })

  test('is not locked for days when the clock was set back', () => {
    const locked = wrong(fresh, 5, 1000 * MINUTE).record
    const { outcome, record } = afterTry(locked, false, 0)
    expect(outcome).toEqual({ ok: false, triesLeft: 0, lockedUntil: 60 * MINUTE })
    expect(afterTry(record, true, 60 * MINUTE).outcome).toEqual({ ok: true })
  })
})
