// Reads tallies for what a planner asks: never a row of an answer.
import type { Kysely } from 'kysely'
import { coverOf, type Period } from '../../core/period.ts'
import { inSnapshot } from './dialect.ts'
import type { Grain, Slice, Tables, TallyRow } from './schema.ts'
import { isSimulated } from './settings.ts'
import { WHOLE } from './slices.ts'

export type TallyPart = Pick<
  TallyRow,
  'period' | 'unit' | 'service' | 'channel' | 'instrument' | 'value' | 'cells' | 'simulated'
>

export interface TallyQuestion {
  /** Names of every version of one instrument: their tallies add up. */
  instruments: string[]
  /** `null` = all of the regency. */
  units: string[] | null
  service: string | null
  /** First and last day; `null` = all there is. */
  period: Period | null
  /** The period that it is compared with. */
  before: Period | null
  /** What the groups are made of where it is not `all` by unit, service, channel or month. */
  grouped: { slice: Slice; daily: boolean } | null
  /** Whether the survey's own questions are asked for. */
  extras: boolean
}

export interface TallyAnswer {
  /** By unit, service, channel and month or day. */
  all: TallyPart[]
  before: TallyPart[]
  steered: TallyPart[]
  grouped: TallyPart[]
  extras: TallyPart[]
  simulated: boolean
}

/** Reads all that one answer needs over one state of the database, so that its parts add up. */
export async function readTallies(
  db: Kysely<Tables>,
  question: TallyQuestion,
): Promise<TallyAnswer> {
  const { period, before, grouped } = question
  // Nothing but the whole regency is asked of these: it has tallies of its own.
  const whole = question.units === null && question.service === null
  return inSnapshot(db, async (trx) => {
    const read = (which: Omit<Which, 'grain' | 'range'>) => partsOf(trx, question, which)
    const detail = { whole: false, daily: false }
    return {
      all: await read({ slice: 'all', period, ...detail }),
      before: before ? await read({ slice: 'all', period: before, whole, daily: false }) : [],
      steered: await read({ slice: 'steered', period, whole, daily: false }),
      grouped: grouped ? await read({ period, whole, ...grouped }) : [],
      extras: question.extras ? await read({ slice: 'extra', period, whole, daily: false }) : [],
      simulated: await isSimulated(trx),
    }
  })
}

interface Which {
  slice: Slice
  period: Period | null
  /** From the tallies of the whole regency. */
  whole: boolean
  /** Day by day also where whole months would do. */
  daily: boolean
  grain: Grain
  /** First and last month or day. */
  range: readonly [string, string] | null
}

/** First and last day with an answer; `null` when there is none. */
export async function daysWithAnswers(
  db: Kysely<Tables>,
  units: string[] | null,
): Promise<{ first: string; last: string } | null> {
  let tallies = db.selectFrom('tallies')
  if (units) tallies = tallies.where('unit', 'in', keysOrNone(units))
  const row = await tallies
    .select((e) => [e.fn.min('period').as('first'), e.fn.max('period').as('last')])
    .where('grain', '=', 'd')
    .where('slice', '=', 'all')
    .executeTakeFirstOrThrow()
  // The types of min and max leave out that nothing has neither.
  const { first, last } = row as { first: string | null; last: string | null }
  return first === null || last === null ? null : { first, last }
}

async function partsOf(
  trx: Kysely<Tables>,
  question: TallyQuestion,
  which: Omit<Which, 'grain' | 'range'>,
): Promise<TallyPart[]> {
  const grain: Grain = which.daily ? 'd' : 'm'
  if (!which.period) return readParts(trx, question, { ...which, grain, range: null })
  if (which.daily) {
    const { from, to } = which.period
    return readParts(trx, question, { ...which, grain, range: [from, to] })
  }
  const { months, days } = coverOf(which.period)
  const parts = rangesOf(months).map((range) => ({ grain: 'm' as const, range }))
  const ends = rangesOf(days).map((range) => ({ grain: 'd' as const, range }))
  const found: TallyPart[] = []
  for (const part of [...parts, ...ends])
    for (const row of await readParts(trx, question, { ...which, ...part })) found.push(row)
  return found
}

async function readParts(
  trx: Kysely<Tables>,
  question: TallyQuestion,
  which: Which,
): Promise<TallyPart[]> {
  let query = trx
    .selectFrom('tallies')
    .select(['period', 'unit', 'service', 'channel', 'instrument', 'value', 'cells', 'simulated'])
    .where('grain', '=', which.grain)
    .where('slice', '=', which.slice)
  if (which.range)
    query = query.where('period', '>=', which.range[0]).where('period', '<=', which.range[1])
  query = which.whole ? query.where('unit', '=', WHOLE.unit) : query.where('unit', '<>', WHOLE.unit)
  if (question.units) query = query.where('unit', 'in', keysOrNone(question.units))
  if (question.service !== null) query = query.where('service', '=', question.service)
  return query.where('instrument', 'in', question.instruments).execute()
}

/** No unit has this id; the empty one is that of the whole regency. */
const NOBODYS = ' '

/** Ids as a statement can hold them: PostgreSQL takes no empty list. */
function keysOrNone(units: readonly string[]): string[] {
  return units.length > 0 ? [...units] : [NOBODYS]
}

/** Months and days of a cover as ranges without a gap: months are one, days one at each end. */
function rangesOf(periods: readonly string[]): [string, string][] {
  const ranges: [string, string][] = []
  for (const period of periods) {
    const range = ranges.at(-1)
    if (range && follows(range[1], period)) range[1] = period
    else ranges.push([period, period])
  }
  return ranges
}

/** Months never have a gap in a cover; days have one where the months lie. */
function follows(before: string, period: string): boolean {
  if (period.length === 'YYYY-MM'.length) return true
  return Date.parse(period) - Date.parse(before) <= 86_400_000
}
