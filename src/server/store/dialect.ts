// The only file that knows how SQLite and PostgreSQL differ. PostgreSQL joins here as a second kind.
import { setTimeout } from 'node:timers/promises'
import {
  type Dialect,
  type Kysely,
  type RawBuilder,
  type SelectQueryBuilder,
  SqliteAdapter,
  SqliteDialect,
  sql,
} from 'kysely'
import { openSqlite } from './sqlite-driver.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** Most parameters of one statement: SQLite's limit is 32,766, PostgreSQL's 65,535. */
export const MOST_PARAMETERS = 30_000

/** @param file path of the SQLite database */
export function createDialect(file: string): Dialect {
  return new TransactionalSqliteDialect({ database: async () => openSqlite(file) })
}

/** Column type for bytes. */
export const BYTES: Record<DatabaseKind, RawBuilder<unknown>> = {
  sqlite: sql`blob`,
  postgres: sql`bytea`,
}

/** Column type for text that is a key or is compared: byte by byte, as this program compares it, whatever the locale. */
export const TEXT_KEY: Record<DatabaseKind, RawBuilder<unknown>> = {
  sqlite: sql`text`,
  postgres: sql`text collate "C"`,
}

/** Makes the database itself refuse to change or remove the rows of a table. */
export async function forbidChanges<DB>(
  db: Kysely<DB>,
  kind: DatabaseKind,
  table: string,
): Promise<void> {
  const message = `${table} is append-only`
  if (kind === 'sqlite') {
    for (const change of ['update', 'delete'])
      await sql`create trigger ${sql.id(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
        begin select raise(abort, ${sql.lit(message)}); end`.execute(db)
    return
  }
  await sql`create function ${sql.id(`${table}_refuse`)}() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception '${message}'; end`)}`.execute(db)
  await sql`create trigger ${sql.id(`${table}_append_only`)} before update or delete or truncate on ${sql.table(table)}
    for each statement execute function ${sql.id(`${table}_refuse`)}()`.execute(db)
}

/** Keeps the selected rows for this transaction. SQLite's write transaction holds the whole database already. */
export function locked<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return query
}

/** How long a transaction is tried again while another process writes. */
const PATIENCE_MS = 10_000
const TRY_AGAIN_MS = 3

/** Runs writes that belong together: all of them are on disk when it resolves, none when it rejects. */
export function inTransaction<DB, R>(
  db: Kysely<DB>,
  write: (trx: Kysely<DB>) => Promise<R>,
): Promise<R> {
  return patiently(() => db.transaction().execute(write))
}

/** Tries again what found the database busy, without holding up anything else in this process. */
export async function patiently<R>(work: () => Promise<R>): Promise<R> {
  const begun = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (primaryCode(error) !== BUSY || performance.now() - begun > PATIENCE_MS) throw error
      await setTimeout(TRY_AGAIN_MS)
    }
  }
}

/** Lets another process write, between the transactions of a long command: nobody queues for SQLite's lock. */
export async function giveWay(): Promise<void> {
  await setTimeout(2 * TRY_AGAIN_MS)
}

/**
 * Runs reads over one state of the database.
 * On SQLite one connection runs one transaction at a time; a savepoint outside a transaction opens a reading one.
 */
export async function inSnapshot<DB, R>(
  db: Kysely<DB>,
  read: (db: Kysely<DB>) => Promise<R>,
): Promise<R> {
  return db.connection().execute(async (connection) => {
    await sql`savepoint snapshot`.execute(connection)
    try {
      return await read(connection)
    } finally {
      await sql`release snapshot`.execute(connection)
    }
  })
}

/** True for an error of the database itself (locked, full, unreadable, gone), not of a statement of ours. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE') return true
  const code = primaryCode(error)
  return code !== null && ![SQL_ERROR, CONSTRAINT, MISUSE].includes(code)
}

/** SQLite's primary result code of an error, or `null` for any other error. Source: sqlite.org/rescode.html. */
function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR')
    return null
  return 'errcode' in error ? Number(error.errcode) & 0xff : null
}

const SQL_ERROR = 1
const BUSY = 5
const CONSTRAINT = 19
const MISUSE = 21

/** Kysely holds that SQLite cannot change tables in a transaction; it can, and two processes may migrate at once. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalSqliteAdapter()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
