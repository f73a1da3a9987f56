// Instruments as data: what is read, what is refused, and the two official orders.
import { describe, expect, test } from 'vitest'
import {
  answersFromRow,
  elementsInOrder,
  extraWords,
  instrumentName,
  parseInstrument,
} from '../../../src/core/instrument.ts'
import {
  AGE_BANDS,
  ageBandOf,
  EDUCATIONS,
  JOBS,
  OFFICIAL_EDUCATIONS,
  OFFICIAL_JOBS,
  officialEducation,
  officialJob,
} from '../../../src/core/respondent.ts'
import { mayDo } from '../../../src/core/roles.ts'
import { skm } from '../../make.ts'

const changed = (fields: object) => parseInstrument({ ...skm, ...fields })
const pathsOf = (fields: object) => {
  const parsed = changed(fields)
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path)
}

describe('the official questionnaire', () => {
  test('is named with its version', () => expect(instrumentName(skm)).toBe('skm-2017@1'))

  test('swaps elements 8 and 9 between its two official orders', () => {
    const keys = (order: 'main' | 'annex') => elementsInOrder(skm, order).map(({ key }) => key)
    expect(keys('main').slice(7)).toEqual(['pengaduan', 'sarana'])
    expect(keys('annex').slice(7)).toEqual(['sarana', 'pengaduan'])
    const row = [1, 2, 3, 4, 1, 2, 3, 4, null]
    expect(answersFromRow(skm, row, 'main').pengaduan).toBe(4)
    expect(answersFromRow(skm, row, 'annex')).not.toHaveProperty('pengaduan')
  })

  test('has faces only where its labels run from bad to good', () => {
    const glyphs = Object.fromEntries(skm.elements.map(({ key, glyph }) => [key, glyph]))
    expect([glyphs.biaya, glyphs.pengaduan, glyphs.waktu]).toEqual(['coins', 'steps', 'face'])
  })
})

describe('an instrument is refused', () => {
  const [first, second, ...rest] = skm.elements
  test.each<[string, object, string]>([
    ['when its weights sum to 0.99', { weights: Array.from({ length: 9 }, () => 0.11) }, 'weights'],
    ['with a weight too few', { weights: [1] }, 'weights'],
    [
      'with one key twice',
      { elements: [first, { ...second, key: first?.key }, ...rest] },
      'elements',
    ],
    [
      'with one number twice',
      { elements: [first, { ...second, number: first?.number }, ...rest] },
      'elements',
    ],
    [
      'with three labels',
      { elements: [{ ...first, answers: ['a', 'b', 'c'] }, second] },
      'elements.0.answers',
    ],
    ['without English', { elements: [{ ...first, en: undefined }, second] }, 'elements.0.en'],
    [
      'with a sign that is none',
      { elements: [{ ...first, glyph: 'star' }, second] },
      'elements.0.glyph',
    ],
    ['without elements', { elements: [] }, 'elements'],
    ['with half a version', { version: 1.5 }, 'version'],
    ['with a name that is no key', { id: 'SKM 2017' }, 'id'],
  ])('%s', (_, fields, path) => expect(new Set(pathsOf(fields))).toEqual(new Set([path])))

  test('when it is not an object', () => expect(parseInstrument(null).ok).toBe(false))
})

test('unequal weights that sum to 1 are allowed', () => {
  expect(changed({ weights: [0.2, ...Array.from({ length: 8 }, () => 0.1)] }).ok).toBe(true)
})

test('every education and job that is offered maps to one of the official form', () => {
  expect(new Set(EDUCATIONS.map(officialEducation))).toEqual(new Set(OFFICIAL_EDUCATIONS))
  expect(new Set(JOBS.map(officialJob))).toEqual(new Set(OFFICIAL_JOBS))
  expect([
    officialEducation('tidak sekolah'),
    officialEducation('D3'),
    officialEducation('D4'),
  ]).toEqual(['SD', 'SMA', 'S1'])
})

test('every age falls in one band, and the bands are in order', () => {
  const bands = Array.from({ length: 120 }, (_, i) => AGE_BANDS.indexOf(ageBandOf(i + 1)))
  expect(bands).toEqual([...bands].sort((a, b) => a - b))
  expect([16, 17, 24, 25, 59, 60].map(ageBandOf)).toEqual([
    '0-16',
    '17-24',
    '17-24',
    '25-34',
    '45-59',
    '60+',
  ])
})

test('a planner reads results and sets nothing up', () => {
  expect([mayDo('planner', 'results.read'), mayDo('planner', 'setup.change')]).toEqual([
    true,
    false,
  ])
  expect(mayDo('admin', 'setup.change')).toBe(true)
})

test('an own question without English is asked in Indonesian words, label by label', () => {
  const labels = ['Lama', 'Cukup', 'Sebentar', 'Langsung'] as const
  const extra = {
    key: 'x-antre',
    kind: 'choice',
    unit: null,
    service: null,
    question: 'Berapa lama?',
    answers: labels,
  } as const
  const indonesian = { question: 'Berapa lama?', answers: labels }
  expect(extraWords(extra, 'en')).toEqual(indonesian)
  const part = { ...extra, en: { question: 'How long?', answers: ['Long', ' ', '', ''] as const } }
  expect(extraWords(part, 'id')).toEqual(indonesian)
  expect(extraWords(part, 'en')).toEqual({
    question: 'How long?',
    answers: ['Long', 'Cukup', 'Sebentar', 'Langsung'],
  })
})
