// From tallies to the results on the wire: a pure fold, with every number from core.
import { shownGrade } from '../core/grade.ts'
import type { Instrument } from '../core/instrument.ts'
import { dayAfter, type Period, periodBefore, periodOf } from '../core/period.ts'
import { AGE_BANDS, OFFICIAL_EDUCATIONS, OFFICIAL_JOBS, SEXES } from '../core/respondent.ts'
import {
  alphaOf,
  changeOfElement,
  changeOfIndex,
  elementIkm,
  elementMean,
  ikmOf,
  intervalOf,
  itemTotalOf,
  meanOfIndices,
} from '../core/score.ts'
import { MODES } from '../core/submission.ts'
import {
  completeCount,
  decodeTally,
  leastAnswered,
  scoreCounts,
  submissionCount,
  sumOfTallies,
  type Tally,
} from '../core/tally.ts'
import { serviceNamed, servicesCalled, upwardsFrom } from '../core/unit-tree.ts'
import type {
  ElementResult,
  ResultGroup,
  ResultGrouping,
  Results,
  Service,
  SurveyPeriod,
  Unit,
  WeightMode,
} from '../core/wire.ts'
import { type Instruments, versionNames } from './instruments.ts'
import { populationOf, type UsersOf, usersIn } from './population.ts'
import type { TallyAnswer, TallyPart, TallyQuestion } from './store/results.ts'

export interface ResultsQuery {
  unit: string | null
  service: string | null
  from: string | null
  to: string | null
  by: ResultGrouping | null
  weights: WeightMode
}

/** Groupings by what was said, and the order of their categories. */
const CATEGORIES = {
  mode: MODES,
  sex: SEXES,
  age: AGE_BANDS,
  education: OFFICIAL_EDUCATIONS,
  job: OFFICIAL_JOBS,
  disability: ['yes', 'no'],
} as const satisfies Partial<Record<ResultGrouping, readonly string[]>>

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
  const instrument = setup.instruments.current
  const counting = usersIn(query, setup)
  const fold = new Fold(instrument, query.weights, counting?.usersOf ?? null)
  const within = question.units && new Set(question.units)
  const all = read.all.map(decoded)
  const total = fold.sum(all)
  const before = question.before ? fold.sum(read.before.map(decoded)) : null
  return {
    from: query.from,
    to: query.to,
    weights: query.weights,
    ...fold.scored(total, before, fold.users(all, within)),
    alpha: alphaOf(total),
    itemTotal: Object.fromEntries(
      instrument.elements.map((element, i) => [element.key, itemTotalOf(total, i)]),
    ),
    meanOfUnits: fold.meanOfUnits(all),
    change: before ? fold.change(total, before, query) : null,
    levySigns: fold.levySigns(all, setup.units),
    steered: steeredOf(read.steered),
    simulatedCount: read.all.reduce((sum, part) => sum + Number(part.simulated), 0),
    simulated: read.simulated,
    extras: extraResults(read.extras, setup.instruments),
    population: populationOf(counting, all, within),
    groups:
      query.by === null
        ? []
        : fold.groups(question.grouped ? read.grouped.map(decoded) : all, query.by, setup.units),
  }
}

/** A part whose cells were read: once, however often it is summed. */
type Part = Omit<TallyPart, 'cells'> & { tally: Tally }

function decoded({ cells, ...part }: TallyPart): Part {
  return { ...part, tally: decodeTally(cells) }
}

/** Tallies of one instrument, folded under one weighting. */
class Fold {
  readonly instrument: Instrument
  readonly weights: WeightMode
  private readonly usersOf: UsersOf | null

  constructor(instrument: Instrument, weights: WeightMode, usersOf: UsersOf | null) {
    this.instrument = instrument
    this.weights = weights
    this.usersOf = usersOf
  }

  users(parts: readonly Part[], within: ReadonlySet<string> | null): number | null {
    return this.usersOf?.(parts, within) ?? null
  }

  sum(parts: readonly Part[]): Tally {
    return sumOfTallies(
      parts.map((part) => part.tally),
      this.instrument.elements.length,
    )
  }

  /** @param users N, where it is known */
  scored(tally: Tally, before: Tally | null, users: number | null): Omit<ResultGroup, 'key'> {
    const ikm = ikmOf(tally, this.instrument, this.weights)
    return {
      n: submissionCount(tally),
      complete: completeCount(tally),
      ikm,
      // An answer that left an element out says nothing of it: the weakest element decides.
      grade: shownGrade(ikm, leastAnswered(tally)),
      interval: intervalOf(tally, this.instrument, this.weights, users ?? undefined),
      elements: this.instrument.elements.map((_, i) => this.element(tally, before, i)),
    }
  }

  private element(tally: Tally, before: Tally | null, at: number): ElementResult {
    const counts = scoreCounts(tally, at)
    const n = counts[0] + counts[1] + counts[2] + counts[3]
    const ikm = elementIkm(tally, at)
    return {
      key: this.instrument.elements[at]?.key ?? '',
      n,
      nrr: elementMean(tally, at),
      ikm,
      grade: shownGrade(ikm, n),
      counts,
      change: before ? changeOfElement(tally, before, at) : null,
    }
  }

  change(
    now: Tally,
    before: Tally,
    { from, to }: Pick<ResultsQuery, 'from' | 'to'>,
  ): Results['change'] {
    const change = changeOfIndex(now, before, this.instrument, this.weights)
    const ikm = ikmOf(before, this.instrument, this.weights)
    if (!change || ikm === null || from === null || to === null) return null
    return { ...change, ...periodBefore({ from, to }), n: submissionCount(before), ikm }
  }

  meanOfUnits(parts: readonly Part[]): number | null {
    const byUnit = Map.groupBy(parts, (part) => part.unit)
    const indices = [...byUnit.values()]
      .map((of) => ikmOf(this.sum(of), this.instrument, this.weights))
      .filter((ikm) => ikm !== null)
    return indices.length < 2 ? null : meanOfIndices(indices)
  }

  levySigns(parts: readonly Part[], units: readonly Unit[]): Results['levySigns'] {
    const cost = this.instrument.elements.findIndex((element) => element.key === 'biaya')
    if (cost === -1) return []
    const byService = Map.groupBy(parts, (part) => `${part.unit}/${part.service}`)
    const place = placesOf('service', units)
    const signs = [...byService]
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .flatMap(([, of]) => {
        const [{ unit, service } = { unit: '', service: '' }] = of
        const found = serviceNamed(units, unit, service) ?? servicesCalled(units, service)[0]
        const free = found?.service.standard.biaya === 0 || found?.service.freeByLaw !== undefined
        if (!free) return []
        const [one, two, three, four] = scoreCounts(this.sum(of), cost)
        const count = one + two + three
        return [{ unit, service, count, n: count + four }]
      })
    return signs.sort((a, b) => b.count - a.count)
  }

  groups(parts: readonly Part[], by: ResultGrouping, units: readonly Unit[]): ResultGroup[] {
    const groups = Map.groupBy(parts, GROUP_KEY[by])
    const place = placesOf(by, units)
    return [...groups]
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([key, of]) => {
        // N is known of a unit and of a service; of a month, a channel or an age it is not.
        const users =
          by === 'unit' || by === 'service'
            ? this.users(of, new Set([key.split('/')[0] ?? '']))
            : null
        return { key: key === '' ? null : key, ...this.scored(this.sum(of), null, users) }
      })
  }
}

const value = (part: Part) => part.value

const GROUP_KEY: Record<ResultGrouping, (part: Part) => string> = {
  unit: (part) => part.unit,
  service: (part) => `${part.unit}/${part.service}`,
  month: (part) => part.period.slice(0, 7),
  day: (part) => part.period,
  channel: (part) => part.channel,
  mode: value,
  sex: value,
  age: value,
  education: value,
  job: value,
  disability: value,
}

/** Where a group stands: units and services as in the setup, categories as on the form, "not said" last. */
function placesOf(by: ResultGrouping, units: readonly Unit[]): (key: string) => number {
  const order =
    by === 'unit'
      ? units.map((unit) => unit.id)
      : by === 'service'
        ? units.flatMap((unit) => offeredBy(units, unit).map(({ id }) => `${unit.id}/${id}`))
        : isSlicing(by)
          ? CATEGORIES[by]
          : []
  const places = new Map<string, number>(order.map((key, i) => [key, i]))
  return (key) => places.get(key) ?? places.size
}

/** Every service that answers of a unit may name: its own, and those of the units above it. */
function offeredBy(units: readonly Unit[], unit: Unit): Service[] {
  const offered = upwardsFrom(units, unit.id).flatMap(({ services }) => services)
  return offered.filter(({ id }, i) => offered.findIndex((other) => other.id === id) === i)
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

function isSlicing(by: ResultGrouping): by is keyof typeof CATEGORIES {
  return Object.hasOwn(CATEGORIES, by)
}
