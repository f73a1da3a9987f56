// What the server's refusals and silences mean to a planner.
import { expect, test } from 'vitest'
import { signInTroubleOf } from '../../../src/app/dashboard/sign-in-trouble.ts'
import { troubleOf } from '../../../src/app/trouble.ts'
import type { Problem } from '../../../src/core/problem.ts'
import type { Failure } from '../../../src/device/api.ts'

const reply = (failure: Failure, status: number, problems: Problem[] = []) => ({
  ok: false as const,
  failure,
  status,
  problems,
  retryAfterMs: null,
})

test.each([
  ['network', 0, 'offline'],
  ['time-out', 0, 'slow'],
  ['foreign', 504, 'slow'],
  ['foreign', 502, 'failed'],
  ['foreign', 200, 'offline'],
  ['refused', 403, 'forbidden'],
  ['refused', 500, 'failed'],
  ['refused', 503, 'failed'],
] as const)('figures that end in %s with status %i are told as %s', (failure, status, trouble) => {
  expect(troubleOf(reply(failure, status))).toBe(trouble)
})

test.each([
  ['network', 0, 'unreachable'],
  ['foreign', 200, 'unreachable'],
  ['foreign', 502, 'failed'],
  ['time-out', 0, 'slow'],
  ['refused', 401, 'wrong'],
  ['refused', 400, 'wrong'],
  ['refused', 500, 'failed'],
] as const)(
  'a sign-in that ends in %s with status %i is told as %s',
  (failure, status, trouble) => {
    expect(signInTroubleOf(reply(failure, status))).toBe(trouble)
  },
)

test('after too many tries the wait is said, from the reply or a minute', () => {
  const limited = reply('refused', 429, [{ code: 'rate.limited', detail: '240' }])
  expect(signInTroubleOf(limited)).toEqual({ waitMs: 240_000 })
  expect(signInTroubleOf({ ...limited, retryAfterMs: 5000 })).toEqual({ waitMs: 5000 })
  expect(signInTroubleOf(reply('refused', 429, [{ code: 'rate.limited' }]))).toEqual({
    waitMs: 60_000,
  })
})
