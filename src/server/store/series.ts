// How many numbers of each series have come: kept with the rows, so that a list of devices reads no row.
import type { Kysely } from 'kysely'
import { giveWay, inSnapshot, inTransaction, takeTurn } from './dialect.ts'
import type { SeriesRow, SubmissionRow, Tables } from './schema.ts'
import { overKeys, overRows } from './statements.ts'

type Counted = Pick<SeriesRow, 'key' | 'device' | 'series' | 'received' | 'highest'>
/** An answer, or a copy kept as a conflict: that has come too, and its key is the `id` here. */
export type Numbered = Pick<SubmissionRow, 'id' | 'device' | 'series' | 'sequence'> &
  Partial<Pick<SubmissionRow, 'received_at' | 'finished_at'>>

export type SeriesName = Pick<SeriesRow, 'device' | 'series'>

/** A series of which the stored counts are not what its rows say: how many different numbers there are. */
export interface SeriesDifference {
  device: string
  /** Empty = of an app that named none. */
  name: string
  rows: number
  series: number
}

/** A series of which the device has said nothing. */
const UNSAID: SeriesRow = {
  key: '',
  device: '',
  series: '',
  received: 0,
  highest: 0,
  said: 0,
  waiting: 0,
  said_at: null,
}

/** Counts rows that were just stored; in the turn of the tallies, so that no other transaction counts them meanwhile. */
export async function addToSeries(trx: Kysely<Tables>, fresh: readonly Numbered[]): Promise<void> {
  if (fresh.length === 0) return
  const bySeries = Map.groupBy(fresh, seriesKey)
  const keys = [...bySeries.keys()].sort()
  const before = new Map((await seriesNamed(trx, keys)).map((row) => [row.key, row]))
  const rows: Counted[] = []
  for (const key of keys) {
    const of = bySeries.get(key) ?? []
    const { device = '', series = '' } = of[0] ?? {}
    const name = { device, series }
    const { received, highest } = before.get(key) ?? { received: 0, highest: 0 }
    const numbers = new Set(of.map((row) => row.sequence))
    const come = await countNew(trx, { name, of, numbers, highest })
    rows.push({
      key,
      ...name,
      received: received + come,
      highest: Math.max(highest, ...numbers),
    })
  }
  await upsertCounts(
    trx,
    rows.map((row) => ({ ...UNSAID, ...row })),
  )
  for (const { key, ...name } of rows)
    if (!before.has(key)) await begin(trx, name, bySeries.get(key))
}

/** What comes first of a series may also be of a storage that was taken over: when it was given tells. */
async function begin(
  trx: Kysely<Tables>,
  name: SeriesName,
  came: readonly Numbered[] = [],
): Promise<void> {
  const given = Math.max(0, ...came.map(({ finished_at = 0 }) => finished_at))
  const at = Math.max(0, ...came.map(({ received_at = 0 }) => received_at))
  await leaveOthers(trx, name, { given, at })
}

/**
 * A device numbers in one series: in every other that it spoke of before nothing waits any more, it comes or it is missing.
 * @param given when the device numbered in this one; `at` since when the others are left, server clock
 */
export async function leaveOthers(
  trx: Kysely<Tables>,
  { device, series }: SeriesName,
  { given, at }: { given: number; at: number },
): Promise<void> {
  await trx
    .updateTable('series')
    .set({ waiting: 0, said_at: at })
    .where('device', '=', device)
    .where('series', '<>', series)
    .where('waiting', '>', 0)
    .where('said_at', '<=', given)
    .execute()
}

/** Key of a series: `device/series`. */
export function seriesKey({ device, series }: SeriesName): string {
  return `${device}/${series}`
}

/** How many of the numbers had not come before. Mostly they follow the last one, and nothing need be read. */
async function countNew(
  trx: Kysely<Tables>,
  {
    name,
    of,
    numbers,
    highest,
  }: {
    name: SeriesName
    of: readonly Numbered[]
    numbers: ReadonlySet<number>
    highest: number
  },
): Promise<number> {
  const late = [...numbers].filter((number) => number <= highest)
  if (late.length === 0) return numbers.size
  const mine = new Set(of.map(({ id }) => id))
  const there = new Set<number>()
  for (let from = 0; from < late.length; from += NUMBERS_AT_ONCE) {
    const rows = await trx
      .selectFrom(numbersOf(trx, name).as('numbers'))
      .select(['id', 'sequence'])
      .where('sequence', 'in', late.slice(from, from + NUMBERS_AT_ONCE))
      .execute()
    for (const { id, sequence } of rows) if (!mine.has(id)) there.add(sequence)
  }
  return numbers.size - there.size
}

const NUMBERS_AT_ONCE = 500

/** Makes every series again from the rows, one at a time. @returns how many have numbers */
export async function rebuildSeries(db: Kysely<Tables>): Promise<number> {
  let count = 0
  for (const one of await allSeries(db)) {
    await giveWay()
    await inTransaction(db, async (trx) => {
      await takeTurn(trx, 'tallies')
      const row = await countedSeries(trx, one)
      await upsertCounts(trx, [{ ...UNSAID, ...row }])
      if (row.received > 0) count++
    })
  }
  return count
}

/** Compares every series with its rows. */
export async function verifySeries(db: Kysely<Tables>): Promise<SeriesDifference[]> {
  const found: SeriesDifference[] = []
  for (const one of await allSeries(db)) {
    const [counted, [stored]] = await inSnapshot(
      db,
      async (trx) =>
        [await countedSeries(trx, one), await seriesNamed(trx, [seriesKey(one)])] as const,
    )
    const received = stored?.received ?? 0
    if (counted.received !== received || counted.highest !== (stored?.highest ?? 0))
      found.push({
        device: one.device,
        name: one.series,
        rows: counted.received,
        series: received,
      })
  }
  return found
}

async function countedSeries(
  trx: Kysely<Tables>,
  { device, series }: SeriesName,
): Promise<Counted> {
  const row = await trx
    .selectFrom(numbersOf(trx, { device, series }).as('numbers'))
    .select((e) => [
      e.fn.count('sequence').distinct().as('received'),
      e.fn.max('sequence').as('highest'),
    ])
    .executeTakeFirstOrThrow()
  const [received, highest] = [Number(row.received), Number(row.highest ?? 0)]
  return { key: seriesKey({ device, series }), device, series, received, highest }
}

/** Everything that has come of a series. */
export function numbersOf(db: Kysely<Tables>, { device, series }: SeriesName) {
  return db
    .selectFrom('submissions')
    .select(['id', 'sequence', 'received_at'])
    .where('device', '=', device)
    .where('series', '=', series)
    .unionAll(
      db
        .selectFrom('conflicts')
        .select(['key as id', 'sequence', 'received_at'])
        .where('device', '=', device)
        .where('series', '=', series),
    )
}

/** Of every device, those that have rows or counts. */
export async function allSeries(db: Kysely<Tables>): Promise<SeriesName[]> {
  const rows = await db
    .selectFrom('submissions')
    .select(['device', 'series'])
    .union(db.selectFrom('conflicts').select(['device', 'series']))
    .union(db.selectFrom('series').select(['device', 'series']))
    .execute()
  return rows.sort((a, b) => (seriesKey(a) < seriesKey(b) ? -1 : 1))
}

const seriesNamed = overKeys<SeriesRow>((db, count) =>
  db.selectFrom('series').selectAll().where('key', 'in', Array<string>(count).fill('')),
)

/** What a device said of a series stays as it was. */
const upsertCounts = overRows<SeriesRow, never>(
  // The object has these keys and no other.
  Object.keys(UNSAID) as (keyof SeriesRow)[],
  (db, count) =>
    db
      .insertInto('series')
      .values(Array<SeriesRow>(count).fill(UNSAID))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((e) => ({
          received: e.ref('excluded.received'),
          highest: e.ref('excluded.highest'),
        })),
      )
      .$castTo<never>(),
)
