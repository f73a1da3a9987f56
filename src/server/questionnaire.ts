// A draft of the next version: what of the questionnaire may change, and what stays as it was asked.
import { isDeepStrictEqual } from 'node:util'
import {
  type ExtraQuestion,
  type Instrument,
  instrumentName,
  type PrintedOrder,
  parseInstrument,
} from '../core/instrument.ts'
import type { Parsed, Problem } from '../core/problem.ts'
import { serviceNamed } from '../core/unit-tree.ts'
import type { Unit } from '../core/wire.ts'
import type { Instruments } from './instruments.ts'

/**
 * Reads a draft. Its elements are those of the version asked now, or results could not be added up; weights, printed
 * order, own questions and the words on a cost that a law makes free may change.
 * @returns the draft under the next version; own questions that ask something new under a key that is new
 */
export function draftFrom(
  input: unknown,
  { instruments, units }: { instruments: Instruments; units: readonly Unit[] },
): Parsed<Instrument> {
  const read = parseInstrument(input)
  if (!read.ok) return read
  const { current } = instruments
  const given = read.value
  const problems: Problem[] = []
  const kept = `as in ${instrumentName(current)}`
  if (given.id !== current.id)
    problems.push({ code: 'instrument.invalid', path: 'id', detail: kept })
  if (!isDeepStrictEqual(given.elements, current.elements))
    problems.push({ code: 'instrument.invalid', path: 'elements', detail: kept })
  for (const [i, { unit, service }] of (given.extras ?? []).entries()) {
    if (unit === null) continue
    if (!units.some(({ id }) => id === unit))
      problems.push({ code: 'unit.unknown', path: `extras.${i}.unit` })
    else if (service !== null && !serviceNamed(units, unit, service))
      problems.push({ code: 'service.unknown', path: `extras.${i}.service` })
  }
  if (problems.length > 0) return { ok: false, problems }
  const { id, basis, elements, version } = current
  const { printedOrder, freeCost } = given
  const weights = given.weights && unequal(given.weights)
  const extras = withOwnKeys((given.extras ?? []).map(plain), versionsOf(instruments))
  return {
    ok: true,
    value: {
      id,
      version: version + 1,
      basis,
      elements,
      ...(weights ? { weights } : {}),
      ...(printedOrder ? { printedOrder } : {}),
      ...(extras.length > 0 ? { extras } : {}),
      ...(freeCost ? { freeCost } : {}),
    },
  }
}

/**
 * True where a version would ask and weigh nothing otherwise than another.
 * @param order printed where an instrument names none
 */
export function isSameVersion(a: Instrument, b: Instrument, order: PrintedOrder): boolean {
  const content = ({ version: _, printedOrder = order, ...rest }: Instrument) => {
    return { ...rest, printedOrder }
  }
  return isDeepStrictEqual(content(a), content(b))
}

/** Equal weights are exactly 1/k each, which no decimals say. */
function unequal(weights: readonly number[]): readonly number[] | null {
  return weights.every((weight) => weight === weights[0]) ? null : weights
}

function versionsOf({ all, current }: Instruments): Instrument[] {
  return all.filter(({ id }) => id === current.id)
}

/** Answers are counted by key: a question that was asked otherwise before gets a key that nothing has had. */
function withOwnKeys(
  extras: readonly ExtraQuestion[],
  versions: readonly Instrument[],
): ExtraQuestion[] {
  const asked = versions.flatMap((version) => version.extras ?? [])
  const taken = new Set([...asked, ...extras].map(({ key }) => key))
  return extras.map((extra) => {
    const before = asked.filter(({ key }) => key === extra.key)
    if (before.every((one) => isSameQuestion(one, extra))) return extra
    const key = freeKey(extra.key, taken)
    taken.add(key)
    return { ...extra, key }
  })
}

/** Leaves room for a number within the characters of a key. */
const STEM_CHARACTERS = 36

function freeKey(key: string, taken: ReadonlySet<string>): string {
  const stem = key.slice(0, STEM_CHARACTERS)
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}

function isSameQuestion(a: ExtraQuestion, b: ExtraQuestion): boolean {
  return a.kind === b.kind && a.question === b.question && isDeepStrictEqual(a.answers, b.answers)
}

/** Nothing but what a question is made of. */
function plain(extra: ExtraQuestion): ExtraQuestion {
  const { key, kind, unit, service, question, answers, en } = extra
  const labels = (of: ExtraQuestion['answers']) => (kind === 'choice' && of ? { answers: of } : {})
  const english = {
    ...(en?.question?.trim() ? { question: en.question } : {}),
    ...(en?.answers?.some((text) => text.trim() !== '') ? labels(en.answers) : {}),
  }
  return {
    key,
    kind,
    unit,
    service,
    question,
    ...labels(answers),
    ...(Object.keys(english).length > 0 ? { en: english } : {}),
  }
}
