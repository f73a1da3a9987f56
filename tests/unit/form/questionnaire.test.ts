// The questionnaire as a resident walks through it, without a screen.
import { expect, test } from 'vitest'
import { eyebrowOf, spokenOf, titleOf } from '../../../src/app/form/question-words.ts'
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
import { standardText } from '../../../src/app/form/standard-text.ts'
import { answerTyped, takesText, typedOf } from '../../../src/app/form/typed-answer.ts'
import type { ExtraQuestion, Instrument } from '../../../src/core/instrument.ts'
import { parseSubmission, type Score } from '../../../src/core/submission.ts'
import { KIOSK_WORDS } from '../../../src/i18n/kiosk.ts'
import { skm as instrument } from '../../make.ts'

const words = KIOSK_WORDS.id

function aQuestionnaire(
  order: 'main' | 'annex' = 'annex',
  fields: Partial<Questionnaire['begin']> = {},
): Questionnaire {
  return beginQuestionnaire({
    id: '0193f2a4-7c00-7000-8000-000000000001',
    startedAt: 1_764_000_000_000,
    startedMs: 500.25,
    instrument,
    order,
    unit: 'disdukcapil',
    above: [],
    service: 'ktp-el',
    freeByLaw: false,
    channel: 'kiosk',
    mode: 'self',
    app: '0.1.0',
    ...fields,
  })
}

function anExtra(key: string, fields: Partial<ExtraQuestion> = {}): ExtraQuestion {
  const question = `Pertanyaan ${key}?`
  const en = { question: `Question ${key}?` }
  return { key, kind: 'yes-no', unit: null, service: null, question, en, ...fields }
}

const QUEUE = anExtra('x-antrean', {
  kind: 'choice',
  answers: ['Sangat lama', 'Lama', 'Sebentar', 'Tanpa antre'],
  en: { question: 'The queue?', answers: ['Very long', 'Long', 'Short', 'None'] },
})

function withExtras(...extras: ExtraQuestion[]): Instrument {
  return { ...instrument, version: 2, extras }
}

/** At the first question after the elements. */
function pastElements(form: Questionnaire): Questionnaire {
  let past = form
  while (questionNow(past)?.kind === 'element') past = skipQuestion(past)
  return past
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

test('the questionnaire’s own printed order goes before the regency’s', () => {
  const printed = { ...instrument, printedOrder: 'main' } as const
  expect(keysOf(aQuestionnaire('annex', { instrument: printed })).slice(7)).toEqual([
    'pengaduan',
    'sarana',
  ])
})

test('extra questions come after the nine, are counted for themselves, and travel in the submission', () => {
  const own = withExtras(QUEUE, anExtra('x-kursi'), anExtra('x-usul', { kind: 'text' }))
  let form = pastElements(aQuestionnaire('annex', { instrument: own }))
  expect(placeOf(form)).toEqual({ part: 'extra', number: 1, of: 3 })
  expect(eyebrowOf(form, words, 'id')).toBe('Pertanyaan tambahan, 1 dari 3 · boleh dilewati')
  form = answerQuestion(form, { kind: 'extra', key: 'x-antrean', value: 2 })
  form = answerQuestion(form, { kind: 'extra', key: 'x-kursi', value: false })
  form = answerQuestion(form, { kind: 'extra', key: 'x-usul', value: ' Tambah\u0000 kursi ' })
  expect(placeOf(form)).toEqual({ part: 'about', number: 1, of: 5 })
  const draft = submissionOf(form, 1_764_000_061_000, 61_500)
  expect(draft).toMatchObject({
    instrument: 'skm-2017@2',
    extra: { 'x-antrean': 2, 'x-kursi': false, 'x-usul': 'Tambah kursi' },
  })
  expect(parseSubmission({ ...draft, sequence: 1 }, () => own).ok).toBe(true)
})

test('an extra question can be skipped, taken back and corrected', () => {
  let form = pastElements(aQuestionnaire('annex', { instrument: withExtras(QUEUE) }))
  form = answerQuestion(form, { kind: 'extra', key: 'x-antrean', value: 1 })
  form = questionBefore(form)
  expect(form.extra).toEqual({ 'x-antrean': 1 })
  form = answerQuestion(form, { kind: 'extra', key: 'x-antrean', value: 4 })
  expect(form.extra).toEqual({ 'x-antrean': 4 })
  form = skipQuestion(questionBefore(form))
  expect(submissionOf(form, 0, 0)).not.toHaveProperty('extra')
})

test('a text is asked for in typed words, is still there on return, and is no answer when empty', () => {
  const own = withExtras(anExtra('x-usul', { kind: 'text' }))
  let form = pastElements(aQuestionnaire('annex', { instrument: own }))
  const question = questionNow(form)
  if (!question) throw new Error('nothing is asked')
  expect(takesText(question)).toBe(true)
  expect(answerTyped(question, '  ')).toBeNull()
  const typed = answerTyped(question, `${'a'.repeat(499)}😀`)
  if (!typed) throw new Error('nothing was typed')
  form = questionBefore(answerQuestion(form, typed))
  expect(typedOf(form)).toBe('a'.repeat(499))
})

test('an extra question of a unit is asked there and below, one of a service only with that service', () => {
  const own = withExtras(
    anExtra('x-dinas', { unit: 'disdukcapil' }),
    anExtra('x-lain', { unit: 'rsud' }),
    anExtra('x-ktp', { unit: 'disdukcapil', service: 'ktp-el' }),
  )
  const asked = (fields: Partial<Questionnaire['begin']>) =>
    aQuestionnaire('annex', { instrument: own, ...fields }).questions.flatMap((question) =>
      question.kind === 'extra' ? [question.extra.key] : [],
    )
  expect(asked({})).toEqual(['x-dinas', 'x-ktp'])
  expect(asked({ service: 'kk' })).toEqual(['x-dinas'])
  expect(asked({ unit: 'loket-2', above: ['disdukcapil'] })).toEqual(['x-dinas', 'x-ktp'])
  expect(asked({ unit: 'puskesmas' })).toEqual([])
})

test('the question and its labels are read aloud, in either language', () => {
  const question = { kind: 'extra', extra: QUEUE } as const
  expect(spokenOf(question, words, 'id')).toBe(
    'Pertanyaan x-antrean?. Sangat lama. Lama. Sebentar. Tanpa antre',
  )
  expect(spokenOf(question, KIOSK_WORDS.en, 'en')).toBe('The queue?. Very long. Long. Short. None')
})

test('where a law makes the service free the cost is asked in its own words, under the same key', () => {
  const freeCost = {
    name: 'Pungutan',
    question: 'Apakah Anda dimintai bayaran?',
    answers: ['Ya, banyak', 'Ya', 'Ya, sedikit', 'Tidak'],
    en: { name: 'Fees', question: 'Were you asked to pay?', answers: ['1', '2', '3', '4'] },
  } as const
  const own: Instrument = { ...instrument, freeCost }
  const cost = (freeByLaw: boolean) => {
    const { questions } = aQuestionnaire('annex', { instrument: own, freeByLaw })
    const found = questions.find((q) => q.kind === 'element' && q.element.key === 'biaya')
    return found && [titleOf(found, words, 'id'), titleOf(found, KIOSK_WORDS.en, 'en')]
  }
  expect(cost(true)).toEqual(['Apakah Anda dimintai bayaran?', 'Were you asked to pay?'])
  expect(cost(false)?.[0]).toBe(instrument.elements.find(({ key }) => key === 'biaya')?.question)
})

test('the promise beside the cost says by which law it is free', () => {
  const free = { id: 'ktp-el', name: 'KTP-el', standard: { biaya: 0 }, freeByLaw: 'UU 24/2013' }
  const text = (spelled: boolean) => standardText(free, 'biaya', { words, language: 'id', spelled })
  expect(text(true)).toBe('Gratis menurut UU 24/2013')
  expect(text(false)).toBe('Gratis')
})
