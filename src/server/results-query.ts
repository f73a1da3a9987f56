// Reads the query of /api/results; everything wrong in it is named at once.
import { isDay } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { servicesCalled, withinUnit } from '../core/unit-tree.ts'
import { RESULT_GROUPINGS, type Unit, WEIGHT_MODES } from '../core/wire.ts'
import { RequestProblem } from './problems.ts'
import type { ResultsQuery } from './results.ts'

const FIELDS = ['unit', 'service', 'from', 'to', 'by', 'weights'] as const

/** Throws `query.invalid`, `unit.unknown` or `service.unknown`, with the field as path. */
export function readResultsQuery(input: unknown, units: readonly Unit[]): ResultsQuery {
  const problems: Problem[] = []
  const wrong = (path: string, detail: string) => {
    problems.push({ code: 'query.invalid', path, detail })
  }
  // Fastify's parser gives an object whose values are texts, or lists of them where a key came twice.
  const given = Object.entries(input ?? {})
  const texts = new Map<string, string>()
  for (const [key, value] of given) {
    if (!FIELDS.some((field) => field === key)) wrong(key.slice(0, 80), FIELDS.join(', '))
    else if (typeof value !== 'string') wrong(key, 'once')
    else if (value !== '') texts.set(key, value)
  }
  const day = (key: string) => {
    const text = texts.get(key) ?? null
    if (text !== null && !isDay(text)) wrong(key, 'YYYY-MM-DD')
    return text
  }
  const oneOf = <T extends string>(key: string, allowed: readonly T[]): T | null => {
    const text = texts.get(key)
    const found = allowed.find((choice) => choice === text) ?? null
    if (text !== undefined && found === null) wrong(key, allowed.join(', '))
    return found
  }
  const from = day('from')
  const to = day('to')
  if (from !== null && to !== null && from > to) wrong('to', `from ${from}`)
  const by = oneOf('by', RESULT_GROUPINGS)
  const weights = oneOf('weights', WEIGHT_MODES) ?? 'exact'
  const place = placeOf(texts, units)
  const [first, ...others] = [...problems, ...place.problems]
  if (first) throw new RequestProblem([first, ...others])
  return { unit: place.unit, service: place.service, from, to, by, weights }
}

function placeOf(texts: ReadonlyMap<string, string>, units: readonly Unit[]) {
  const problems: Problem[] = []
  const unit = texts.get('unit') ?? null
  const service = texts.get('service') ?? null
  const within = unit === null ? null : withinUnit(units, unit)
  if (within?.size === 0) problems.push({ code: 'unit.unknown', path: 'unit' })
  // Also one that is elsewhere: a unit that was moved keeps the answers that it had.
  if (problems.length === 0 && service !== null && servicesCalled(units, service).length === 0)
    problems.push({ code: 'service.unknown', path: 'service' })
  return { unit, service, problems }
}
