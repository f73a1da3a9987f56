// The vertical axis of the trend: cropped to what is drawn, in steps of five, within the scale of the index.
import type { ResultGroup } from '../../core/wire.ts'

const STEP = 5
const SCALE = { low: 25, high: 100 }
/** Points of 100 that are shown at least: a flat line must not look like a storm. */
const LEAST_SPAN = 10

/**
 * Rounded out to fives, at least ten points high, within 25 to 100.
 * @param groups months; those without an index do not count
 */
export function trendAxis(groups: readonly Pick<ResultGroup, 'ikm' | 'interval'>[]): {
  low: number
  high: number
} {
  const values = groups.flatMap(({ ikm, interval }) =>
    ikm === null ? [] : interval ? [interval.low, interval.high] : [ikm],
  )
  if (values.length === 0) return SCALE
  const low = Math.max(SCALE.low, Math.floor((Math.min(...values) - 1) / STEP) * STEP)
  const high = Math.min(SCALE.high, Math.ceil((Math.max(...values) + 1) / STEP) * STEP)
  if (high - low >= LEAST_SPAN) return { low, high }
  return low + LEAST_SPAN <= SCALE.high
    ? { low, high: low + LEAST_SPAN }
    : { low: SCALE.high - LEAST_SPAN, high: SCALE.high }
}

/** True where some of the scale is not drawn: it must be said. */
export function isCropped({ low, high }: { low: number; high: number }): boolean {
  return low > SCALE.low || high < SCALE.high
}

/** Every month from one day's to another's, `YYYY-MM`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let year = Number(from.slice(0, 4))
  let month = Number(from.slice(5, 7))
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    if (key > to.slice(0, 7)) return months
    months.push(key)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
}
