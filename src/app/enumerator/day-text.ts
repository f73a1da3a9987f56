// A day without its year where that is this year's: `28 November`.
import { formatDay, type Language } from '../../i18n/language.ts'

/** @param now device clock, ms since epoch */
export function dayText(day: string, language: Language, now = Date.now()): string {
  const year = String(new Date(now).getFullYear())
  const text = formatDay(day, language)
  return day.startsWith(year) ? text.replace(` ${year}`, '') : text
}
