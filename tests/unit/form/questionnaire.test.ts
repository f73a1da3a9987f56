// The questionnaire as a resident walks through it, without a screen.
import { expect, test } from 'vitest'
import {
  answerQuestion,
  beginQuestionnaire,
  placeOf,
  type Questionnaire,
  questionBefore,
  questionNow,
  skipQuestion,
  submissionOf,
} from '../../../src/app/form/questionnaire.ts'
import { parseInstrument } from '../../../src/core/instrument.ts'
import skm from '../../../src/core/instruments/skm-2017@1.json' with { type: 'json' }
import { parseSubmission, type Score } from '../../../src/core/submission.ts'

const parsed = parseInstrument(skm)
if (!parsed.ok) throw new Error('the instrument does not parse')
const instrument = parsed.value

function aQuestionnaire(order: 'main' | 'annex' = 'annex'): Questionnaire {
  return beginQuestionnaire({
    id: '0193f2a4-7c00-7000-8000-000000000001',
    startedAt: 1_764_000_000_000,
    startedMs: 500.25,
    instrument,
    order,
    unit: 'disdukcapil',
    service: 'ktp-el',
    channel: 'kiosk',
    mode: 'self',
    app: '0.1.0',
  })
}

function scored(form: Questionnaire, score: Score): Questionnaire {
  const question = questionNow(form)
  if (question?.kind !== 'element') throw new Error('no element is asked here')
  return answerQuestion(form, { kind: 'element', key: question.element.key, score })
}

function answered(form: Questionnaire, scores: Score[]): Questionnaire {
  return scores.reduce(scored, form)
}

function keysOf(form: Questionnaire): string[] {
  return form.questions.flatMap((q) => (q.kind === 'element' ? [q.element.key] : []))
}

test('the nine questions come in the printed order of the regency', () => {
  expect(keysOf(aQuestionnaire('main')).slice(7)).toEqual(['pengaduan', 'sarana'])
  expect(keysOf(aQuestionnaire('annex')).slice(7)).toEqual(['sarana', 'pengaduan'])
})

test('a whole questionnaire makes a submission that every side can read', () => {
  let form = answered(aQuestionnaire(), [4, 3, 2, 4, 3, 3, 3, 1, 2])
  form = answerQuestion(form, { kind: 'sex', sex: 'P' })
  form = answerQuestion(form, { kind: 'age', age: 34 })
  form = answerQuestion(form, { kind: 'education', education: 'SMA' })
  form = answerQuestion(form, { kind: 'job', job: 'Petani' })
  form = answerQuestion(form, { kind: 'disability', disability: false })
  form = answerQuestion(form, { kind: 'steered', steered: false })
  form = answerQuestion(form, { kind: 'comment', comment: ' Antre\u0000an panjang ' })
  expect(questionNow(form)).toBeNull()
  const draft = submissionOf(form, 1_764_000_061_000, 61_500.75)
  expect(draft).toMatchObject({
    instrument: 'skm-2017@1',
    answers: { biaya: 4, sarana: 1, pengaduan: 2 },
    respondent: { sex: 'P', age: 34, education: 'SMA', job: 'Petani', disability: false },
    steered: false,
    comment: 'Antrean panjang',
    durationMs: 61_001,
  })
  expect(parseSubmission({ ...draft, sequence: 1 }, () => instrument).ok).toBe(true)
})

test('Back shows what was chosen, and another choice replaces it', () => {
  let form = answered(aQuestionnaire(), [1, 2])
  form = questionBefore(questionBefore(form))
  expect(form.answers.persyaratan).toBe(1)
  form = scored(form, 4)
  expect(form.answers).toEqual({ persyaratan: 4, prosedur: 2 })
  expect(form.at).toBe(1)
})

test('Back at the first question stays there', () => {
  expect(questionBefore(aQuestionnaire()).at).toBe(0)
})

test('a skipped question is absent, also when it had been answered', () => {
  let form = answered(aQuestionnaire(), [3])
  form = skipQuestion(questionBefore(form))
  expect(form.at).toBe(1)
  expect(Object.keys(submissionOf(form, 0, 0).answers)).toEqual([])
})

test('a questionnaire skipped to its end holds no answer and still is a submission', () => {
  let form = aQuestionnaire()
  while (questionNow(form)) form = skipQuestion(form)
  const draft = submissionOf(form, 1_764_000_010_000, 400)
  expect(draft).toMatchObject({ answers: {}, respondent: {}, durationMs: 0 })
  expect(draft).not.toHaveProperty('steered')
  expect(draft).not.toHaveProperty('comment')
  expect(parseSubmission({ ...draft, sequence: 9 }, () => instrument).ok).toBe(true)
})

test('every personal question can be taken back', () => {
  let form = answered(aQuestionnaire(), [3, 3, 3, 3, 3, 3, 3, 3, 3])
  form = answerQuestion(form, { kind: 'sex', sex: 'L' })
  form = skipQuestion(questionBefore(form))
  expect(form.respondent).toEqual({})
})

test('an empty comment is no comment, a long one is cut without leaving half a sign', () => {
  let form = aQuestionnaire()
  while (questionNow(form)?.kind !== 'comment') form = skipQuestion(form)
  expect(answerQuestion(form, { kind: 'comment', comment: '  \n ' })).not.toHaveProperty('comment')
  const long = answerQuestion(form, { kind: 'comment', comment: `${'a'.repeat(1999)}😀` })
  expect(long.comment).toBe('a'.repeat(1999))
})

test('the place says which part and how far', () => {
  let form = answered(aQuestionnaire(), [3, 3])
  expect(placeOf(form)).toEqual({ part: 'element', number: 3, of: 9 })
  form = answered(form, [3, 3, 3, 3, 3, 3, 3])
  expect(placeOf(form)).toEqual({ part: 'about', number: 1, of: 5 })
  while (questionNow(form)) form = skipQuestion(form)
  expect(placeOf(form)).toEqual({ part: 'closing', number: 2, of: 2 })
})
