// The only file that knows how SQLite and PostgreSQL differ. PostgreSQL joins here as a second kind.
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

export type DatabaseKind = 'sqlite'

/** Most parameters of one statement: SQLite's limit is 32,766, PostgreSQL's 65,535. */
export const MOST_PARAMETERS = 30_000

/** @param file path of the SQLite database */
export function createDialect(file: string): Dialect {
  return new TransactionalSqliteDialect({ database: async () => openSqlite(file) })
}

/** Column type for bytes. */
export const BYTES: Record<DatabaseKind, RawBuilder<unknown>> = { sqlite: sql`blob` }

/** Keeps the selected rows for this transaction. SQLite's write transaction holds the whole database already. */
export function locked<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return query
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
  if (!(error instanceof Error) || !('code' in error)) return false
  if (error.code === 'ERR_INVALID_STATE') return true
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error)) return false
  const primary = Number(error.errcode) & 0xff
  return primary !== SQL_ERROR && primary !== CONSTRAINT && primary !== MISUSE
}

const SQL_ERROR = 1
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
