// Quarters and semesters to add with one tap: those that ran just before, run now, or come next.
import { dayAfter, type Period, periodOf } from '../../../core/period.ts'

export interface ReadyPeriod extends Period {
  kind: 'quarter' | 'semester'
  /** Roman, as reports write it: `IV`. */
  part: string
  year: string
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const
const MONTHS_OF = { quarter: 3, semester: 6 } as const

/** Those that are not there yet: of each kind the one before, the one of the day, and the next. @param today `YYYY-MM-DD` */
export function readyPeriods(today: string, taken: readonly Period[]): ReadyPeriod[] {
  return (['quarter', 'semester'] as const).flatMap((kind) => {
    const now = periodOf(today, kind)
    const around = [
      periodOf(dayAfter(now.from, -1), kind),
      now,
      periodOf(dayAfter(now.to, 1), kind),
    ]
    return around
      .filter(({ from, to }) => !taken.some((period) => period.from === from && period.to === to))
      .map((period) => ({
        ...period,
        kind,
        part: ROMAN[Math.floor((Number(period.from.slice(5, 7)) - 1) / MONTHS_OF[kind])] ?? '',
        year: period.from.slice(0, 4),
      }))
  })
}
