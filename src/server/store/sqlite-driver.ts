// The only file that knows node:sqlite: opens the database file in the shape that Kysely's SQLite dialect asks for.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** How long opening, and a command's single write, wait for another process before they give up. */
const BUSY_MS = 10_000
/**
 * A transaction gives up at once, as does whatever a server writes, and is tried again by who began it (`patiently`): waiting
 * here would hold up the whole process.
 */
const BUSY_AT_ONCE_MS = 2
/** Pages of 4 KB in the log before it is written back: fewer, larger write-backs keep the slowest commits short. */
const CHECKPOINT_PAGES = 4000
const CACHE_KB = 16_000
/** Statements kept prepared: the shapes are few, those beyond are of one-time commands. */
const MOST_STATEMENTS = 300

/**
 * @param file path of the database; made when it does not exist
 * @param hurried by a server that answers requests meanwhile
 */
export function openSqlite(file: string, hurried: boolean): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: BUSY_MS })
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
    pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}; pragma cache_size = -${CACHE_KB}`)
  // Without it a row that REPLACE removes goes past the triggers that keep rows.
  database.exec('pragma recursive_triggers = on')
  const busyMs = hurried ? BUSY_AT_ONCE_MS : BUSY_MS
  database.exec(`pragma busy_timeout = ${busyMs}`)
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(text) {
      const known = statements.get(text)
      if (known) return known
      const statement = text === 'begin' ? adaptBegin(database, busyMs) : adapt(database, text)
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statements.set(text, statement)
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

/** A transaction that starts by reading cannot be upgraded while another process writes: ask for the lock at once. */
function adaptBegin(database: DatabaseSync, busyMs: number): SqliteStatement {
  const begin = adapt(database, 'begin immediate')
  return {
    ...begin,
    run(parameters) {
      database.exec(`pragma busy_timeout = ${BUSY_AT_ONCE_MS}`)
      try {
        return begin.run(parameters)
      } finally {
        database.exec(`pragma busy_timeout = ${busyMs}`)
      }
    },
  }
}
