// Interviews by the day on which they were saved, the latest day first.
import { localTimeOf } from '../../core/period.ts'

export interface Day<Row> {
  /** `YYYY-MM-DD` in the regency's time zone. */
  day: string
  rows: Row[]
}

/** @param rows the latest first */
export function byDay<Row>(
  rows: readonly Row[],
  savedAt: (row: Row) => number,
  timezone: string,
): Day<Row>[] {
  const days: Day<Row>[] = []
  for (const row of rows) {
    const { day } = localTimeOf(savedAt(row), timezone)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}
