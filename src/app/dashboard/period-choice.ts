// The period that a planner looks at: how it stands in the address, what is before and after it, which one is first shown.
import {
  dayAfter,
  daysIn,
  isDay,
  kindOf,
  PERIOD_KINDS,
  type Period,
  type PeriodKind,
  periodBefore,
  periodOf,
} from '../../core/period.ts'
import type { SurveyPeriod } from '../../core/wire.ts'

/** `survey` = a survey period of the regency, `dates` = two days of one's own choice. */
export type ChoiceKind = 'survey' | PeriodKind | 'dates'
export const CHOICE_KINDS: readonly ChoiceKind[] = ['survey', ...PERIOD_KINDS, 'dates']

export interface PeriodChoice extends Period {
  kind: ChoiceKind
  /** Of a survey period. */
  name?: string
}

/** Months of a quarter and of a semester. */
const MONTHS = { quarter: 3, semester: 6 } as const

/** Reads `2026-Q3`, `2026-S1`, `2026-09`, `2026` or `2026-07-01..2026-08-15`; `null` for anything else. */
export function parsePeriod(text: string): PeriodChoice | null {
  const dates = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text)
  if (dates) {
    const [, from, to] = dates
    return isDay(from) && isDay(to) && from <= to ? { kind: 'dates', from, to } : null
  }
  const part = /^(\d{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!part) return null
  const [, year = '', quarter, semester, month] = part
  const firstOf = (first: number) => `${year}-${String(first).padStart(2, '0')}-01`
  const start = (kind: PeriodKind, first: number) =>
    isDay(firstOf(first)) ? choiceOf(firstOf(first), kind) : null
  if (quarter) return start('quarter', (Number(quarter) - 1) * MONTHS.quarter + 1)
  if (semester) return start('semester', (Number(semester) - 1) * MONTHS.semester + 1)
  if (month) return start('month', Number(month))
  return start('year', 1)
}

/** The period as it stands in the address; the reverse of `parsePeriod`. */
export function periodText(choice: PeriodChoice): string {
  const year = choice.from.slice(0, 4)
  switch (choice.kind) {
    case 'month':
      return choice.from.slice(0, 7)
    case 'quarter':
      return `${year}-Q${partOfYear(choice.from, MONTHS.quarter)}`
    case 'semester':
      return `${year}-S${partOfYear(choice.from, MONTHS.semester)}`
    case 'year':
      return year
    case 'survey':
    case 'dates':
      return `${choice.from}..${choice.to}`
  }
}

/** Which quarter (3 months) or semester (6 months) of its year a day lies in, from 1. */
export function partOfYear(day: string, months: 3 | 6): number {
  return Math.floor((Number(day.slice(5, 7)) - 1) / months) + 1
}

/** The period of a kind that a day lies in, as a choice. */
function choiceOf(day: string, kind: PeriodKind): PeriodChoice {
  return { kind, ...periodOf(day, kind) }
}

/** The choice before; it is the one that the results compare with. */
export function choiceBefore(choice: PeriodChoice): PeriodChoice {
  return { kind: steppedKind(choice), ...periodBefore(choice) }
}

/** The choice after: of the same kind, or as many days where two dates make no kind. */
export function choiceAfter(choice: PeriodChoice): PeriodChoice {
  const from = dayAfter(choice.to, 1)
  const kind = kindOf(choice)
  if (kind) return { kind: steppedKind(choice), ...periodOf(from, kind) }
  return { kind: steppedKind(choice), from, to: dayAfter(from, daysIn(choice) - 1) }
}

/** Beside a survey period lies what its days make: there need not be another one. */
function steppedKind({ kind, from, to }: PeriodChoice): ChoiceKind {
  return kind === 'survey' ? (kindOf({ from, to }) ?? 'dates') : kind
}

/** The survey periods as choices, newest first. */
export function surveyChoices(periods: readonly SurveyPeriod[]): PeriodChoice[] {
  return periods
    .map(({ name, from, to }): PeriodChoice => ({ kind: 'survey', name, from, to }))
    .sort((a, b) => b.from.localeCompare(a.from))
}

/** Two days that are those of a survey period, as that period: in an address both are written the same. */
export function namedChoice(choice: PeriodChoice, periods: readonly SurveyPeriod[]): PeriodChoice {
  if (choice.kind !== 'dates') return choice
  const same = surveyChoices(periods).find(
    ({ from, to }) => from === choice.from && to === choice.to,
  )
  return same ?? choice
}

/**
 * The same time seen as another kind of period: the one that holds its end, or its last day with an answer when that is earlier.
 * @param lastDay last day with an answer, `null` when there is none
 */
export function choiceAs(
  choice: PeriodChoice,
  kind: PeriodKind | 'dates',
  lastDay: string | null,
): PeriodChoice {
  if (kind === 'dates') return { kind, from: choice.from, to: choice.to }
  const within = lastDay !== null && lastDay >= choice.from && lastDay <= choice.to
  return choiceOf(within ? lastDay : choice.to, kind)
}

/**
 * What is shown first: the survey period that is open today, else the quarter of the last answer, full or running.
 * @param days first and last day with an answer
 * @param today an answer later than today came from a wrong clock and does not lead
 */
export function firstChoice(
  days: { first: string; last: string } | null,
  today: string,
  periods: readonly SurveyPeriod[],
): PeriodChoice {
  const running = periods.filter(
    ({ state, from, to }) => state === 'open' && from <= today && today <= to,
  )
  const [survey] = surveyChoices(running)
  if (survey) return survey
  return choiceOf(days && days.last < today ? days.last : today, 'quarter')
}

/** Every period of a kind from the first answer until today, newest first. */
export function choicesOfKind(kind: PeriodKind, first: string, today: string): PeriodChoice[] {
  const choices: PeriodChoice[] = []
  for (let choice = choiceOf(today, kind); choice.to >= first; choice = choiceBefore(choice))
    choices.push(choice)
  return choices
}

/**
 * The nearest period with answers, for one that has none: the one before it, else the first after it.
 * @param months `YYYY-MM`, those with answers
 * @returns of the same kind (two dates that make no kind: a month); `null` when no month has any
 */
export function nearestWithAnswers(
  choice: PeriodChoice,
  months: readonly string[],
): PeriodChoice | null {
  const kind =
    choice.kind === 'dates' || choice.kind === 'survey' ? (kindOf(choice) ?? 'month') : choice.kind
  const days = months.map((month) => `${month}-01`).sort()
  const before = days.filter((day) => day < choice.from)
  const day = before[before.length - 1] ?? days[0]
  return day === undefined ? null : choiceOf(day, kind)
}

/** The twelve whole months that end with a period, and never after today: what the trend is drawn over. */
export function trendPeriod(choice: Period, today: string): Period {
  const end = periodOf(choice.to < today || choice.from > today ? choice.to : today, 'month')
  let first = end
  for (let month = 1; month < 12; month++) first = periodBefore(first)
  return { from: first.from, to: end.to }
}
