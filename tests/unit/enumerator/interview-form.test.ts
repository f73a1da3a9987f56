// The form of an interview without a screen: answers, reasons for none, and the way into a draft and back.
import { describe, expect, test } from 'vitest'
import {
  type Asking,
  answered,
  elementsDone,
  formOf,
  goTo,
  interviewOf,
  isEmpty,
  openQuestions,
  pathOf,
  placeText,
  stateOf,
  unanswered,
  wasOpen,
} from '../../../src/app/enumerator/interview-form.ts'
import { parseSubmission } from '../../../src/core/submission.ts'
import type { Interview } from '../../../src/device/interviews.ts'
import { allScores, anId, skm } from '../../make.ts'

const EXTRA = {
  key: 'x-antre',
  kind: 'yes-no',
  unit: null,
  service: null,
  question: 'Apakah Anda mengantre lebih dari satu jam?',
} as const
const asking: Asking = {
  instrument: { ...skm, extras: [EXTRA] },
  order: 'annex',
  above: [],
  freeByLaw: false,
}

function anInterview(fields: Partial<Interview> = {}): Interview {
  return {
    id: anId(1),
    instrument: 'skm-2017@1',
    unit: 'rsud',
    service: 'rawat-jalan',
    channel: 'enumerator',
    mode: 'interview',
    answers: {},
    respondent: {},
    startedAt: 1_000,
    app: 'test',
    ...fields,
  }
}

const placeOf = (form: ReturnType<typeof formOf>, path: string) =>
  form.questionnaire.questions.findIndex((question) => pathOf(question) === path)

describe('an interview', () => {
  test('asks the elements, the extras, the respondent, and last of steering and comments', () => {
    const paths = formOf(anInterview(), asking).questionnaire.questions.map(pathOf)
    expect(paths[0]).toMatch(/^answers\./)
    expect(paths.slice(9)).toEqual([
      'extra.x-antre',
      'respondent.sex',
      'respondent.age',
      'respondent.education',
      'respondent.job',
      'respondent.disability',
      'steered',
      'comment',
    ])
  })

  test('keeps "does not know" and "will not answer" until there is an answer', () => {
    const form = formOf(anInterview(), asking)
    const biaya = placeOf(form, 'answers.biaya')
    const unknown = unanswered(form, biaya, 'unknown')
    expect(interviewOf(unknown, anInterview()).unanswered).toEqual({ biaya: 'unknown' })
    const declined = unanswered(unknown, biaya, 'declined')
    expect(interviewOf(declined, anInterview()).unanswered).toEqual({ biaya: 'declined' })
    const said = answered(declined, biaya, { kind: 'element', key: 'biaya', score: 4 })
    const interview = interviewOf(said, anInterview())
    expect(interview.answers).toEqual({ biaya: 4 })
    expect(interview).not.toHaveProperty('unanswered')
  })

  test('takes an answer back where the person then does not know', () => {
    const form = formOf(anInterview({ answers: { biaya: 4 } }), asking)
    const interview = interviewOf(
      unanswered(form, placeOf(form, 'answers.biaya'), 'unknown'),
      anInterview({ answers: { biaya: 4 } }),
    )
    expect(interview.answers).toEqual({})
    expect(interview.unanswered).toEqual({ biaya: 'unknown' })
  })

  test('never holds a reason beside a score, whatever is tapped in whatever order', () => {
    let form = formOf(anInterview(), asking)
    for (let i = 0; i < 9; i++) {
      const question = form.questionnaire.questions[i]
      if (question?.kind !== 'element') continue
      form = unanswered(form, i, i % 2 === 0 ? 'unknown' : 'declined')
      if (i % 3 === 0)
        form = answered(form, i, { kind: 'element', key: question.element.key, score: 2 })
    }
    const interview = interviewOf(form, anInterview())
    const whole = { ...interview, sequence: 1, finishedAt: 2_000, durationMs: 1_000 }
    expect(parseSubmission(whole, () => asking.instrument)).toEqual({ ok: true, value: whole })
    expect(Object.keys(interview.answers)).toHaveLength(3)
    expect(Object.keys(interview.unanswered ?? {})).toHaveLength(6)
  })

  test('keeps beside every question but the comment why it has no answer, and a server takes it', () => {
    const empty = formOf(anInterview(), asking)
    const { questions } = empty.questionnaire
    const form = questions.reduce(
      (so, { kind }, i) => (kind === 'comment' ? so : unanswered(so, i, 'declined')),
      empty,
    )
    const interview = interviewOf(form, anInterview())
    expect(Object.keys(interview.unanswered ?? {}).slice(9)).toEqual([
      'extra.x-antre',
      'respondent.sex',
      'respondent.age',
      'respondent.education',
      'respondent.job',
      'respondent.disability',
      'steered',
    ])
    const whole = { ...interview, sequence: 1, finishedAt: 2_000, durationMs: 1_000 }
    expect(parseSubmission(whole, () => asking.instrument)).toEqual({ ok: true, value: whole })
    // Seen again, or corrected: it is still said.
    const seen = formOf(interview, asking)
    expect(openQuestions(seen)).toEqual([])
    const age = placeOf(seen, 'respondent.age')
    const said = interviewOf(answered(seen, age, { kind: 'age', age: 34 }), interview)
    expect(said.respondent).toEqual({ age: 34 })
    expect(said.unanswered).not.toHaveProperty(['respondent.age'])
    expect(said.unanswered).toMatchObject({ 'respondent.sex': 'declined', steered: 'declined' })
  })

  test('of a draft that an older version kept, holds what was declined, where it has no answer', () => {
    const declined = ['respondent.age', 'respondent.sex', 'extra.gone']
    const at = JSON.stringify({ at: 'steered', declined, open: false })
    const form = formOf(anInterview({ respondent: { sex: 'P' } }), asking, at)
    expect(interviewOf(form, anInterview()).unanswered).toEqual({ 'respondent.age': 'declined' })
  })

  test('comes back from a draft at the question where it stood, and knows who would not say what', () => {
    const form = formOf(anInterview(), asking)
    const age = placeOf(form, 'respondent.age')
    const there = goTo(unanswered(form, age, 'declined'), age + 1)
    const back = formOf(interviewOf(there, anInterview()), asking, placeText(there, true))
    expect(back.questionnaire.at).toBe(age + 1)
    const question = back.questionnaire.questions[age]
    expect(question && stateOf(back, question)).toBe('declined')
  })

  test('says whether it was on the screen when it was kept', () => {
    const form = formOf(anInterview(), asking)
    const at = (open: boolean) => ({ at: placeText(form, open) })
    expect([at(true), at(false), { at: '' }].map(wasOpen)).toEqual([true, false, false])
  })

  test('comes back at the summary when every question was passed', () => {
    const form = formOf(anInterview(), asking)
    const last = goTo(form, form.questionnaire.questions.length)
    const back = formOf(anInterview(), asking, placeText(last, false))
    expect(back.questionnaire.at).toBe(back.questionnaire.questions.length)
  })

  test.each(['', 'biaya', '{"at":7}', '{"at":"answers.gone","declined":"x"}', 'null'])(
    'begins at the first question where the place cannot be read: %j',
    (at) => {
      const back = formOf(anInterview({ answers: { biaya: 1 } }), asking, at)
      expect(back.questionnaire.at).toBe(0)
      expect(back.questionnaire.answers).toEqual({ biaya: 1 })
    },
  )

  test('keeps what the form does not ask: place, assignment, when it began', () => {
    const before = anInterview({
      assignment: 'a-1',
      place: { lat: -1.7, lon: 114.8, accuracyM: 12 },
      comment: 'lama',
      steered: true,
    })
    const form = formOf(before, asking)
    expect(interviewOf(form, before)).toEqual(before)
    const without = unanswered(form, placeOf(form, 'comment'), null)
    expect(interviewOf(without, before)).not.toHaveProperty('comment')
  })

  test('is open where nobody has said anything; a comment may stay empty', () => {
    const form = formOf(anInterview(), asking)
    expect(isEmpty(form)).toBe(true)
    expect(openQuestions(form)).toHaveLength(16)
    const full = formOf(
      anInterview({
        answers: allScores(3),
        extra: { 'x-antre': false },
        respondent: { sex: 'P', age: 34, education: 'SMA', job: 'Petani', disability: false },
        steered: false,
      }),
      asking,
    )
    expect(openQuestions(full)).toEqual([])
    expect(isEmpty(full)).toBe(false)
  })

  test('counts an element as done also where there is a reason for no answer', () => {
    const interview = anInterview({
      answers: { biaya: 1, waktu: 2 },
      unanswered: { produk: 'unknown' },
    })
    expect(elementsDone(interview, skm)).toEqual({ done: 3, of: 9 })
  })
})
