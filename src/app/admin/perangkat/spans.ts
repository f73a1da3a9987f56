// Spans of time as people say them: `3 jam lalu`, `2 hari`.
import type { AdminSurveyWords } from '../../../i18n/admin-survey.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long ago, roughly; a moment that a clock puts into the future is now. */
export function agoText(spanMs: number, words: AdminSurveyWords['devices']): string {
  if (spanMs < MINUTE_MS) return words.now
  if (spanMs < HOUR_MS) return words.minutesAgo(Math.floor(spanMs / MINUTE_MS))
  if (spanMs < DAY_MS) return words.hoursAgo(Math.floor(spanMs / HOUR_MS))
  return words.daysAgo(Math.floor(spanMs / DAY_MS))
}

/** How long, in the largest unit that fits. */
function spanText(spanMs: number, words: AdminSurveyWords['devices']['detail']): string {
  const span = Math.abs(spanMs)
  if (span < MINUTE_MS) return words.seconds(Math.round(span / SECOND_MS))
  if (span < HOUR_MS) return words.minutes(Math.round(span / MINUTE_MS))
  if (span < DAY_MS) return words.hours(Math.round(span / HOUR_MS))
  return words.days(Math.round(span / DAY_MS))
}

/** Time left as on a clock: `14:05`. */
export function clockText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / SECOND_MS)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Two seconds are what the network takes. */
const RIGHT_MS = 2 * SECOND_MS

/** @param offsetMs server clock less device clock: positive = the device is behind */
export function offsetText(offsetMs: number, words: AdminSurveyWords['devices']['detail']): string {
  if (Math.abs(offsetMs) <= RIGHT_MS) return words.clockRight
  const span = spanText(offsetMs, words)
  return offsetMs > 0 ? words.clockBehind(span) : words.clockAhead(span)
}
