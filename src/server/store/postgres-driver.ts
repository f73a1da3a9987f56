// The only file that knows pg: a pool of connections in the shape that Kysely's PostgreSQL dialect asks for.
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'

/** No answer came from the database, or it was cut off: what it did last cannot be known. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost'
  /** As the socket named it (`ECONNREFUSED`); of pg's own errors, which have none, a word. */
  readonly code: string

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection.lost'
  }
}

/** The SQLSTATE of an error that PostgreSQL itself answered; `null` for any other error. */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : null
}

/** Connections of this process: there, of those not in use, and how many wait for one. */
export interface Connections {
  open: number
  idle: number
  waiting: number
}

interface Counted {
  connections(): Connections
}

/** A request is answered within these: its sender would not wait longer. A long command is given its time. */
const HURRIED = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 20_000 }
const UNHURRIED = { statementMs: 0, lockMs: 60_000, idleInTransactionMs: 600_000 }
const CONNECT_MS = 5_000
/** What the network adds to a statement before its connection is given up as dead. */
const NETWORK_MS = 5_000
const KEEP_ALIVE_MS = 10_000
const IDLE_MS = 30_000
const MOST_CONNECTIONS = 10
/** Statements that stay prepared on each connection: the shapes are few, those beyond are not worth the memory. */
const MOST_STATEMENTS = 300

/** With a SQLSTATE of this start the database says goodbye: the connection ends a moment later. */
const SHUTTING_DOWN = '57P'
const INT8 = 20
const NUMERIC = 1700

/**
 * @param url `postgres://user:password@host:port/database`
 * @param hurried with the time-outs of a server that answers requests
 */
export function openPostgres(url: string, hurried: boolean): PostgresPool & Counted {
  const limits = hurried ? HURRIED : UNHURRIED
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'suara-warga',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    ...(limits.statementMs > 0 ? { query_timeout: limits.statementMs + NETWORK_MS } : {}),
    types: { getTypeParser: parserOf },
    onConnect: (client) => setUp(client, limits),
  })
  // An idle connection that ends is taken out of the pool by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined)
  // The same for one in use: its query fails, and tells.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  const names = new Map<string, string>()
  return {
    connect: async () => adapt(await pool.connect().catch(lost), names),
    end: () => pool.end(),
    options: {},
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  }
}

/** What this program relies on, whatever the database's own settings say. */
async function setUp(client: pg.ClientBase, limits: typeof HURRIED): Promise<void> {
  await client.query(
    `select set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
      set_config('idle_in_transaction_session_timeout', $3, false), set_config('client_encoding', 'UTF8', false),
      case when current_setting('synchronous_commit') = 'off'
        then set_config('synchronous_commit', 'on', false) end`,
    [limits.statementMs, limits.lockMs, limits.idleInTransactionMs].map(String),
  )
}

/** Counts and sums arrive as numbers, as SQLite gives them: none here comes near 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)
}

function adapt(client: pg.PoolClient, names: Map<string, string>): PostgresPoolClient {
  let broken: ConnectionLost | null = null
  async function query(text: string, parameters: readonly unknown[]) {
    // It may still wait for an answer: whatever is asked now, a rollback too, would wait behind that.
    if (broken) throw broken
    try {
      const name = nameOf(names, text)
      const values = parameters.map(withoutNul)
      return await client.query(name === undefined ? { text, values } : { name, text, values })
    } catch (error) {
      const state = sqlStateOf(error)
      if (state === null || state.startsWith(SHUTTING_DOWN)) broken = new ConnectionLost(error)
      throw state === null ? broken : error
    }
  }
  return {
    // Kysely asks with a cursor only where it was given a class of cursors.
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard) => client.release(discard || broken !== null),
  }
}

/** Prepared under a name, a statement is parsed once for each connection. */
function nameOf(names: Map<string, string>, text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_STATEMENTS) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** PostgreSQL's text cannot hold NUL, and nothing stored here has one: what is searched for then is found nowhere. */
function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0')
    ? value.replaceAll('\0', '\uFFFD')
    : value
}

function lost(error: unknown): never {
  throw sqlStateOf(error) === null ? new ConnectionLost(error) : error
}
