// A questionnaire as data: its elements (unsur), their labels, weights and printed order.
import type { Parsed, Problem } from './problem.ts'

/** Key of a service element, as in `waktu`. Elements are stored by key: numbers 8 and 9 differ between two official tables. */
export type ElementKey = string

/** Component of the published service standard that belongs beside a question. */
export type StandardComponent =
  | 'persyaratan'
  | 'prosedur'
  | 'waktu'
  | 'biaya'
  | 'produk'
  | 'pengaduan'

/** Which official numbering is printed: `main` = the regulation's text, `annex` = its questionnaire and table. */
export type PrintedOrder = 'main' | 'annex'

/** Faces only where the labels run from bad to good; cost and complaint handling have signs of their own. */
export type Glyph = 'face' | 'coins' | 'steps'

/** Four labels, worst first: index 0 scores 1. */
export type AnswerLabels = readonly [string, string, string, string]

export interface ElementWords {
  name: string
  question: string
  answers: AnswerLabels
}

export interface ServiceElement extends ElementWords {
  key: ElementKey
  definition: string
  glyph: Glyph
  number: Record<PrintedOrder, number>
  standard: StandardComponent | null
  en: ElementWords
}

/** Never edited once answers exist under it: a change is a new version. */
export interface Instrument {
  id: string
  version: number
  basis: string
  elements: readonly ServiceElement[]
  /** Weight per element, in the order of `elements`; sums to 1. Absent = equal weights, exactly 1/k each. */
  weights?: readonly number[]
  /** Which official numbering is printed. Absent = as the regency has it. */
  printedOrder?: PrintedOrder
  /** The survey's own questions, asked after the elements; they do not count in the index. */
  extras?: readonly ExtraQuestion[]
  /** Asked in place of the words of `biaya` where a law makes the service free; answers stay under that key. */
  freeCost?: ElementWords & { en: ElementWords }
}

/** A question of the regency's own. */
export interface ExtraQuestion {
  /** As in `x-antrean`; never used again for another question. */
  key: string
  kind: 'choice' | 'yes-no' | 'text'
  /** Where it is asked: a unit and those below it, or one service of a unit; both `null` = everywhere. */
  unit: string | null
  service: string | null
  question: string
  /** Of a `choice`: worst first. */
  answers?: AnswerLabels
  /** A text that is empty or absent: the Indonesian one is shown. */
  en?: { question?: string; answers?: AnswerLabels }
}

/** A text answer has at most this many characters. */
export const EXTRA_TEXT_CHARACTERS = 500
/** More would tire the respondent. */
export const MOST_EXTRAS = 20

/** Name of an instrument with its version on the wire: `skm-2017@1`. */
export function instrumentName(instrument: Instrument): string {
  return `${instrument.id}@${instrument.version}`
}

/** The elements in the order a form or report prints them. */
export function elementsInOrder(instrument: Instrument, order: PrintedOrder): ServiceElement[] {
  return [...instrument.elements].sort((a, b) => a.number[order] - b.number[order])
}

/** The extra questions that are asked for a service. @param units the service's unit and those above it */
export function extrasFor(
  instrument: Instrument,
  units: readonly string[],
  service: string,
): ExtraQuestion[] {
  return (instrument.extras ?? []).filter(
    (extra) =>
      (extra.unit === null || units.includes(extra.unit)) &&
      (extra.service === null || extra.service === service),
  )
}

/** The words of an own question in a language; in English those that nobody has translated stay Indonesian. */
export function extraWords(
  { question, answers, en }: ExtraQuestion,
  language: 'id' | 'en',
): { question: string; answers?: AnswerLabels } {
  if (language === 'id') return { question, ...(answers ? { answers } : {}) }
  const [one, two, three, four] = en?.answers ?? []
  return {
    question: en?.question?.trim() || question,
    ...(answers
      ? {
          answers: [
            one?.trim() || answers[0],
            two?.trim() || answers[1],
            three?.trim() || answers[2],
            four?.trim() || answers[3],
          ],
        }
      : {}),
  }
}

/** The words of an element where it is asked: of the cost, for a service that a law makes free, those made for it. */
export function wordsAsked(
  instrument: Instrument,
  element: ServiceElement,
  freeByLaw: boolean,
): ElementWords & { en: ElementWords } {
  return freeByLaw && element.key === COST && instrument.freeCost ? instrument.freeCost : element
}

/**
 * Answers keyed by element, from a row of scores in a printed order (a published table, a spreadsheet).
 * @param scores one score per element, 1 to 4; `null` where the respondent skipped it
 */
export function answersFromRow(
  instrument: Instrument,
  scores: readonly (number | null)[],
  order: PrintedOrder,
): Record<ElementKey, number> {
  const answers: Record<ElementKey, number> = {}
  for (const [i, element] of elementsInOrder(instrument, order).entries()) {
    const score = scores[i]
    if (score !== null && score !== undefined) answers[element.key] = score
  }
  return answers
}

const WEIGHT_TOLERANCE = 1e-9
const GLYPHS: readonly unknown[] = ['face', 'coins', 'steps']
const COMPONENTS: readonly unknown[] = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'pengaduan',
  null,
]

/** Reads an instrument from JSON; every problem is `instrument.invalid` with the path and what is wrong. */
export function parseInstrument(input: unknown): Parsed<Instrument> {
  const problems: Problem[] = []
  const wrong = (path: string, detail: string) => {
    problems.push({ code: 'instrument.invalid', path, detail })
  }
  if (!isRecord(input))
    return { ok: false, problems: [{ code: 'instrument.invalid', detail: 'an object' }] }
  if (typeof input.id !== 'string' || !/^[a-z0-9-]{1,40}$/.test(input.id))
    wrong('id', 'a-z, 0-9, -')
  if (!isPositiveInteger(input.version)) wrong('version', 'a whole number from 1')
  if (typeof input.basis !== 'string') wrong('basis', 'a text')
  const elements = Array.isArray(input.elements) ? input.elements : []
  if (elements.length < 1 || elements.length > 30) wrong('elements', '1 to 30 elements')
  for (const [i, element] of elements.entries()) checkElement(element, `elements.${i}`, wrong)
  for (const order of ['main', 'annex'] as const) {
    const numbers = elements.map((e) =>
      isRecord(e) && isRecord(e.number) ? e.number[order] : null,
    )
    if (new Set(numbers).size !== numbers.length) wrong('elements', `each number of ${order} once`)
  }
  const keys = elements.map((e) => (isRecord(e) ? e.key : null))
  if (new Set(keys).size !== keys.length) wrong('elements', 'each key once')
  if (input.weights !== undefined) checkWeights(input.weights, elements.length, wrong)
  const { printedOrder, extras, freeCost } = input
  if (printedOrder !== undefined && printedOrder !== 'main' && printedOrder !== 'annex')
    wrong('printedOrder', 'main or annex')
  if (extras !== undefined) checkExtras(extras, keys, wrong)
  if (freeCost !== undefined) {
    checkWords(freeCost, 'freeCost', wrong)
    checkWords(isRecord(freeCost) ? freeCost.en : null, 'freeCost.en', wrong)
    if (!keys.includes(COST)) wrong('freeCost', `an element ${COST}`)
  }
  if (problems.length > 0) return { ok: false, problems }
  // Every field was checked above.
  return { ok: true, value: input as unknown as Instrument }
}

type Complain = (path: string, detail: string) => void

/** Key of the element on cost. */
const COST: ElementKey = 'biaya'

function checkExtras(extras: unknown, elementKeys: readonly unknown[], wrong: Complain): void {
  if (!Array.isArray(extras) || extras.length > MOST_EXTRAS)
    return wrong('extras', `a list of at most ${MOST_EXTRAS}`)
  for (const [i, extra] of extras.entries()) checkExtra(extra, `extras.${i}`, wrong)
  const keys = [...elementKeys, ...extras.map((extra) => (isRecord(extra) ? extra.key : null))]
  if (new Set(keys).size !== keys.length) wrong('extras', 'each key once')
}

function checkExtra(extra: unknown, path: string, wrong: Complain): void {
  if (!isRecord(extra)) return wrong(path, 'an object')
  const { key, kind, unit, service, en } = extra
  if (typeof key !== 'string' || !/^x-[a-z0-9-]{1,38}$/.test(key))
    wrong(`${path}.key`, 'x-, then a-z, 0-9, -')
  if (kind !== 'choice' && kind !== 'yes-no' && kind !== 'text')
    wrong(`${path}.kind`, 'choice, yes-no or text')
  if (unit !== null && typeof unit !== 'string') wrong(`${path}.unit`, 'a unit, or null')
  if (service !== null && (typeof service !== 'string' || unit === null))
    wrong(`${path}.service`, 'a service of the unit, or null')
  if (!isFilled(extra.question)) wrong(`${path}.question`, 'a text')
  else if (kind === 'choice' && !isFourLabels(extra.answers))
    wrong(`${path}.answers`, 'four labels')
  if (en !== undefined) checkEnglish(en, `${path}.en`, wrong)
}

/** None of it must be there. */
function checkEnglish(en: unknown, path: string, wrong: Complain): void {
  if (!isRecord(en)) return wrong(path, 'question and answers')
  const { question, answers } = en
  if (question !== undefined && !isShort(question)) wrong(`${path}.question`, 'a text')
  const four = Array.isArray(answers) && answers.length === 4 && answers.every(isShort)
  if (answers !== undefined && !four) wrong(`${path}.answers`, 'four labels')
}

function isFilled(value: unknown): boolean {
  return isShort(value) && String(value).trim() !== ''
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MOST_QUESTION_CHARACTERS
}

const MOST_QUESTION_CHARACTERS = 300

function isFourLabels(answers: unknown): boolean {
  return Array.isArray(answers) && answers.length === 4 && answers.every(isFilled)
}

function checkElement(element: unknown, path: string, wrong: Complain): void {
  if (!isRecord(element)) return wrong(path, 'an object')
  if (
    typeof element.key !== 'string' ||
    !/^[a-z][a-z0-9-]{0,39}$/.test(element.key) ||
    element.key === 'constructor'
  )
    wrong(`${path}.key`, 'a-z, 0-9, -')
  if (typeof element.definition !== 'string') wrong(`${path}.definition`, 'a text')
  if (!GLYPHS.includes(element.glyph)) wrong(`${path}.glyph`, 'face, coins or steps')
  if (!COMPONENTS.includes(element.standard))
    wrong(`${path}.standard`, 'a component of the standard, or null')
  if (
    !isRecord(element.number) ||
    !isPositiveInteger(element.number.main) ||
    !isPositiveInteger(element.number.annex)
  )
    wrong(`${path}.number`, 'main and annex')
  checkWords(element, path, wrong)
  checkWords(element.en, `${path}.en`, wrong)
}

function checkWords(words: unknown, path: string, wrong: Complain): void {
  if (!isRecord(words)) return wrong(path, 'name, question and answers')
  if (!isFilled(words.name)) wrong(`${path}.name`, 'a text')
  if (!isFilled(words.question)) wrong(`${path}.question`, 'a text')
  if (!isFourLabels(words.answers)) wrong(`${path}.answers`, 'four labels')
}

function checkWeights(weights: unknown, count: number, wrong: Complain): void {
  const good =
    Array.isArray(weights) &&
    weights.length === count &&
    weights.every((w) => typeof w === 'number' && w >= 0)
  if (!good) return wrong('weights', 'one for each element, from 0')
  const sum = weights.reduce((total: number, w: number) => total + w, 0)
  if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) wrong('weights', 'a sum of 1')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPositiveInteger(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0
}
