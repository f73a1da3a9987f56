// From tallies to the results on the wire: what is read for a question, and what becomes of it.
import { instrumentName } from '../core/instrument.ts'
import { dayAfter, type Period, periodBefore, periodOf } from '../core/period.ts'
import { alphaOf, itemTotalOf } from '../core/score.ts'
import { decodeTally, scoreCounts, submissionCount, sumOfTallies } from '../core/tally.ts'
import type { ResultGrouping, Results, SurveyPeriod, Unit, WeightMode } from '../core/wire.ts'
import { type Instruments, versionNames } from './instruments.ts'
import { populationOf, usersIn } from './population.ts'
import { decoded, Fold, isSlicing } from './results-fold.ts'
import type { TallyAnswer, TallyPart, TallyQuestion } from './store/results.ts'

export interface ResultsQuery {
  unit: string | null
  service: string | null
  from: string | null
  to: string | null
  by: ResultGrouping | null
  weights: WeightMode
}

/**
 * What has to be read for a query.
 * @param about.units that it is about; `null` = all
 * @param about.days first and last day with an answer
 */
export function questionOf(
  query: ResultsQuery,
  about: {
    units: string[] | null
    instruments: Instruments
    days: { first: string; last: string } | null
  },
): TallyQuestion {
  const { from, to, service } = query
  const { units, instruments, days } = about
  return {
    instruments: versionNames(instruments),
    units,
    service,
    period: periodAsked(query, days),
    before: from !== null && to !== null ? periodAsked(periodBefore({ from, to }), days) : null,
    grouped: groupedBy(query.by),
    extras: extrasAsked(instruments).length > 0,
  }
}

function groupedBy(by: ResultGrouping | null): TallyQuestion['grouped'] {
  if (by === null) return null
  if (by === 'day') return { slice: 'all', daily: true }
  return isSlicing(by) ? { slice: by, daily: false } : null
}

/** The results of a query from what was read for it. */
export function resultsOf(
  query: ResultsQuery,
  question: TallyQuestion,
  read: TallyAnswer,
  setup: {
    instruments: Instruments
    units: readonly Unit[]
    periods: readonly SurveyPeriod[]
  },
): Results {
  const { instruments } = setup
  const { weights } = query
  const counting = usersIn(query, setup)
  const fold = new Fold(read.all, { instruments, weights, usersOf: counting?.usersOf ?? null })
  const within = question.units && new Set(question.units)
  const all = read.all.map(decoded)
  const total = fold.sum(all)
  const before = question.before ? fold.sum(read.before.map(decoded)) : null
  return {
    from: query.from,
    to: query.to,
    weights,
    instrument: instrumentName(fold.instrument),
    ...fold.scored(total, before, fold.users(all, within)),
    alpha: alphaOf(total),
    itemTotal: Object.fromEntries(
      fold.instrument.elements.map((element, i) => [element.key, itemTotalOf(total, i)]),
    ),
    meanOfUnits: fold.meanOfUnits(all),
    change: before
      ? fold.change(total, { tally: before, fold: fold.of(read.before) }, query)
      : null,
    levySigns: fold.levySigns(all, setup.units),
    steered: steeredOf(read.steered),
    simulatedCount: read.all.reduce((sum, part) => sum + Number(part.simulated), 0),
    simulated: read.simulated,
    extras: extraResults(read.extras, instruments),
    population: populationOf(counting, all, within),
    groups:
      query.by === null
        ? []
        : fold.groups(question.grouped ? read.grouped.map(decoded) : all, query.by, setup.units),
  }
}

/** Keys of the survey's own questions that are counted, in every version: the current ones first. */
function extrasAsked({ all, current }: Instruments): string[] {
  const versions = [current, ...all.filter((one) => one.id === current.id && one !== current)]
  const counted = versions.flatMap(({ extras = [] }) =>
    extras.filter(({ kind }) => kind !== 'text'),
  )
  return [...new Set(counted.map(({ key }) => key))]
}

function extraResults(parts: readonly TallyPart[], instruments: Instruments): Results['extras'] {
  const byKey = Map.groupBy(parts, (part) => part.value)
  return extrasAsked(instruments).flatMap((key) => {
    const of = byKey.get(key)
    if (!of) return []
    const tally = sumOfTallies(
      of.map(({ cells }) => decodeTally(cells)),
      1,
    )
    return [{ key, n: submissionCount(tally), counts: scoreCounts(tally, 0) }]
  })
}

function steeredOf(parts: readonly TallyPart[]): Results['steered'] {
  let n = 0
  let yes = 0
  for (const part of parts) {
    if (part.value === '') continue
    const count = submissionCount(decodeTally(part.cells))
    n += count
    if (part.value === 'yes') yes += count
  }
  return { n, yes }
}

/** The period asked for, cut to the months that have answers: the cover of ten centuries would be long. */
function periodAsked(
  query: Pick<ResultsQuery, 'from' | 'to'>,
  days: { first: string; last: string } | null,
): Period | null {
  const { from, to } = query
  if (from === null && to === null) return null
  const first = days ? periodOf(days.first, 'month').from : (from ?? to ?? '')
  const last = days ? periodOf(days.last, 'month').to : (to ?? from ?? '')
  const cut = { from: latest(from ?? first, first), to: earliest(to ?? last, last) }
  // Nothing lies in it: one day outside the answers reads as nothing, too.
  return cut.from <= cut.to ? cut : { from: dayAfter(first, -1), to: dayAfter(first, -1) }
}

const latest = (a: string, b: string) => (a > b ? a : b)
const earliest = (a: string, b: string) => (a < b ? a : b)
