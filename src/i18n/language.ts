// Languages of the app and how each writes numbers and dates.

export const LANGUAGES = ['id', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const LOCALE: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/** A number with a fixed count of decimals: `84,37` in Indonesian, `84.37` in English. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(LOCALE[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)
}

/** Rupiah without cents: `Rp 50.000`. */
export function formatRupiah(value: number, language: Language): string {
  return `Rp ${formatNumber(value, language)}`
}

/** A day `YYYY-MM-DD` in words: `24 November 2026`. */
export function formatDay(day: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }
  return new Intl.DateTimeFormat(LOCALE[language], options).format(Date.parse(`${day}T00:00:00Z`))
}

/** A month `YYYY-MM`: `Nov 2026`. */
export function formatMonth(month: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(LOCALE[language], options).format(
    Date.parse(`${month}-01T00:00:00Z`),
  )
}

/** A day `YYYY-MM-DD` on a narrow axis: `24 Nov`. */
export function formatShortDay(day: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(LOCALE[language], options).format(Date.parse(`${day}T00:00:00Z`))
}

/** The time of day of a moment on this clock: `10.42`. */
export function formatTime(timeMs: number, language: Language): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  return new Intl.DateTimeFormat(LOCALE[language], options).format(timeMs)
}

/** Date and time of a moment on this clock: `24/11/2026 10.42`. */
export function formatMoment(timeMs: number, language: Language): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' }
  return new Intl.DateTimeFormat(LOCALE[language], options).format(timeMs)
}

/** Words of one part of the app in every language: a missing translation does not compile. */
export type Words<W> = Record<Language, W>
