// A fold over tallies: one figure and its groups under one weighting, with every number from core.
import { shownGrade } from '../core/grade.ts'
import type { Instrument } from '../core/instrument.ts'
import { periodBefore } from '../core/period.ts'
import { AGE_BANDS, OFFICIAL_EDUCATIONS, OFFICIAL_JOBS, SEXES } from '../core/respondent.ts'
import {
  changeOfElement,
  changeOfIndex,
  elementIkm,
  elementMean,
  ikmOf,
  intervalOf,
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
  Unit,
  WeightMode,
} from '../core/wire.ts'
import { type Instruments, latestOf } from './instruments.ts'
import type { UsersOf } from './population.ts'
import type { TallyPart } from './store/results.ts'

/** Groupings by what was said, and the order of their categories. */
const CATEGORIES = {
  mode: MODES,
  sex: SEXES,
  age: AGE_BANDS,
  education: OFFICIAL_EDUCATIONS,
  job: OFFICIAL_JOBS,
  disability: ['yes', 'no'],
} as const satisfies Partial<Record<ResultGrouping, readonly string[]>>

/** A part whose cells were read: once, however often it is summed. */
export type Part = Omit<TallyPart, 'cells'> & { tally: Tally }

export function decoded({ cells, ...part }: TallyPart): Part {
  return { ...part, tally: decodeTally(cells) }
}

/** Tallies of every version of one instrument, folded under the weights of one of them. */
export class Fold {
  readonly instrument: Instrument
  readonly instruments: Instruments
  readonly weights: WeightMode
  readonly usersOf: UsersOf | null

  /**
   * @param parts whose latest version weighs: what was published after it does not change their index
   */
  constructor(
    parts: readonly Pick<Part, 'instrument'>[],
    given: { instruments: Instruments; weights: WeightMode; usersOf: UsersOf | null },
  ) {
    this.instrument = latestOf(parts, given.instruments)
    this.instruments = given.instruments
    this.weights = given.weights
    this.usersOf = given.usersOf
  }

  /** The same for other answers, under the weights of their own latest version. */
  of(parts: readonly Pick<Part, 'instrument'>[]): Fold {
    return new Fold(parts, this)
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

  /** @param before its tally under its own weights */
  change(
    now: Tally,
    before: { tally: Tally; fold: Fold },
    { from, to }: { from: string | null; to: string | null },
  ): Results['change'] {
    const { tally, fold } = before
    const change = changeOfIndex(now, tally, this.instrument, this.weights, fold.instrument)
    const ikm = ikmOf(tally, fold.instrument, this.weights)
    if (!change || ikm === null || from === null || to === null) return null
    return { ...change, ...periodBefore({ from, to }), n: submissionCount(tally), ikm }
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
        // Units and groups of one period are compared, and so weighed alike; each month stands for itself.
        const fold = by === 'month' || by === 'day' ? this.of(of) : this
        return { key: key === '' ? null : key, ...fold.scored(fold.sum(of), null, users) }
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

export function isSlicing(by: ResultGrouping): by is keyof typeof CATEGORIES {
  return Object.hasOwn(CATEGORIES, by)
}
