// What is looked at, kept in the address: unit, service, period and weights. A link shows another planner the same.
import { WEIGHT_MODES, type WeightMode } from '../../core/wire.ts'
import { type PeriodChoice, parsePeriod, periodText } from './period-choice.ts'

export interface Filter {
  /** `null` = all units. */
  unit: string | null
  /** Only with a unit; `null` = all its services. */
  service: string | null
  /** `null` = the address names none: the first one that has answers is shown. */
  period: PeriodChoice | null
  weights: WeightMode
}

/** A filter whose period is settled. */
export interface SettledFilter extends Filter {
  period: PeriodChoice
}

/** Reads the query of the address. What cannot be read is left out: an old link still opens. */
export function parseFilter(query: string): Filter {
  const params = new URLSearchParams(query)
  const unit = params.get('unit') || null
  const period = params.get('period')
  return {
    unit,
    service: unit === null ? null : params.get('service') || null,
    period: period === null ? null : parsePeriod(period),
    weights: WEIGHT_MODES.find((mode) => mode === params.get('weights')) ?? 'exact',
  }
}

/** The query of the address, with the `?`; empty when nothing is chosen. */
export function filterQuery(filter: Filter): string {
  const params = new URLSearchParams()
  if (filter.unit !== null) params.set('unit', filter.unit)
  if (filter.unit !== null && filter.service !== null) params.set('service', filter.service)
  if (filter.period) params.set('period', periodText(filter.period))
  if (filter.weights !== 'exact') params.set('weights', filter.weights)
  const query = params.toString()
  return query === '' ? '' : `?${query}`
}

/** Another unit: its services are others, so none is chosen. */
export function withUnit<F extends Filter>(filter: F, unit: string | null): F {
  return { ...filter, unit, service: null }
}

/** Where to go after signing in: a path of our own, else the dashboard. `//evil.example` is not ours. */
export function nextPath(query: string): string {
  const next = new URLSearchParams(query).get('next') ?? ''
  return /^\/(?![/\\])[\w\-/?=&.%:+~]*$/.test(next) ? next : '/dasbor'
}
