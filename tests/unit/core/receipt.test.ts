// A receipt is read whole or not at all.
import { expect, test } from 'vitest'
import { parseProblems, parseReceipt } from '../../../src/core/receipt.ts'

const receipt = {
  stored: ['a'],
  known: [],
  conflicted: [],
  refused: [{ id: 'b', problems: [{ code: 'score.range', path: 'answers.waktu' }] }],
  time: 1_790_000_000_000,
  epoch: 'e1',
}

test('a whole receipt is read', () => {
  expect(parseReceipt(receipt)).toEqual({ ok: true, value: receipt })
})

test.each([
  ['a page of a captive portal', '<html>Log in to the wifi</html>'],
  ['nothing', null],
  ['an empty object', {}],
  ['ids that are no text', { ...receipt, stored: [1] }],
  ['a refusal without problems', { ...receipt, refused: [{ id: 'b', problems: [] }] }],
  ['a time that is none', { ...receipt, time: 'now' }],
  ['no epoch', { ...receipt, epoch: '' }],
])('%s is not a receipt', (_, input) => {
  expect(parseReceipt(input).ok).toBe(false)
})

test('the problems of a newer server are read, also those with a code that is not known here', () => {
  expect(parseProblems({ problems: [{ code: 'survey.paused' }] })).toEqual([
    { code: 'survey.paused' },
  ])
  expect([parseProblems({}), parseProblems({ problems: [] }), parseProblems('x')]).toEqual([
    null,
    null,
    null,
  ])
})
