// The only file that knows node:sqlite: opens the database file in the shape that Kysely's SQLite dialect asks for.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** How long a write waits for another process (a command beside a running server) before it gives up. */
const BUSY_MS = 10_000
/** Pages of 4 KB in the log before it is written back: fewer, larger write-backs keep the slowest commits short. */
const CHECKPOINT_PAGES = 4000
const CACHE_KB = 16_000
/** Statements kept prepared: the shapes are few, those beyond are of one-time commands. */
const MOST_STATEMENTS = 300

/** @param file path of the database; made when it does not exist */
export function openSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: BUSY_MS })
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
    pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}; pragma cache_size = -${CACHE_KB}`)
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(text) {
      // A transaction that starts by reading cannot be upgraded while another process writes: ask for the lock at once.
      const sql = text === 'begin' ? 'begin immediate' : text
      const known = statements.get(sql)
      if (known) return known
      const statement = adapt(database, sql)
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statements.set(sql, statement)
      return statement
    },
  }
}

function adapt(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql)
  // Kysely passes parameters as unknown; what SQLite cannot hold, node:sqlite refuses by name.
  const bound = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)),
    run: (parameters) => statement.run(...bound(parameters)),
    // Its own statement: the kept one may be asked again before the iteration ends.
    iterate: (parameters) => database.prepare(sql).iterate(...bound(parameters)),
  }
}
