// A whole database as one SQLite file, whichever database it comes from and goes to.
import { randomUUID } from 'node:crypto'
import { Kysely, sql } from 'kysely'
import {
  answersMissingIn,
  copyTables,
  differingTables,
  RESTORING,
  type Sums,
  sumsOf,
} from './copy.ts'
import { inSnapshot, inTransaction, kindOf, openDialect } from './dialect.ts'
import { type Db, openStore, type Store } from './open.ts'
import { makePartitionsFor } from './partitions.ts'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'

/** The file is not what a backup is, or two copies that should be the same are not. */
export class BackupDamaged extends Error {
  override name = 'BackupDamaged'
}

/** The database holds answers that the backup does not. */
export class BackupLacksAnswers extends Error {
  override name = 'BackupLacksAnswers'
  readonly answers: number

  constructor(answers: number) {
    super(`${answers} answers`)
    this.answers = answers
  }
}

/**
 * Writes all that the store holds at this moment into a new file, beside whoever writes into the store. The copy has an epoch
 * of its own: also where it is put in place by hand, devices offer again what they keep.
 */
export async function writeCopy(
  { db, kind }: Pick<Store, 'db' | 'kind'>,
  file: string,
): Promise<void> {
  // SQLite's own copy of a database in use: one state of it, and nobody has to wait.
  if (kind === 'sqlite') await sql`vacuum into ${file}`.execute(db)
  const copy = await openStore(`sqlite:${file}`, randomUUID(), { hurried: false })
  try {
    if (kind === 'sqlite') await putSetting(copy.db, 'epoch', randomUUID())
    else await inSnapshot(db, (from) => inTransaction(copy.db, (to) => copySame(from, to)))
  } finally {
    await copy.close()
  }
}

async function copySame(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  await copyTables(from, to)
  const differing = differingTables(await sumsOf(from), await sumsOf(to))
  if (differing.length > 0) throw new BackupDamaged(differing.join(', '))
}

/** Leaves the file whole by itself, without a log beside it. */
export async function sealCopy({ db }: Pick<Store, 'db'>): Promise<void> {
  await sql`pragma journal_mode = delete`.execute(db)
}

/**
 * Opens a backup, brought up to this program's schema; the file changes by that.
 * @throws BackupDamaged; DatabaseIsNewer
 */
export async function openBackup(file: string): Promise<Store> {
  await refuseOther(file)
  const store = await openStore(`sqlite:${file}`, randomUUID(), { hurried: false })
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
      store.db,
    )
    const found = rows.map((row) => row.integrity_check).join('; ')
    if (found !== 'ok') throw new BackupDamaged(found.slice(0, 200))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opening makes the tables of a database that has none: what is no backup must not become an empty one. */
async function refuseOther(file: string): Promise<void> {
  const db = new Kysely<Tables>(openDialect({ kind: 'sqlite', file }, false))
  try {
    const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'
      and name in ('kysely_migration', 'submissions', 'settings')`.execute(db)
    if (rows.length < 3) throw new BackupDamaged('not a database of this program')
  } catch (error) {
    if (error instanceof BackupDamaged) throw error
    throw new BackupDamaged(error instanceof Error ? error.message : String(error))
  } finally {
    await db.destroy()
  }
}

/**
 * Puts a backup back, in one transaction: until it ends everybody sees what was there before, and nobody writes. The epoch
 * changes with it, so that devices offer again what they keep.
 * @throws BackupLacksAnswers unless `evenIfLess`
 */
export async function putBack(
  backup: Db,
  db: Db,
  options: {
    newEpoch: string
    evenIfLess: boolean
    /** Writes into the same transaction what was done. */
    note(trx: Kysely<Tables>, lost: number): Promise<void>
  },
): Promise<{ lost: number; sums: Sums }> {
  await makeRoom(backup, db)
  return inTransaction(db, async (trx) => {
    await holdWriters(trx)
    const lost = await answersMissingIn(backup, trx)
    if (lost > 0 && !options.evenIfLess) throw new BackupLacksAnswers(lost)
    const key = await settingOf(trx, 'age-identity')
    await copyTables(backup, trx, RESTORING)
    const sums = await sumsOf(backup)
    const differing = differingTables(sums, await sumsOf(trx), RESTORING)
    if (differing.length > 0) throw new BackupDamaged(differing.join(', '))
    // Of a backup without one: files on their way are sealed for the one that is here.
    if (key !== null) await putSetting(trx, 'age-identity', key, { keep: true })
    await putSetting(trx, 'epoch', options.newEpoch)
    await options.note(trx, lost)
    return { lost, sums }
  })
}

/** On PostgreSQL the months of the answers that will come. */
export async function makeRoom(from: Db, to: Db): Promise<void> {
  const { first, last } = await from
    .selectFrom('submissions')
    .select((e) => [e.fn.min('id').as('first'), e.fn.max('id').as('last')])
    .executeTakeFirstOrThrow()
  if (first && last) await makePartitionsFor(to, { first: timeOf(first), last: timeOf(last) })
}

/** Clocks that were never set say years that no survey was in; what they named lies with the rest. */
const EARLIEST_MS = Date.UTC(2015, 0, 1)
const LATEST_MS = Date.UTC(2100, 0, 1)

/** A UUIDv7 begins with its ms since epoch. */
function timeOf(id: string): number {
  const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return Math.min(Math.max(time, EARLIEST_MS), LATEST_MS)
}

/** Answers, and all that is written with them. */
const WRITTEN_TOGETHER = ['submissions', 'conflicts', 'series', 'tallies'] as const

/** What is written meanwhile would be lost: it waits, and is asked to come again. SQLite's write transaction is alone anyway. */
async function holdWriters(trx: Kysely<Tables>): Promise<void> {
  if (kindOf(trx) === 'sqlite') return
  const tables = sql.join(WRITTEN_TOGETHER.map((name) => sql.table(name)))
  await sql`lock table ${tables} in exclusive mode`.execute(trx)
}
