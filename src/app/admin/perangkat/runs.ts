// Numbers as people write them: `1–33, 46–50`; and what is missing, by the day since when.
import { localTimeOf } from '../../../core/period.ts'
import type { SeriesRecord } from '../../../core/wire-field.ts'
import { formatDay, formatNumber, type Language } from '../../../i18n/language.ts'

interface Run {
  from: number
  to: number
}

export function runsText(runs: readonly Run[], language: Language): string {
  const number = (value: number) => formatNumber(value, language)
  return runs
    .map(({ from, to }) => (from === to ? number(from) : `${number(from)}–${number(to)}`))
    .join(', ')
}

/** In the order of their numbers, those of one day together. */
export function gapsByDay(
  missing: SeriesRecord['missing'],
  language: Language,
): { day: string; gaps: Run[] }[] {
  const byDay = new Map<string, Run[]>()
  for (const { since, ...gap } of missing) {
    const day = dayText(since, language)
    byDay.set(day, [...(byDay.get(day) ?? []), gap])
  }
  return [...byDay].map(([day, gaps]) => ({ day, gaps }))
}

/** The day of a moment on this clock: `24 November 2026`. */
function dayText(timeMs: number, language: Language): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return formatDay(localTimeOf(timeMs, timeZone).day, language)
}
