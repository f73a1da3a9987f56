// Days and moments as people say them: `28 November`, `10.42`, `Kemarin 15.20`.
import { dayAfter, localTimeOf } from '../../core/period.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { formatDay, formatShortDay, formatTime, type Language } from '../../i18n/language.ts'
import { language } from '../state.ts'

/** A day without its year where that is this year's. @param now device clock, ms since epoch */
export function dayText(day: string, of: Language, now = Date.now()): string {
  const year = String(new Date(now).getFullYear())
  const text = formatDay(day, of)
  return day.startsWith(year) ? text.replace(` ${year}`, '') : text
}

/** @param today `YYYY-MM-DD` in the time zone: what is of another day says so */
export function momentText(ms: number, timezone: string, today: string): string {
  const { day } = localTimeOf(ms, timezone)
  const time = formatTime(ms, language.value)
  if (day === today) return time
  const { yesterday } = ENUMERATOR_WORDS[language.value].list
  const when = day === dayAfter(today, -1) ? yesterday : formatShortDay(day, language.value)
  return `${when} ${time}`
}
