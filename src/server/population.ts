// Users (N) of the services that answers are about, where they are known for every one of them.
import { sampleSize } from '../core/sample.ts'
import { serviceNamed, servicesCalled } from '../core/unit-tree.ts'
import type { Results, SurveyPeriod, Unit } from '../core/wire.ts'

/** Where answers came from. */
export interface Origin {
  unit: string
  service: string
}

/** Users of the services of some answers, all within these units (`null` = the regency); `null` where it is not known. */
export type UsersOf = (
  origins: readonly Origin[],
  within: ReadonlySet<string> | null,
) => number | null

/**
 * How users are counted in a period; `null` where the days asked for are not exactly one: N is that of a whole period.
 */
export function usersIn(
  days: { from: string | null; to: string | null },
  setup: { units: readonly Unit[]; periods: readonly SurveyPeriod[] },
): { period: SurveyPeriod; usersOf: UsersOf } | null {
  const { units, periods } = setup
  const period = periods.find(({ from, to }) => from === days.from && to === days.to)
  if (!period) return null
  const offered = new Map<string, ReturnType<typeof serviceNamed>>()
  // Of a unit that was moved the service is elsewhere; where several have one of that id, nobody knows which.
  const only = (service: string) => {
    const [first, ...others] = servicesCalled(units, service)
    return others.length === 0 ? (first ?? null) : null
  }
  const offering = ({ unit, service }: Origin) => {
    const key = `${unit}/${service}`
    const found = offered.get(key) ?? serviceNamed(units, unit, service) ?? only(service)
    offered.set(key, found)
    return found
  }
  const usersOf: UsersOf = (origins, within) => {
    const users = new Map<string, number>()
    for (const origin of origins) {
      const found = offering(origin)
      const known = found?.service.users?.[period.id]
      // The users of a counter are not those of all the counters that offer the same.
      if (!found || known === undefined || (within && !within.has(found.unit.id))) return null
      users.set(`${found.unit.id}/${found.service.id}`, known)
    }
    return users.size === 0 ? null : [...users.values()].reduce((sum, each) => sum + each, 0)
  }
  return { period, usersOf }
}

export function populationOf(
  counting: ReturnType<typeof usersIn>,
  origins: readonly Origin[],
  within: ReadonlySet<string> | null,
): Results['population'] {
  const users = counting?.usersOf(origins, within) ?? null
  if (!counting || users === null) return null
  return { period: counting.period.id, users, sample: sampleSize(users) }
}
