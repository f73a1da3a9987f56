// The months of the submissions on PostgreSQL. SQLite has one table, and nothing to do here.
import { type Kysely, sql } from 'kysely'
import { inTransaction, isLockTimeout, kindOf, takeTurn } from './dialect.ts'
import type { Tables } from './schema.ts'

// An id must be there once, whatever any clock says. A unique index of a partitioned table has to hold the column by
// which it is partitioned: with a time beside the id, the same id with another time would be another row. So the
// partitions are ranges of the id itself: a UUIDv7 begins with its ms since epoch, and a month is all the text between
// the first ids of two months. (A month of the id is the month of the device's clock at the first tap. It decides only
// where a row lies; the day that it counts for is a column.) What no month holds, of clocks that were never set, lies
// in a partition of its own that takes everything else.

/** Partitions are there this long before they are needed: every start and every day of a server makes the next ones. */
const MONTHS_AHEAD = 12
/** Devices were away for weeks, and an example is a year long. */
const MONTHS_BEFORE = 12
/** Whoever stores answers waits behind the locks of this: beside other work not for long. */
const SHORTLY_MS = 2_000
const PATIENTLY_MS = 60_000
const THE_REST = 'submissions_rest'
const MONTHS_OF_YEAR = 12

/** Makes the partition of everything else, with which the table begins. */
export async function createRestPartition(db: Kysely<unknown>): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  await sql`create table ${sql.table(THE_REST)} partition of submissions default`.execute(db)
}

/** Makes the partitions around the database's own clock that are not there. Does nothing on SQLite. */
export async function keepPartitionsAhead(db: Kysely<Tables>): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  const { rows } = await sql<{ month: number }>`select
    extract(year from now() at time zone 'UTC')::int * ${sql.lit(MONTHS_OF_YEAR)}
    + extract(month from now() at time zone 'UTC')::int - 1 as month`.execute(db)
  const month = rows[0]?.month ?? 0
  try {
    await makePartitions(db, month - MONTHS_BEFORE, month + MONTHS_AHEAD, SHORTLY_MS)
  } catch (error) {
    // A long read, a backup for one, holds the table. There is a year's time: the next start or day tries again.
    if (!isLockTimeout(error)) throw error
  }
}

/**
 * The same for times, ms since epoch: before many rows of them are written at once.
 * @throws the database's error where the table is held by others
 */
export async function makePartitionsFor(
  db: Kysely<Tables>,
  times: { first: number; last: number },
): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  await makePartitions(db, monthOf(times.first), monthOf(times.last), PATIENTLY_MS)
}

/** @param first, last months, both counted: 12 × year + month from 0 */
async function makePartitions(
  db: Kysely<Tables>,
  first: number,
  last: number,
  lockMs: number,
): Promise<void> {
  const there = await partitions(db)
  for (let month = first; month <= last; month++) {
    if (there.has(nameOf(month))) continue
    // A month in a transaction: what waits for its locks waits shortly.
    await inTransaction(db, async (trx) => {
      // Whichever process comes first makes it; the others find it.
      await takeTurn(trx, 'partitions')
      if ((await partitions(trx)).has(nameOf(month))) return
      await sql`set local lock_timeout = ${sql.lit(lockMs)}`.execute(trx)
      await makePartition(trx, month)
    })
  }
}

/** Rows of the month that lie in the rest (its partition was not made in time) move to it. */
async function makePartition(trx: Kysely<Tables>, month: number): Promise<void> {
  const name = sql.table(nameOf(month))
  const rest = sql.table(THE_REST)
  const [from, to] = [firstIdOf(month), firstIdOf(month + 1)].map((id) => sql.lit(id))
  // Who writes waits here, before it is decided where its row goes: routed to the rest before, it would be refused after.
  await sql`lock table only submissions in share row exclusive mode`.execute(trx)
  await sql`lock table ${rest} in access exclusive mode`.execute(trx)
  await sql`create table ${name} (like submissions including defaults)`.execute(trx)
  await sql`with moved as (delete from ${rest} where id >= ${from} and id < ${to} returning *)
    insert into ${name} select * from moved`.execute(trx)
  // Its indexes are made by this.
  await sql`alter table submissions attach partition ${name} for values from (${from}) to (${to})`.execute(
    trx,
  )
}

async function partitions(db: Kysely<Tables>): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_inherits
    join pg_class on pg_class.oid = inhrelid where inhparent = 'submissions'::regclass`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

function nameOf(month: number): string {
  const inYear = String((month % MONTHS_OF_YEAR) + 1).padStart(2, '0')
  return `submissions_${Math.floor(month / MONTHS_OF_YEAR)}_${inYear}`
}

/** What every id of the month and of later ones is not below: the first 12 digits of a UUIDv7 are its time. */
function firstIdOf(month: number): string {
  const digits = Date.UTC(Math.floor(month / MONTHS_OF_YEAR), month % MONTHS_OF_YEAR)
    .toString(16)
    .padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

function monthOf(time: number): number {
  const date = new Date(time)
  return date.getUTCFullYear() * MONTHS_OF_YEAR + date.getUTCMonth()
}
