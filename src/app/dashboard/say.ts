// Words, numbers and dates of the dashboard in the language of the moment.
import { roundHalfUp } from '../../core/rounding.ts'
import { DASHBOARD_WORDS, type DashboardWords } from '../../i18n/dashboard.ts'
import {
  formatDay,
  formatMonth,
  formatNumber,
  formatShortDay,
  formatTime,
  type Language,
} from '../../i18n/language.ts'
import { language as languageNow } from '../state.ts'

export interface Say {
  language: Language
  w: DashboardWords
  /** Rounded half up, as the method rounds. */
  number(value: number, decimals?: number): string
  /** A share of 0 to 1, as `4,2%`. */
  share(value: number): string
  day(day: string): string
  shortDay(day: string): string
  month(month: string): string
  time(timeMs: number): string
}

/** Read it while rendering: the component is drawn again when the language changes. */
export function useSay(): Say {
  return sayIn(languageNow.value)
}

function sayIn(language: Language): Say {
  const number = (value: number, decimals = 0) =>
    formatNumber(roundHalfUp(value, decimals), language, decimals)
  return {
    language,
    w: DASHBOARD_WORDS[language],
    number,
    share: (value) => `${number(value * 100, 1)}%`,
    day: (day) => formatDay(day, language),
    shortDay: (day) => formatShortDay(day, language),
    month: (month) => formatMonth(month, language),
    time: (timeMs) => formatTime(timeMs, language),
  }
}
