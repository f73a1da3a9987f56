// The only file that knows how SQLite and PostgreSQL differ. (What only PostgreSQL has is in `partitions.ts`.)
import { setTimeout } from 'node:timers/promises'
import {
  ColumnDefinitionNode,
  type DataTypeNode,
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type RawBuilder,
  type SelectModifierNode,
  type SelectQueryBuilder,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { ConnectionLost, type Connections, openPostgres, sqlStateOf } from './postgres-driver.ts'
import { openSqlite } from './sqlite-driver.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** Where a database is: `url` of a PostgreSQL, `file` of a SQLite. */
export type Place = { kind: 'postgres'; url: string } | { kind: 'sqlite'; file: string }

/** Most parameters of one statement: SQLite's limit is 32,766, PostgreSQL's 65,535. */
export const MOST_PARAMETERS = 30_000

/** What Kysely is made with; and the connections that there are, `null` where there is one file and no pool. */
interface Opened {
  dialect: Dialect
  connections(): Connections | null
}

/** @param hurried with the time-outs of a server that answers requests; a long command works without */
export function openDialect(place: Place, hurried: boolean): Opened {
  if (place.kind === 'postgres') {
    const pool = openPostgres(place.url, hurried)
    const { connections } = pool
    return { dialect: new ByteOrderedPostgresDialect({ pool }), connections }
  }
  const database = async () => openSqlite(place.file, hurried)
  const dialect = new TransactionalSqliteDialect({ database })
  return { dialect, connections: () => null }
}

export function kindOf<DB>(db: Kysely<DB>): DatabaseKind {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

/** The database cannot hold what this program stores. */
export class DatabaseUnfit extends Error {
  override name = 'DatabaseUnfit'
}

/** The oldest PostgreSQL that this is tested for, as `server_version_num` says it. */
const OLDEST_POSTGRES = 140_000

/** @throws DatabaseUnfit */
export async function refuseUnfit<DB>(db: Kysely<DB>): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  const { rows } = await sql<{ version: number; encoding: string }>`select
    current_setting('server_version_num')::int as version,
    current_setting('server_encoding') as encoding`.execute(db)
  const { version = 0, encoding = '' } = rows[0] ?? {}
  if (version < OLDEST_POSTGRES)
    throw new DatabaseUnfit(
      `PostgreSQL ${OLDEST_POSTGRES / 10_000} or newer, not ${version / 10_000}`,
    )
  if (encoding !== 'UTF8') throw new DatabaseUnfit(`a database in UTF8, not ${encoding}`)
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

/** What a table says of itself at its end: on PostgreSQL submissions lie in partitions, tallies change in place. */
export const TABLE_END: Record<
  DatabaseKind,
  { submissions: RawBuilder<unknown>; tallies: RawBuilder<unknown> }
> = {
  sqlite: { submissions: sql``, tallies: sql`` },
  // A tally that grows finds room on its own page, and its indexes need not change (a HOT update).
  postgres: { submissions: sql`partition by range (id)`, tallies: sql`with (fillfactor = 50)` },
}

/**
 * Keeps the selected rows for this transaction; select them in the order of their key, so that two transactions never
 * wait for each other. SQLite's write transaction holds the whole database already.
 */
export function locked<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return query.forUpdate()
}

/** Things that one transaction at a time does, by the number that stands for them in PostgreSQL's advisory locks. */
const TURNS = { tallies: 1, partitions: 2, setup: 3 } as const
/** Keeps these numbers apart from those of other programs on the same database. */
const TURNS_OF_THIS_PROGRAM = 1_398_100_545

/**
 * Waits until no other transaction does this, and keeps it to this one until it ends.
 * On SQLite a write transaction is alone anyway.
 */
export async function takeTurn<DB>(trx: Kysely<DB>, what: keyof typeof TURNS): Promise<void> {
  if (kindOf(trx) === 'sqlite') return
  await sql`select pg_advisory_xact_lock(${sql.lit(TURNS_OF_THIS_PROGRAM)}, ${sql.lit(TURNS[what])})`.execute(
    trx,
  )
}

/** How long a transaction is tried again while another one is in its way. */
const PATIENCE_MS = 10_000
const TRY_AGAIN_MS = 3

/** Runs writes that belong together: all of them are on disk when it resolves, none when it rejects. */
export function inTransaction<DB, R>(
  db: Kysely<DB>,
  write: (trx: Kysely<DB>) => Promise<R>,
): Promise<R> {
  return patiently(() => {
    const transaction = db.transaction()
    // Named, since a database may have another default. Every statement sees what is committed by then.
    if (kindOf(db) === 'postgres')
      return transaction.setIsolationLevel('read committed').execute(write)
    return transaction.execute(write)
  })
}

/** Tries again what found another transaction in its way, without holding up anything else in this process. */
export async function patiently<R>(work: () => Promise<R>): Promise<R> {
  const begun = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isInTheWay(error) || performance.now() - begun > PATIENCE_MS) throw error
      // Two that met must not meet again.
      await setTimeout(TRY_AGAIN_MS * (1 + Math.random()))
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
  if (kindOf(db) === 'postgres')
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(read)
  return db.connection().execute(async (connection) => {
    await sql`savepoint snapshot`.execute(connection)
    try {
      return await read(connection)
    } finally {
      await sql`release snapshot`.execute(connection)
    }
  })
}

/**
 * True for an error of the database itself (locked, full, unreadable, gone), not of a statement of ours: the same may
 * succeed later.
 */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof ConnectionLost) return true
  const state = sqlStateOf(error)
  if (state !== null) return UNREACHABLE.some((start) => state.startsWith(start))
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE') return true
  const code = primaryCode(error)
  return code !== null && ![SQL_ERROR, CONSTRAINT, MISUSE].includes(code)
}

/**
 * SQLSTATEs, by their start, that speak of the database and not of the statement: connection, no such database or not
 * allowed in, read-only (a replica), deadlock, no resources, lock time-out, stopped or cancelled, system, its own bug.
 * Source: postgresql.org/docs/current/errcodes-appendix.html
 */
const UNREACHABLE = ['08', '3D', '28', '25006', '40', '53', '55', '57', '58', 'F0', 'XX']
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const LOCK_NOT_AVAILABLE = '55P03'

/** True where others held for too long what was to be locked. */
export function isLockTimeout(error: unknown): boolean {
  return sqlStateOf(error) === LOCK_NOT_AVAILABLE
}

function isInTheWay(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === SERIALIZATION_FAILURE || state === DEADLOCK || primaryCode(error) === BUSY
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

  override createQueryCompiler() {
    return new LocklessSqliteCompiler()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class LocklessSqliteCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== 'ForUpdate') super.visitSelectModifier(node)
  }
}

/** Text is compared and sorted byte by byte in every column, as SQLite and this program do, whatever the locale. */
class ByteOrderedPostgresDialect extends PostgresDialect {
  override createQueryCompiler() {
    return new ByteOrderedPostgresCompiler()
  }
}

class ByteOrderedPostgresCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    const ofColumn = this.parentNode !== undefined && ColumnDefinitionNode.is(this.parentNode)
    if (ofColumn && node.dataType === 'text') this.append(' collate "C"')
  }
}
