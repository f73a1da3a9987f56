// Ids of submissions.
import { expect, test } from 'vitest'
import { isSubmissionId } from '../../../src/core/submission.ts'
import { newSubmissionId, uuidV7 } from '../../../src/device/id.ts'

test('the example of RFC 9562 comes out as it stands there', () => {
  const random = Uint8Array.from([0x7c, 0xc3, 0x98, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(uuidV7(1_645_557_742_000, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('version and variant stand whatever chance gives', () => {
  expect(isSubmissionId(uuidV7(0, new Uint8Array(10)))).toBe(true)
  expect(isSubmissionId(uuidV7(2 ** 48 - 1, new Uint8Array(10).fill(255)))).toBe(true)
})

test('a later moment sorts after an earlier one', () => {
  const high = uuidV7(1_764_000_000_000, new Uint8Array(10).fill(255))
  const low = uuidV7(1_764_000_000_001, new Uint8Array(10))
  expect(high < low).toBe(true)
})

test('a thousand made here are all different and all accepted', () => {
  const ids = Array.from({ length: 1000 }, newSubmissionId)
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every(isSubmissionId)).toBe(true)
})
