// Makes the tallies again from the rows, and compares the two. Works beside a running server, a day at a time.
import type { Kysely } from 'kysely'
import {
  decodeTally,
  emptyTally,
  mergeTallies,
  sameTally,
  submissionCount,
} from '../../core/tally.ts'
import { giveWay, inSnapshot, inTransaction, takeTurn } from './dialect.ts'
import type { Grain, Tables, TallyRow } from './schema.ts'
import { keyOf } from './slices.ts'
import { daysStored, rowsOfDay } from './submissions.ts'
import { addToTallies, type Deltas, gather, type KnownInstrument } from './tallies.ts'

/** A tally that is not what its rows say. */
export interface Difference {
  key: string
  /** Submissions by the rows, and by the stored tally. */
  rows: number
  tally: number
}

/**
 * Replaces every tally by what the rows say, one day or month in a transaction: answers that come meanwhile are
 * added to both, and count once.
 * @returns how many tallies there are now
 */
export async function rebuildTallies(
  db: Kysely<Tables>,
  instrumentNamed: KnownInstrument,
): Promise<number> {
  let count = 0
  const days = await daysStored(db)
  for (const day of days)
    count += await replace(db, 'd', day, (trx) => tallyRows(trx, day, instrumentNamed))
  // Months are the sums of their days, which are right by now and stay so.
  for (const month of await monthsStored(db, days))
    count += await replace(db, 'm', month, (trx) => sumOfDays(trx, month))
  return count
}

/** Compares every stored tally with its rows, each day and month over one state of the database. */
export async function verifyTallies(
  db: Kysely<Tables>,
  instrumentNamed: KnownInstrument,
): Promise<Difference[]> {
  const found: Difference[] = []
  const days = await daysStored(db)
  for (const day of days)
    found.push(
      ...(await inSnapshot(db, async (trx) =>
        differences(await tallyRows(trx, day, instrumentNamed), await storedTallies(trx, 'd', day)),
      )),
    )
  for (const month of await monthsStored(db, days))
    found.push(
      ...(await inSnapshot(db, async (trx) =>
        differences(await sumOfDays(trx, month), await storedTallies(trx, 'm', month)),
      )),
    )
  return found
}

async function replace(
  db: Kysely<Tables>,
  grain: Grain,
  period: string,
  make: (trx: Kysely<Tables>) => Promise<Deltas>,
): Promise<number> {
  await giveWay()
  return inTransaction(db, async (trx) => {
    // Answers on their way then wait with their tallies, and are neither seen here nor left out there.
    await takeTurn(trx, 'tallies')
    const deltas = await make(trx)
    await trx
      .deleteFrom('tallies')
      .where('grain', '=', grain)
      .where('period', '=', period)
      .execute()
    await addToTallies(trx, deltas)
    return deltas.size
  })
}

async function tallyRows(
  trx: Kysely<Tables>,
  day: string,
  instrumentNamed: KnownInstrument,
): Promise<Deltas> {
  const deltas: Deltas = new Map()
  for await (const rows of rowsOfDay(trx, day)) gather(deltas, rows, instrumentNamed, ['d'])
  return deltas
}

async function sumOfDays(trx: Kysely<Tables>, month: string): Promise<Deltas> {
  const deltas: Deltas = new Map()
  for (const row of await storedTallies(trx, 'd', month)) {
    const { unit, service, channel, instrument, slice, value } = row
    const grain = 'm' as const
    const name = { grain, period: month, unit, service, channel, instrument, slice, value }
    const tally = tallyIn(row)
    // Only `verify` meets such a day, and has named it: its month then differs, too.
    if (!tally) continue
    const key = keyOf(name)
    const before = deltas.get(key)
    deltas.set(key, {
      name,
      tally: before ? mergeTallies(before.tally, tally) : tally,
      simulated: row.simulated + (before?.simulated ?? 0),
    })
  }
  return deltas
}

function differences(expected: Deltas, stored: readonly TallyRow[]): Difference[] {
  const found: Difference[] = []
  const left = new Map(stored.map((row) => [row.key, row]))
  for (const [key, { tally, simulated }] of expected) {
    const row = left.get(key)
    left.delete(key)
    const there = row ? tallyIn(row) : emptyTally(tally.elements)
    if (there && sameTally(there, tally) && row?.simulated === simulated) continue
    found.push({ key, rows: submissionCount(tally), tally: there ? submissionCount(there) : 0 })
  }
  // Tallies of which there is not one row.
  for (const [key, row] of left) {
    const there = tallyIn(row)
    found.push({ key, rows: 0, tally: there ? submissionCount(there) : 0 })
  }
  return found
}

/** `null` for bytes that are no tally. */
function tallyIn(row: TallyRow) {
  try {
    return decodeTally(row.cells)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The tallies of a day, or of all days of a month. */
async function storedTallies(
  trx: Kysely<Tables>,
  grain: Grain,
  period: string,
): Promise<TallyRow[]> {
  return (
    trx
      .selectFrom('tallies')
      .selectAll()
      .where('grain', '=', grain)
      .where('period', '>=', period)
      // `~` sorts after every digit and dash: whatever begins with the period.
      .where('period', '<=', `${period}~`)
      .execute()
  )
}

async function monthsStored(db: Kysely<Tables>, days: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('tallies')
    .select('period')
    .distinct()
    .where('grain', '=', 'm')
    .execute()
  const months = new Set([...days.map((day) => day.slice(0, 7)), ...rows.map((r) => r.period)])
  return [...months].sort()
}
