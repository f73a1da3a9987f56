// Which numbers of each series have come, which have not, and since when: what to look for, and on which device.
import type { Kysely } from 'kysely'
import type { SeriesRecord } from '../../core/wire-field.ts'
import { inSnapshot } from './dialect.ts'
import type { SeriesRow, Tables } from './schema.ts'
import { allSeries, numbersOf, type SeriesName, seriesKey } from './series.ts'

/** Numbers one after the other that have come, with when the first and the last of them came. */
interface Run {
  from: number
  to: number
  firstAt: number
  lastAt: number
}

/** More runs than that tell nobody more; a hostile device can make millions. */
const MOST_RUNS = 1000

/** Every series of a device, the first to come first. */
export async function seriesOf(db: Kysely<Tables>, device: string): Promise<SeriesRecord[]> {
  const rows = await db.selectFrom('series').selectAll().where('device', '=', device).execute()
  const found: { record: SeriesRecord; begun: number; said: number }[] = []
  for (const row of rows) {
    const record = recordOf(row, await runsOrWhole(db, row))
    const { said_at } = row
    found.push({ record, begun: record.firstAt ?? said_at ?? 0, said: said_at ?? Infinity })
  }
  // One of which nothing came was left when the next one began.
  return found.sort((a, b) => a.begun - b.begun || a.said - b.said).map(({ record }) => record)
}

/** The same of every device, each from its rows as they are. */
export async function everySeries(
  db: Kysely<Tables>,
): Promise<{ device: string; record: SeriesRecord }[]> {
  const found: { device: string; record: SeriesRecord }[] = []
  for (const name of await allSeries(db)) {
    const record = await inSnapshot(db, async (trx) => {
      const row = await trx
        .selectFrom('series')
        .selectAll()
        .where('key', '=', seriesKey(name))
        .executeTakeFirst()
      return recordOf(
        row ?? { ...name, said: 0, waiting: 0, said_at: null },
        await runsOf(trx, name),
      )
    })
    found.push({ device: name.device, record })
  }
  return found
}

/**
 * Numbers that devices have given and that have not come, also those that wait on them, and of how many devices; nothing
 * simulated. From the counts alone: a dashboard asks it every minute.
 * @param units `null` = of all
 */
export async function missingIn(
  db: Kysely<Tables>,
  units: readonly string[] | null,
): Promise<{ numbers: number; devices: number }> {
  if (units?.length === 0) return { numbers: 0, devices: 0 }
  let query = db
    .selectFrom('series')
    .innerJoin('devices', 'devices.id', 'series.device')
    .select(['series.device', 'received', 'highest', 'said'])
    .where('devices.simulated', '=', 0)
    .where((e) => e.or([e('highest', '>', e.ref('received')), e('said', '>', e.ref('received'))]))
  if (units) query = query.where('devices.unit', 'in', [...units])
  const rows = await query.execute()
  const numbers = rows.reduce((sum, row) => sum + Math.max(row.highest, row.said) - row.received, 0)
  return {
    numbers: Math.min(numbers, Number.MAX_SAFE_INTEGER),
    devices: new Set(rows.map(({ device }) => device)).size,
  }
}

/** Numbers that were given, neither came nor wait, as the counts of a series say. */
export function missingOf({ received, highest, said, waiting }: SeriesRow): number {
  return Math.max(0, Math.max(highest, said) - received - waiting)
}

type Said = SeriesName & Pick<SeriesRow, 'said' | 'waiting' | 'said_at'>

function recordOf({ series, said, waiting, said_at }: Said, runs: readonly Run[]): SeriesRecord {
  const shown = runs.slice(0, MOST_RUNS)
  const last = runs.at(-1)?.to ?? 0
  const missing = gapsBetween(runs).slice(0, MOST_RUNS)
  const more = runs.length > MOST_RUNS
  // Of the last numbers only those are named that cannot wait: nobody here knows which.
  if (said > last && waiting === 0 && !more)
    missing.push({ from: last + 1, to: said, since: said_at ?? 0 })
  const come = runs.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return {
    series,
    has: shown.map(({ from, to }) => ({ from, to })),
    missing,
    waiting: Math.max(0, Math.min(waiting, Math.max(last, said) - come)),
    firstAt: runs.length > 0 ? Math.min(...runs.map(({ firstAt }) => firstAt)) : null,
    lastAt: runs.length > 0 ? Math.max(...runs.map(({ lastAt }) => lastAt)) : null,
    ...(more ? { more } : {}),
  }
}

/** A gap is there since the first number above it came. */
function gapsBetween(runs: readonly Run[]): SeriesRecord['missing'] {
  const gaps: SeriesRecord['missing'] = []
  let since = Number.POSITIVE_INFINITY
  for (const [i, run] of [...runs.entries()].reverse()) {
    since = Math.min(since, run.firstAt)
    const from = (runs[i - 1]?.to ?? 0) + 1
    if (from < run.from) gaps.push({ from, to: run.from - 1, since })
  }
  return gaps.reverse()
}

/** A series without a gap is one run, and none but its first and last row need be read. */
async function runsOrWhole(db: Kysely<Tables>, row: SeriesRow): Promise<Run[]> {
  if (row.received === 0) return []
  if (row.received < row.highest) return runsOf(db, row)
  const ends = await db
    .selectFrom(numbersOf(db, row).as('numbers'))
    .select('received_at')
    .where('sequence', 'in', [1, row.highest])
    .orderBy('received_at')
    .execute()
  const [firstAt = 0, lastAt = firstAt] = [ends[0]?.received_at, ends.at(-1)?.received_at]
  return [{ from: 1, to: row.highest, firstAt, lastAt }]
}

/** In the order of the numbers: those of one run have the same distance to their rank. */
async function runsOf(db: Kysely<Tables>, name: SeriesName): Promise<Run[]> {
  return db
    .selectFrom((from) =>
      from
        .selectFrom(numbersOf(db, name).as('numbers'))
        .select((e) => [
          'sequence',
          'received_at',
          e(
            'sequence',
            '-',
            e.fn.agg<number>('dense_rank').over((over) => over.orderBy('sequence')),
          ).as('run'),
        ])
        .as('ranked'),
    )
    .select((e) => [
      e.fn.min('sequence').as('from'),
      e.fn.max('sequence').as('to'),
      e.fn.min('received_at').as('firstAt'),
      e.fn.max('received_at').as('lastAt'),
    ])
    .groupBy('run')
    .orderBy('from')
    .limit(MOST_RUNS + 1)
    .execute()
}
