// The survey's own questions: what an instrument may ask beside the elements, where, and what may be answered.
import { describe, expect, test } from 'vitest'
import {
  type ExtraQuestion,
  extrasFor,
  type Instrument,
  parseInstrument,
  wordsAsked,
} from '../../../src/core/instrument.ts'
import { parseSubmission } from '../../../src/core/submission.ts'
import { aSubmission, skm } from '../../make.ts'

const LABELS = ['Buruk', 'Kurang', 'Cukup', 'Baik'] as const

const anExtra = (fields: Partial<ExtraQuestion> = {}): ExtraQuestion => ({
  key: 'x-antrean',
  kind: 'choice',
  unit: null,
  service: null,
  question: 'Bagaimana ruang tunggunya?',
  answers: LABELS,
  en: { question: 'How is the waiting room?', answers: LABELS },
  ...fields,
})
const withExtras = (...extras: object[]) => parseInstrument({ ...skm, version: 2, extras })
const pathsOf = (parsed: ReturnType<typeof parseInstrument>) =>
  parsed.ok ? [] : parsed.problems.map(({ path }) => path)

describe('an extra question is refused', () => {
  test.each<[string, Partial<ExtraQuestion>, string]>([
    ['under the key of an element', { key: 'waktu' }, 'extras.0.key'],
    ['with a choice of three', { answers: LABELS.slice(1) as never }, 'extras.0.answers'],
    [
      'with three English labels',
      { en: { answers: LABELS.slice(1) as never } },
      'extras.0.en.answers',
    ],
    ['without words', { question: ' ' }, 'extras.0.question'],
    ['for a service of no unit', { service: 'ktp-el' }, 'extras.0.service'],
    ['of a kind that is none', { kind: 'stars' as never }, 'extras.0.kind'],
  ])('%s', (_, fields, path) => expect(pathsOf(withExtras(anExtra(fields)))).toContain(path))

  test('when its key is there twice', () =>
    expect(pathsOf(withExtras(anExtra(), anExtra({ unit: 'rsud' })))).toEqual(['extras']))

  test('when there are more than a respondent would answer', () => {
    const many = Array.from({ length: 21 }, (_, i) => anExtra({ key: `x-${i}` }))
    expect(pathsOf(withExtras(...many))).toEqual(['extras'])
  })
})

test('extra questions are asked of the unit, those below it, or the one service they are for', () => {
  const extras = [
    anExtra({ key: 'x-all' }),
    anExtra({ key: 'x-unit', unit: 'dinas' }),
    anExtra({ key: 'x-service', unit: 'dinas', service: 'izin' }),
    anExtra({ key: 'x-other', unit: 'rsud' }),
  ]
  const asked = (units: string[], service: string) =>
    extrasFor({ ...skm, extras }, units, service).map(({ key }) => key)
  expect(asked(['loket', 'dinas'], 'izin')).toEqual(['x-all', 'x-unit', 'x-service'])
  expect(asked(['dinas'], 'uji')).toEqual(['x-all', 'x-unit'])
})

describe('an answer to an extra question', () => {
  const instrument: Instrument = {
    ...skm,
    extras: [
      anExtra(),
      anExtra({ key: 'x-ya', kind: 'yes-no' }),
      anExtra({ key: 'x-teks', kind: 'text' }),
    ],
  }
  const read = (extra: object) => parseSubmission({ ...aSubmission(), extra }, () => instrument)

  test('is a score, yes or no, or a text, each as its question says', () => {
    const extra = { 'x-antrean': 2, 'x-ya': false, 'x-teks': 'Kursinya kurang' } as const
    expect(read(extra)).toEqual({ ok: true, value: aSubmission({ extra }) })
  })

  test.each<[string, object, string]>([
    ['a score of 5', { 'x-antrean': 5 }, 'score.range'],
    ['a word for yes', { 'x-ya': 'ya' }, 'field.type'],
    ['a text that is too long', { 'x-teks': 'a'.repeat(501) }, 'field.length'],
    ['a question that was not asked', { 'x-lain': 1 }, 'key.unknown'],
  ])('%s is refused', (_, extra, code) => {
    const parsed = read(extra)
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.code)).toEqual([code])
  })
})

test('the cost of a service that a law makes free is asked in the words made for it', () => {
  const cost = skm.elements.find(({ key }) => key === 'biaya')
  const time = skm.elements.find(({ key }) => key === 'waktu')
  if (!cost || !time) throw new Error('no cost or time')
  const words = { name: 'Biaya', question: 'Apakah Saudara diminta membayar?', answers: LABELS }
  const parsed = parseInstrument({ ...skm, freeCost: { ...words, en: words } })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  expect(wordsAsked(parsed.value, cost, true).question).toBe(words.question)
  expect(wordsAsked(parsed.value, cost, false)).toBe(cost)
  expect(wordsAsked(parsed.value, time, true)).toBe(time)
  expect(wordsAsked(skm, cost, true)).toBe(cost)
})
