// What the dashboard shows at one time: the catalogue, and the results of one filter from several questions.
import type { Catalogue, ResultGroup, ResultGrouping, Results } from '../../core/wire.ts'
import type { SettledFilter } from './filter.ts'
import { scopeNames } from './names.ts'
import { trendPeriod } from './period-choice.ts'
import type { NamedGroup } from './sorting.ts'

/** Everything but the summary, in the order it is asked for. */
export const PARTS = [
  'month',
  'day',
  'sex',
  'age',
  'education',
  'job',
  'disability',
  'channel',
  'mode',
] as const
export type Part = (typeof PARTS)[number]

/** One question to the server: the query of `GET /api/results`. */
export interface Question {
  unit?: string
  service?: string
  from: string
  to: string
  by?: ResultGrouping
  weights: SettledFilter['weights']
}

export interface View {
  filter: SettledFilter
  catalogue: Catalogue
  /** Totals of the filter. */
  main: Results
  /** By unit; by service where a unit is chosen, all its services even if one is chosen. */
  compare: Results
  /** `null` = failed; absent = not there yet. */
  parts: { [part in Part]?: Results | null }
  /** When the totals came, ms since epoch on this clock. */
  at: number
  /** The day in the regency's time zone when they came. */
  today: string
}

/** The question for the units, or for the services of the chosen unit. */
export function compareQuestion(filter: SettledFilter): Question {
  return {
    ...(filter.unit === null ? {} : { unit: filter.unit }),
    from: filter.period.from,
    to: filter.period.to,
    by: filter.unit === null ? 'unit' : 'service',
    weights: filter.weights,
  }
}

/** The question for the totals; `null` where the comparison gives the same totals. */
export function mainQuestion(filter: SettledFilter): Question | null {
  if (filter.service === null) return null
  const { by: _, ...question } = compareQuestion(filter)
  return { ...question, service: filter.service }
}

/** The question for one part; the trend looks back over twelve months. */
export function partQuestion(filter: SettledFilter, part: Part, today: string): Question {
  const { by: _, ...question } = mainQuestion(filter) ?? compareQuestion(filter)
  const period = part === 'month' ? trendPeriod(filter.period, today) : filter.period
  return { ...question, from: period.from, to: period.to, by: part }
}

/** Where a period has no answer: in which months the same unit and service have some. */
export function monthsQuestion(
  filter: SettledFilter,
  days: { first: string; last: string },
): Question {
  const { by: _, ...question } = mainQuestion(filter) ?? compareQuestion(filter)
  return { ...question, from: days.first, to: days.last, by: 'month' }
}

/** The rows of the comparison: every unit (or service of the unit) of the catalogue, also those without an answer. */
export function comparedRows(view: Pick<View, 'filter' | 'catalogue' | 'compare'>): NamedGroup[] {
  const { filter, catalogue, compare } = view
  const unit = catalogue.units.find(({ id }) => id === filter.unit)
  const named = unit
    ? unit.services.map((service) => ({ key: `${unit.id}/${service.id}`, name: service.name }))
    : catalogue.units.map(({ id, short }) => ({ key: id, name: short }))
  const known = new Set(named.map(({ key }) => key))
  // An answer may name a unit that the catalogue no longer has: it counts in the total, so it has its row.
  const others = compare.groups.flatMap(({ key }) =>
    key === null || known.has(key) ? [] : [{ key, name: nameOf(key, catalogue) }],
  )
  return [...named, ...others].map(({ key, name }) => ({
    key,
    name,
    group: compare.groups.find((group) => group.key === key) ?? emptyGroup(key),
  }))
}

/** Of a service of a unit that was moved, or that is below the chosen one: that of the service, and where. */
function nameOf(key: string, catalogue: Catalogue): string {
  const [unit = '', service] = key.split('/')
  if (service === undefined) return key
  const names = scopeNames({ unit, service }, catalogue)
  return `${names.service} (${names.unit})`
}

/** True where the filter names a unit or a service that the catalogue does not have. */
export function filterIsUnknown(filter: SettledFilter, catalogue: Catalogue): boolean {
  if (filter.unit === null) return false
  const unit = catalogue.units.find(({ id }) => id === filter.unit)
  if (!unit) return true
  return filter.service !== null && !unit.services.some(({ id }) => id === filter.service)
}

function emptyGroup(key: string): ResultGroup {
  return { key, n: 0, complete: 0, ikm: null, grade: null, interval: null, elements: [] }
}
