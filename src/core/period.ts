// Days and periods of a regency: pure calendar arithmetic on `YYYY-MM-DD`, in the regency's time zone.

export const PERIOD_KINDS = ['month', 'quarter', 'semester', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** First and last day, both counted, `YYYY-MM-DD`. */
export interface Period {
  from: string
  to: string
}

const MONTHS_OF: Record<PeriodKind, number> = { month: 1, quarter: 3, semester: 6, year: 12 }
const DAY_MS = 86_400_000
const QUARTERS_OF_HOUR = 4
const QUARTER_HOUR_MS = 900_000

/** True for a day that exists, `YYYY-MM-DD`, from 1970 to 9999. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '1970')
    return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && dayFromUtc(time) === value
}

/** The day and hour that a clock in the time zone shows. @param timeMs ms since epoch @param timezone IANA name */
export function localTimeOf(timeMs: number, timezone: string): { day: string; hour: number } {
  const parts = formatterOf(timezone).formatToParts(timeMs)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    day: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
  }
}

/** The moment at which a day begins in the time zone, ms since epoch. @param timezone IANA name */
export function startOfDay(day: string, timezone: string): number {
  const middle = Date.parse(`${day}T00:00:00Z`)
  // Every zone keeps a whole number of quarters of an hour from UTC, and none more than fourteen hours.
  let [before, from] = [-15 * QUARTERS_OF_HOUR, 15 * QUARTERS_OF_HOUR]
  while (from - before > 1) {
    const at = Math.floor((before + from) / 2)
    if (localTimeOf(middle + at * QUARTER_HOUR_MS, timezone).day >= day) from = at
    else before = at
  }
  return middle + from * QUARTER_HOUR_MS
}

/** The period of a kind that a day lies in. */
export function periodOf(day: string, kind: PeriodKind): Period {
  const months = MONTHS_OF[kind]
  const month = Number(day.slice(5, 7)) - 1
  return monthsFrom(Number(day.slice(0, 4)), month - (month % months), months)
}

/** What kind of period two days make, or `null` when they make none of the four. */
export function kindOf(period: Period): PeriodKind | null {
  const same = (kind: PeriodKind) => {
    const whole = periodOf(period.from, kind)
    return whole.from === period.from && whole.to === period.to
  }
  return PERIOD_KINDS.find(same) ?? null
}

/** A short name that tells what two days make, as in `2026`, `2026-s2`, `2026-q4`, `2026-11` or `2026-11-03`. */
export function periodName(period: Period): string {
  const kind = kindOf(period)
  const year = period.from.slice(0, 4)
  const month = Number(period.from.slice(5, 7))
  if (kind === 'year') return year
  if (kind === 'semester') return `${year}-s${month < 7 ? 1 : 2}`
  if (kind === 'quarter') return `${year}-q${Math.ceil(month / 3)}`
  return kind === 'month' ? period.from.slice(0, 7) : period.from
}

/** The period before: of the same kind, or as many days where the two days make none of the four kinds. */
export function periodBefore(period: Period): Period {
  const kind = kindOf(period)
  const to = dayAfter(period.from, -1)
  if (kind) return periodOf(to, kind)
  return { from: dayAfter(period.from, -daysIn(period)), to }
}

/** The day `days` later, or earlier when negative. */
export function dayAfter(day: string, days: number): string {
  return dayFromUtc(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
}

export function daysIn(period: Period): number {
  return (
    Math.round(
      (Date.parse(`${period.to}T00:00:00Z`) - Date.parse(`${period.from}T00:00:00Z`)) / DAY_MS,
    ) + 1
  )
}

/**
 * The fewest month and day keys that cover a period exactly: whole months, and the single days left over at the ends.
 * @returns months as `YYYY-MM`, days as `YYYY-MM-DD`
 */
export function coverOf(period: Period): { months: string[]; days: string[] } {
  const months: string[] = []
  const days: string[] = []
  for (let day = period.from; day <= period.to; ) {
    const month = periodOf(day, 'month')
    if (day === month.from && month.to <= period.to) {
      months.push(day.slice(0, 7))
      day = dayAfter(month.to, 1)
    } else {
      days.push(day)
      day = dayAfter(day, 1)
    }
  }
  return { months, days }
}

function monthsFrom(year: number, month: number, count: number): Period {
  return {
    from: dayFromUtc(Date.UTC(year, month, 1)),
    to: dayFromUtc(Date.UTC(year, month + count, 0)),
  }
}

function dayFromUtc(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}

// A formatter costs 50 times what its use costs.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(timezone, formatter)
  }
  return formatter
}
