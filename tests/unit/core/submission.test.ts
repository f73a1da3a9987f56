// Reading a submission: every wrong thing is a problem with a path, and nothing throws.
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../../src/core/problem.ts'
import {
  canonicalText,
  cleanText,
  parseSubmission,
  type Submission,
} from '../../../src/core/submission.ts'
import { submissionSchema } from '../../../src/core/wire-schema.ts'
import { aSubmission, skm } from '../../make.ts'

const named = (name: string) => (name === 'skm-2017@1' ? skm : undefined)
const parse = (input: unknown) => parseSubmission(input, named)

function problemsOf(input: unknown): Problem[] {
  const parsed = parse(input)
  return parsed.ok ? [] : parsed.problems
}

describe('a submission', () => {
  test('with everything in it is read as it is', () => {
    const full = aSubmission({
      respondent: { sex: 'P', age: 34, education: 'D3', job: 'Nelayan', disability: false },
      steered: false,
      comment: 'Cepat dan ramah.\nTerima kasih 🙏',
      place: { lat: -1.72, lon: 114.84, accuracyM: 12 },
    })
    expect(parse(full)).toEqual({ ok: true, value: full })
  })

  test.each<[string, object, Problem]>([
    [
      'a score of 0',
      { answers: { waktu: 0 } },
      { code: 'score.range', path: 'answers.waktu', detail: '1 to 4' },
    ],
    [
      'a score of 5',
      { answers: { waktu: 5 } },
      { code: 'score.range', path: 'answers.waktu', detail: '1 to 4' },
    ],
    [
      'a score of 2.5',
      { answers: { waktu: 2.5 } },
      { code: 'score.range', path: 'answers.waktu', detail: '1 to 4' },
    ],
    [
      'a score in words',
      { answers: { waktu: '3' } },
      { code: 'score.range', path: 'answers.waktu', detail: '1 to 4' },
    ],
    [
      'an element of another survey',
      { answers: { pungli: 3 } },
      { code: 'key.unknown', path: 'answers.pungli' },
    ],
    [
      'an unknown instrument',
      { instrument: 'skm-2017@9' },
      { code: 'instrument.unknown', path: 'instrument' },
    ],
    [
      'an id of another version',
      { id: 'c0ffee00-0000-4000-8000-000000000000' },
      { code: 'id.format', path: 'id', detail: 'UUIDv7' },
    ],
    [
      'a number as text',
      { sequence: '1' },
      { code: 'field.type', path: 'sequence', detail: 'number' },
    ],
    [
      'sequence 0',
      { sequence: 0 },
      { code: 'field.range', path: 'sequence', detail: `1 to ${Number.MAX_SAFE_INTEGER}` },
    ],
    [
      'half a sequence',
      { sequence: 1.5 },
      { code: 'field.type', path: 'sequence', detail: 'whole number' },
    ],
    [
      'a channel that is none',
      { channel: 'fax' },
      { code: 'field.range', path: 'channel', detail: 'kiosk, enumerator, link' },
    ],
    [
      'a long comment',
      { comment: 'a'.repeat(2001) },
      { code: 'field.length', path: 'comment', detail: '2000' },
    ],
    ['a NUL in a comment', { comment: 'a\u0000' }, { code: 'field.text', path: 'comment' }],
    ['half a surrogate pair', { comment: 'a\ud83d' }, { code: 'field.text', path: 'comment' }],
    [
      'an age of 121',
      { respondent: { age: 121 } },
      { code: 'field.range', path: 'respondent.age', detail: '1 to 120' },
    ],
    [
      'a name among the respondent',
      { respondent: { name: 'Siti' } },
      { code: 'key.unknown', path: 'respondent.name' },
    ],
    [
      'a place beyond the pole',
      { place: { lat: 91, lon: 0, accuracyM: 1 } },
      { code: 'field.range', path: 'place.lat', detail: '-90 to 90' },
    ],
    [
      'answers that are a list',
      { answers: [] },
      { code: 'field.type', path: 'answers', detail: 'object' },
    ],
    [
      'time that is not a number',
      { startedAt: null },
      { code: 'field.type', path: 'startedAt', detail: 'number' },
    ],
    ['a key that nobody knows', { token: 'x' }, { code: 'key.unknown', path: 'token' }],
  ])('with %s is refused for that', (_, fields, problem) => {
    expect(problemsOf({ ...aSubmission(), ...fields })).toEqual([problem])
  })

  test('with a prototype key is refused, and nothing is polluted', () => {
    const input = JSON.parse(
      `${JSON.stringify(aSubmission()).slice(0, -1)},"__proto__":{"steered":true},"constructor":1}`,
    )
    expect(problemsOf(input).map(({ path }) => path)).toEqual(['__proto__', 'constructor'])
    const answers = JSON.parse('{"__proto__":{"waktu":4},"waktu":3}')
    expect(problemsOf({ ...aSubmission(), answers })).toEqual([
      { code: 'key.unknown', path: 'answers.__proto__' },
    ])
    expect(({} as Record<string, unknown>).waktu).toBeUndefined()
  })

  test('without a field is refused for each one that is missing', () => {
    const { unit: _, respondent: __, ...rest } = aSubmission()
    expect(problemsOf(rest)).toEqual([
      { code: 'field.missing', path: 'unit' },
      { code: 'field.missing', path: 'respondent' },
    ])
  })

  test.each([null, undefined, 1, 'x', [], true])(
    'that is %j is refused, not thrown at',
    (input) => {
      expect(problemsOf(input)).toEqual([{ code: 'field.type', detail: 'object' }])
    },
  )

  test('with very many unknown keys names twenty of them, not all', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, i]))
    expect(problemsOf({ ...aSubmission(), ...many }).length).toBe(20)
  })

  test('of any shape is read or refused, and never throws', () => {
    const field = fc.constantFrom(...Object.keys(aSubmission()), 'comment', 'place', 'steered')
    fc.assert(
      fc.property(field, fc.jsonValue(), (key, value) => {
        const input = { ...aSubmission(), [key]: value }
        const parsed = parse(input)
        if (parsed.ok) expect(parsed.value).toEqual(input)
        else expect(parsed.problems.length).toBeGreaterThan(0)
      }),
    )
  })
})

test('the published schema allows all that the parser reads, and no other types or ranges', () => {
  const schema = new Ajv2020({ strict: false }).compile(submissionSchema)
  const field = fc.constantFrom(...Object.keys(aSubmission()), 'steered', 'extra')
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.integer({ min: -5, max: 5 }),
    fc.constantFrom(
      'kiosk',
      'self',
      {},
      { waktu: 5 },
      { waktu: 2 },
      { age: 30, sex: 'L' },
      { age: 0 },
    ),
  )
  // What the schema cannot say: which instruments, elements and characters there are.
  const beyond = ['instrument.unknown', 'key.unknown', 'field.text', 'field.range']
  fc.assert(
    fc.property(field, value, (key, v) => {
      const input = { ...aSubmission(), [key]: v }
      const problems = problemsOf(input)
      if (problems.length === 0) expect(schema(input)).toBe(true)
      else if (!problems.some(({ code }) => beyond.includes(code)))
        expect(schema(input)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('a reason instead of an answer is taken of every question but the comment, never beside an answer', () => {
  const unanswered = { waktu: 'unknown', 'respondent.age': 'declined', steered: 'declined' }
  const open = { ...aSubmission({ answers: {}, respondent: { sex: 'P' } }), unanswered }
  expect(parse(open)).toEqual({ ok: true, value: open })
  const answered = { ...open, respondent: { age: 34 }, steered: true, answers: { waktu: 3 } }
  expect(problemsOf(answered).map(({ code, path }) => `${code} ${path}`)).toEqual([
    'key.unknown unanswered.waktu',
    'key.unknown unanswered.respondent.age',
    'key.unknown unanswered.steered',
  ])
  const foreign = { comment: 'declined', 'respondent.name': 'declined', 'extra.gone': 'unknown' }
  expect(problemsOf({ ...open, unanswered: foreign })).toHaveLength(3)
  expect(problemsOf({ ...open, unanswered: { 'respondent.age': 'tired' } })).toMatchObject([
    { path: 'unanswered.respondent.age' },
  ])
})

test('the same content is the same text, whatever the order of keys; other content is another', () => {
  const a = aSubmission({ comment: 'x', respondent: { sex: 'L', age: 20 } })
  const reversed = Object.fromEntries(Object.entries(a).reverse()) as unknown as Submission
  reversed.respondent = { age: 20, sex: 'L' }
  expect(canonicalText(reversed)).toBe(canonicalText(a))
  expect(canonicalText({ ...a, comment: 'y' })).not.toBe(canonicalText(a))
})

test('cleaning a text takes out what no store holds, and nothing else', () => {
  expect(cleanText('a\u0000b\ud83dc\nd\t🙏é')).toBe('abc\nd\t🙏é')
})
