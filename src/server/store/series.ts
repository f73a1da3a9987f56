// How many numbers of each device's sequence have come: kept with the rows, so that a list of devices reads no row.
import type { Kysely } from 'kysely'
import { giveWay, inSnapshot, inTransaction, takeTurn } from './dialect.ts'
import type { SubmissionRow, Tables } from './schema.ts'
import { overKeys, overRows } from './statements.ts'

type SeriesRow = Tables['device_series']
type Numbered = Pick<SubmissionRow, 'id' | 'device' | 'sequence'>

/** A device of which the stored series is not what its rows say: how many different numbers there are. */
export interface SeriesDifference {
  device: string
  rows: number
  series: number
}

/** Counts rows that were just stored; in the turn of the tallies, so that no other transaction counts them meanwhile. */
export async function addToSeries(trx: Kysely<Tables>, fresh: readonly Numbered[]): Promise<void> {
  if (fresh.length === 0) return
  const byDevice = Map.groupBy(fresh, (row) => row.device)
  const devices = [...byDevice.keys()].sort()
  const before = new Map((await seriesNamed(trx, devices)).map((row) => [row.device, row]))
  const rows: SeriesRow[] = []
  for (const device of devices) {
    const of = byDevice.get(device) ?? []
    const { received, highest } = before.get(device) ?? { received: 0, highest: 0 }
    const numbers = new Set(of.map((row) => row.sequence))
    const come = await countNew(trx, of, numbers, highest)
    rows.push({ device, received: received + come, highest: Math.max(highest, ...numbers) })
  }
  await upsertSeries(trx, rows)
}

/** How many of the numbers had not come before. Mostly they follow the last one, and nothing need be read. */
async function countNew(
  trx: Kysely<Tables>,
  of: readonly Numbered[],
  numbers: ReadonlySet<number>,
  highest: number,
): Promise<number> {
  const late = [...numbers].filter((number) => number <= highest)
  if (late.length === 0) return numbers.size
  const mine = new Set(of.map(({ id }) => id))
  const there = new Set<number>()
  for (let from = 0; from < late.length; from += NUMBERS_AT_ONCE) {
    const rows = await trx
      .selectFrom('submissions')
      .select(['id', 'sequence'])
      .where('device', '=', of[0]?.device ?? '')
      .where('sequence', 'in', late.slice(from, from + NUMBERS_AT_ONCE))
      .execute()
    for (const { id, sequence } of rows) if (!mine.has(id)) there.add(sequence)
  }
  return numbers.size - there.size
}

const NUMBERS_AT_ONCE = 500

/** Makes every series again from the rows, a device at a time. @returns how many there are now */
export async function rebuildSeries(db: Kysely<Tables>): Promise<number> {
  let count = 0
  for (const device of await devicesWithRows(db)) {
    await giveWay()
    await inTransaction(db, async (trx) => {
      await takeTurn(trx, 'tallies')
      const row = await countedSeries(trx, device)
      if (row.received > 0) await upsertSeries(trx, [row])
      else await trx.deleteFrom('device_series').where('device', '=', device).execute()
      if (row.received > 0) count++
    })
  }
  return count
}

/** Compares every series with its rows. */
export async function verifySeries(db: Kysely<Tables>): Promise<SeriesDifference[]> {
  const found: SeriesDifference[] = []
  for (const device of await devicesWithRows(db)) {
    const [counted, [stored]] = await inSnapshot(
      db,
      async (trx) => [await countedSeries(trx, device), await seriesNamed(trx, [device])] as const,
    )
    const same = counted.received === (stored?.received ?? 0)
    if (!same || counted.highest !== (stored?.highest ?? 0))
      found.push({ device, rows: counted.received, series: stored?.received ?? 0 })
  }
  return found
}

async function countedSeries(trx: Kysely<Tables>, device: string): Promise<SeriesRow> {
  const row = await trx
    .selectFrom('submissions')
    .select((e) => [
      e.fn.count('sequence').distinct().as('received'),
      e.fn.max('sequence').as('highest'),
    ])
    .where('device', '=', device)
    .executeTakeFirstOrThrow()
  return { device, received: Number(row.received), highest: Number(row.highest ?? 0) }
}

async function devicesWithRows(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('devices')
    .select('id as device')
    .union(db.selectFrom('device_series').select('device'))
    .execute()
  return rows.map(({ device }) => device).sort()
}

const seriesNamed = overKeys<SeriesRow>((db, count) =>
  db.selectFrom('device_series').selectAll().where('device', 'in', Array<string>(count).fill('')),
)

const upsertSeries = overRows<SeriesRow, never>(['device', 'received', 'highest'], (db, count) =>
  db
    .insertInto('device_series')
    .values(Array<SeriesRow>(count).fill({ device: '', received: 0, highest: 0 }))
    .onConflict((conflict) =>
      conflict.column('device').doUpdateSet((e) => ({
        received: e.ref('excluded.received'),
        highest: e.ref('excluded.highest'),
      })),
    )
    .$castTo<never>(),
)
