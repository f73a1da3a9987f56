// Builders: each shows only what a test is about; the rest is a plain, valid default.
import { readFileSync } from 'node:fs'
import { answersFromRow, type Instrument, parseInstrument } from '../src/core/instrument.ts'
import type { Submission } from '../src/core/submission.ts'

/** The official questionnaire, read as the server reads it. */
export const skm: Instrument = (() => {
  const file = new URL('../src/core/instruments/skm-2017@1.json', import.meta.url)
  const parsed = parseInstrument(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
})()

/** A published result of `golden/published-ikm.json`; the kind says which fields it has. */
export interface PublishedResult {
  id: string
  kind: 'nrr' | 'responses' | 'total'
  order: 'main' | 'annex'
  respondents: number
  nrr: number[]
  responses: number[][]
  elements: number
  score_sum: number
  ikm: number
  ikm_exact: number
  ikm_printed: number
  grade: 'A' | 'B' | 'C' | 'D'
}

export const publishedResults: PublishedResult[] = JSON.parse(
  readFileSync(new URL('golden/published-ikm.json', import.meta.url), 'utf8'),
).results

/** The 49 real answers of Sekadau, as answers by element key. */
export function sekadauAnswers(): Submission['answers'][] {
  const rows = publishedResults.find(({ id }) => id === 'sekadau-2019-1-first-49')?.responses ?? []
  // The file holds scores 1 to 4 only; a golden test reads every one of them through the parser.
  return rows.map((row) => answersFromRow(skm, row, 'annex') as Submission['answers'])
}

/** A UUIDv7-shaped id from a number: the same number, the same id. */
export function anId(n: number): string {
  return `0199a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** The same score on every element. */
export function allScores(score: 1 | 2 | 3 | 4): Submission['answers'] {
  return Object.fromEntries(skm.elements.map(({ key }) => [key, score]))
}

const NOON_24_NOVEMBER = Date.UTC(2026, 10, 24, 5)

/** A kiosk answer of the demonstration regency, finished at noon of 24 November 2026 in WIB. */
export function aSubmission(fields: Partial<Submission> = {}): Submission {
  return {
    id: anId(1),
    sequence: 1,
    instrument: 'skm-2017@1',
    unit: 'disdukcapil',
    service: 'ktp-el',
    channel: 'kiosk',
    mode: 'self',
    answers: allScores(3),
    respondent: {},
    startedAt: NOON_24_NOVEMBER - 50_000,
    finishedAt: NOON_24_NOVEMBER,
    durationMs: 50_000,
    app: 'test',
    ...fields,
  }
}
